package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the programs of a lab write beside what its tests read of them: shown where a test fails, whatever it was about.
 *
 * @param sizes of each file, at some moment
 */
record Logs(Path folder, Map<Path, Long> sizes) {

    private static final int LINES_SHOWN = 30;
    private static final int LONGEST_LINE = 500;

    static Logs now(Path folder) {
        var sizes = new TreeMap<Path, Long>();
        for (Path file : files(folder)) {
            sizes.put(file, size(file));
        }
        return new Logs(folder, sizes);
    }

    /** The last lines of each file that has grown since; empty where none has. */
    String since() {
        return now(folder).sizes.entrySet().stream()
                .filter(file -> file.getValue() > sizes.getOrDefault(file.getKey(), 0L))
                .map(file -> "--- " + folder.relativize(file.getKey()) + "\n"
                        + end(file.getKey(), sizes.getOrDefault(file.getKey(), 0L)))
                .collect(Collectors.joining("\n"));
    }

    /** A browser keeps its own in its folder, among thousands of other files. */
    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.flatMap(file -> Files.isDirectory(file)
                            ? Stream.of(file.resolve("log"), file.resolve("start.log")) : Stream.of(file))
                    .filter(file -> file.getFileName().toString().matches(".*\\.(log|out|err)|log"))
                    .filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // it has just been removed
        }
    }

    private static String end(Path file, long from) {
        try {
            byte[] all = Files.readAllBytes(file);
            int start = (int) Math.min(from, all.length);
            List<String> lines = new String(all, start, all.length - start, StandardCharsets.UTF_8).lines()
                    .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
