package report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import path.Diagnosis;
import path.ServicePath;
import text.Durations;
import text.Words;

/**
 * The numbers behind the bar of a plugin's line, {@code 'label'=value;warn;crit;min;max} (Monitoring Plugins
 * Development Guidelines, "Performance data"): how many ports are broken, then how long each took, in the order of the
 * inventory. {@code U} stands for what was not measured, so that a graph has a gap there and no zero.
 *
 * <p>Labels begin with the port, because RRD tells no more than 19 characters apart. Which there are hangs on the
 * inventory alone and never on what was measured: a graph must not come and go. Where the names do not fit, labels are
 * the ports alone; where these do not fit either, the last of the inventory are left out.
 *
 * @param text    with a blank between two
 * @param leftOut services for which there was no room
 */
record Perfdata(String text, int leftOut) {

    /** As long as a time can get: four times the longest {@code --timeout} is four minutes. */
    private static final int LONGEST_VALUE = "240.000s".length();

    static Perfdata of(Diagnosis diagnosis, Thresholds thresholds, int mostBytes) {
        List<ServicePath> paths = diagnosis.paths();
        long broken = paths.stream().filter(path -> path.broken().isPresent()).count();
        // One that is broken is critical: the range is what is well, here none.
        String first = "'broken'=" + broken + ";;0;0;" + paths.size();
        String limits = ";" + limit(thresholds.warn()) + ";" + limit(thresholds.crit()) + ";0";
        int room = mostBytes - bytes(first) - String.valueOf(paths.size()).length();
        boolean named = paths.stream().mapToInt(path -> most(label(path, true), limits)).sum() <= room;
        int fitting = 0;
        for (ServicePath path : paths) {
            room -= most(label(path, named), limits);
            if (room < 0) {
                break;
            }
            fitting++;
        }
        return new Perfdata(Stream.concat(Stream.of(first), paths.stream().limit(fitting)
                .map(path -> label(path, named) + "=" + value(path) + limits)).collect(Collectors.joining(" ")),
                paths.size() - fitting);
    }

    /** What one service may take at most, with the blank before it. */
    private static int most(String label, String limits) {
        return 1 + bytes(label) + 1 + LONGEST_VALUE + bytes(limits);
    }

    /**
     * A label holds neither an equals sign nor a quote. The guidelines let a quote be doubled; not everybody who reads
     * them does.
     */
    private static String label(ServicePath path, boolean named) {
        String name = Words.printable(path.endpoint().service().name()).replaceAll("['=|]", "_");
        return "'" + path.endpoint().portText() + (named ? " " + name : "") + "'";
    }

    private static String value(ServicePath path) {
        return Thresholds.time(path).map(time -> String.format(Locale.ROOT, "%.3fs", Durations.millis(time) / 1000.0))
                .orElse("U");
    }

    /** In seconds, as the values; without zeros that say nothing. */
    private static String limit(Optional<Duration> time) {
        return time.map(limit -> String.format(Locale.ROOT, "%.3f", Durations.millis(limit) / 1000.0)
                .replaceAll("\\.?0+$", "")).orElse("");
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
