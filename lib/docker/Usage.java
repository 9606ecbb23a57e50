package docker;

import com.google.gson.annotations.SerializedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import json.Json;
import json.JsonShapeException;
import process.Fact;
import text.Message;

/**
 * The memory that a running container uses, as {@code docker stats} measures it (page cache left out, as the client
 * does).
 *
 * @param bytes of memory in use
 * @param limit bytes it may use; the whole machine's where nobody set a limit
 */
public record Usage(String container, long bytes, long limit) {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)([kKMGTP]?i?B)");

    /** go-units writes memory with powers of 1024; the decimal ones stand in its other columns. */
    private static final Map<String, Long> UNITS = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30,
            "TiB", 1L << 40, "kB", 1_000L, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L,
            "TB", 1_000_000_000_000L);

    static final String TEMPLATE = "{ " + DockerJson.fields("", "Name", "MemUsage") + " }";

    private record Row(@SerializedName("Name") String name, @SerializedName("MemUsage") String memory) { }

    /** In percent of what it may use, rounded down. */
    public int percent() {
        return limit == 0 ? 0 : (int) Math.min(100, Math.floor(bytes * 100.0 / limit));
    }

    /**
     * Output of {@code docker stats --no-stream}, a line for each container; one that has just stopped has
     * {@code "MemUsage":"-- / --"} and is left out:
     * <pre>{ "Name":"samdul-blog-1","MemUsage":"24.51MiB / 7.543GiB" }</pre>
     */
    static Fact<List<Usage>> parse(String text) {
        var usages = new ArrayList<Usage>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            try {
                Row row = Json.value(line, Row.class);
                if (row == null || row.name() == null || row.memory() == null) {
                    return unclear(line);
                }
                String[] sizes = row.memory().split(" / ", -1);
                if (sizes.length != 2) {
                    return unclear(line);
                }
                Optional<Long> bytes = size(sizes[0]);
                Optional<Long> limit = size(sizes[1]);
                if (bytes.isPresent() && limit.isPresent()) {
                    usages.add(new Usage(row.name(), bytes.get(), limit.get()));
                } else if (!row.memory().equals("-- / --")) {
                    return unclear(line);
                }
            } catch (JsonShapeException e) {
                return unclear(line);
            }
        }
        return Fact.known(List.copyOf(usages));
    }

    private static Optional<Long> size(String text) {
        Matcher size = SIZE.matcher(text);
        return size.matches() && UNITS.containsKey(size.group(2))
                ? Optional.of((long) (Double.parseDouble(size.group(1)) * UNITS.get(size.group(2)))) : Optional.empty();
    }

    private static Fact<List<Usage>> unclear(String line) {
        return Fact.unknown(Message.of("docker.unclear", line.strip()));
    }
}
