package monitor.schedule;

import inventory.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import path.Hop;
import text.Language;

/**
 * What a person wants watched while nobody looks.
 *
 * @param services where they come from
 * @param json     the form of the log
 * @param skipped  hops of which the user accepts to know nothing
 * @param sudo     what is refused may be asked once more by sudo
 */
public record WatchOptions(Source services, Duration every, Duration timeout, Language language, boolean json,
        Set<Hop> skipped, boolean sudo) {

    private static final Pattern TIME = Pattern.compile("(\\d{1,12})(ms|s)");

    /** The arguments of a monitor that does this: whole paths, because a scheduler starts it wherever it likes. */
    public List<String> args(Path log) {
        var args = new ArrayList<>(List.of("--every", time(every), "--timeout", time(timeout),
                "--lang", language.code(), "--output", json ? "json" : "text"));
        args.addAll(services.options());
        if (!skipped.isEmpty()) {
            args.addAll(List.of("--skip", skipped.stream().sorted().map(Hop::id).collect(Collectors.joining(","))));
        }
        if (sudo) {
            args.add("--sudo");
        }
        args.addAll(List.of("--log", log.toAbsolutePath().normalize().toString()));
        return List.copyOf(args);
    }

    private static String time(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    /** Reads back what an order writes; empty for what a person wrote in its place. */
    static Optional<Duration> time(String written) {
        Matcher form = TIME.matcher(written);
        return !form.matches() ? Optional.empty() : Optional.of(form.group(2).equals("s")
                ? Duration.ofSeconds(Long.parseLong(form.group(1))) : Duration.ofMillis(Long.parseLong(form.group(1))));
    }
}
