package report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import path.Diagnosis;
import path.Finding;
import path.Hop;
import path.HopResult;
import path.ServicePath;
import path.Severity;
import text.Columns;
import text.Durations;
import text.Message;
import text.Words;

/**
 * A diagnosis for a monitoring system: one line {@code DIAGNOSE CRITICAL - text | performance data}, and details
 * below it where they are asked for (Monitoring Plugins Development Guidelines, "Plugin Output for Nagios").
 */
public final class NagiosReport {
    /** Nagios keeps 4 KiB of a plugin's output unless told otherwise: the words must leave room for the numbers. */
    private static final int LONGEST_TEXT = 500;

    private final String tool;
    private final Words words;
    private final boolean everything;

    /** @param everything also a line for each finding and its evidence: {@code -v} */
    public NagiosReport(String tool, Words words, boolean everything) {
        this.tool = tool;
        this.words = words;
        this.everything = everything;
    }

    public List<String> of(Diagnosis diagnosis) {
        var lines = new ArrayList<String>();
        lines.add(tool.toUpperCase(Locale.ROOT) + " " + status(diagnosis.verdict()) + " - "
                + cut(plain(summary(diagnosis))) + " | " + numbers(diagnosis));
        if (everything) {
            diagnosis.source().lines().forEach(line -> lines.add(plain(words.say(line))));
            diagnosis.findings().forEach(finding -> lines.addAll(details(finding)));
        }
        return lines;
    }

    /** The four words of the guidelines; the exit code says the same. */
    private static String status(Diagnosis.Verdict verdict) {
        return switch (verdict) {
            case OK -> "OK";
            case WARN -> "WARNING";
            case FAIL -> "CRITICAL";
            case UNKNOWN -> "UNKNOWN";
        };
    }

    private String summary(Diagnosis diagnosis) {
        int all = diagnosis.paths().size();
        long broken = diagnosis.paths().stream().filter(path -> path.broken().isPresent()).count();
        Message count = switch (diagnosis.verdict()) {
            case FAIL -> Message.of("report.nagios.fail", broken, all);
            case UNKNOWN -> Message.of("report.nagios.unknown", all);
            case WARN -> Message.of("report.nagios.warn", all);
            case OK -> Message.of("report.nagios.ok", all);
        };
        String cause = diagnosis.findings().stream().filter(finding -> finding.severity() != Severity.INFO)
                .findFirst().map(finding -> words.say("report.colon") + " " + words.say(finding.summary())).orElse("");
        return words.say(count) + cause;
    }

    private List<String> details(Finding finding) {
        return Stream.concat(
                Stream.of("[" + finding.severity().id() + "] " + finding.id().id() + ": "
                        + words.say(finding.summary())),
                finding.evidence().stream().map(seen -> "    " + words.say(seen)))
                .map(NagiosReport::plain).toList();
    }

    /**
     * How many ports are broken, then how long each took to answer on the LAN address, or else on the loopback
     * address; {@code U} where it did not, so that a graph has a gap and no zero.
     */
    private static String numbers(Diagnosis diagnosis) {
        long broken = diagnosis.paths().stream().filter(path -> path.broken().isPresent()).count();
        return Stream.concat(Stream.of("'broken'=" + broken + ";;;0;" + diagnosis.paths().size()),
                diagnosis.paths().stream().map(path -> label(path) + "=" + time(path)))
                .collect(Collectors.joining(" "));
    }

    /** A label is quoted and holds neither quote nor equals sign; a bar would begin the numbers anew. */
    private static String label(ServicePath path) {
        String name = plain(path.endpoint().service().name()).replaceAll("['=]", "_");
        return "'" + name + " " + path.endpoint().portText() + "'";
    }

    private static String time(ServicePath path) {
        return Stream.of(Hop.ADDRESS, Hop.LOOPBACK).map(path::at).map(HopResult::took).flatMap(Optional::stream)
                .findFirst().map(NagiosReport::seconds).orElse("U");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3fs;;;0", Durations.millis(time) / 1000.0);
    }

    private static String plain(String text) {
        return Words.printable(text).replace('|', '/');
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : Columns.start(text, LONGEST_TEXT - 3) + "...";
    }
}
