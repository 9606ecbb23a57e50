package report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import path.Diagnosis;
import path.Finding;
import path.ServicePath;
import path.Severity;
import text.Columns;
import text.Message;
import text.Words;

/**
 * A diagnosis for a monitoring system: one line {@code DIAGNOSE CRITICAL - text | performance data}, and details
 * below it where they are asked for (Monitoring Plugins Development Guidelines, "Plugin Output for Nagios").
 */
public final class NagiosReport {
    /** Nagios keeps 4 KiB of a plugin's output unless told otherwise, the line's end included. */
    static final int LONGEST_LINE = 4096 - "\r\n".length();

    /** What is left of it is for the numbers. */
    private static final int LONGEST_TEXT = 1000;

    /** One sentence must not push out all the others. */
    private static final int LONGEST_SENTENCE = 500;

    /** More ports or names in a sentence than anybody reads in an alarm. */
    private static final int LISTED = 8;

    private static final String BAR = " | ";

    private final String tool;
    private final Words words;
    private final boolean everything;
    private final Thresholds thresholds;

    /** @param everything also a line for each finding and its evidence: {@code -v} */
    public NagiosReport(String tool, Words words, boolean everything, Thresholds thresholds) {
        this.tool = tool;
        this.words = words;
        this.everything = everything;
        this.thresholds = thresholds;
    }

    public List<String> of(Diagnosis diagnosis) {
        var numbers = Perfdata.of(diagnosis, thresholds, LONGEST_LINE - LONGEST_TEXT - BAR.length());
        var lines = new ArrayList<String>();
        lines.add(text(diagnosis, numbers.leftOut()) + BAR + numbers.text());
        if (everything) {
            diagnosis.source().lines().forEach(line -> lines.add(plain(words.say(line))));
            diagnosis.findings().forEach(finding -> lines.addAll(details(finding)));
            slow(diagnosis, Diagnosis.Verdict.FAIL).forEach(sentence -> lines.add("[critical] " + sentence));
            slow(diagnosis, Diagnosis.Verdict.WARN).forEach(sentence -> lines.add("[warning] " + sentence));
        }
        return lines;
    }

    /** The line of a run that brought no diagnosis. */
    public static String problem(String tool, String why) {
        return tool.toUpperCase(Locale.ROOT) + " UNKNOWN - " + cut(plain(why));
    }

    /** The four words of the guidelines; the exit code says the same. */
    private static String status(Diagnosis.Verdict verdict) {
        return switch (verdict) {
            case OK -> "OK";
            case WARN -> "WARNING";
            case FAIL -> "CRITICAL";
            case UNKNOWN, CONTRADICTED -> "UNKNOWN";
        };
    }

    /** What it comes to, then what is wrong, the worst first, as much as there is room for, and how much more. */
    private String text(Diagnosis diagnosis, int leftOut) {
        var text = new StringBuilder(tool.toUpperCase(Locale.ROOT) + " " + status(thresholds.verdict(diagnosis))
                + " - " + plain(words.say(count(diagnosis)) + notChecked(diagnosis)));
        String end = leftOut == 0 ? "" : next() + plain(words.say("report.nagios.left-out", leftOut));
        List<String> sentences = sentences(diagnosis);
        int room = LONGEST_TEXT - Perfdata.bytes(end) - Perfdata.bytes(more(sentences.size()));
        int said = 0;
        for (String sentence : sentences) {
            String next = (said == 0 ? words.say("report.colon") + " " : next()) + cut(sentence);
            if (Perfdata.bytes(text + next) > room) {
                break;
            }
            text.append(next);
            said++;
        }
        return text + more(sentences.size() - said) + end;
    }

    private String more(int left) {
        return left == 0 ? "" : next() + words.say("report.nagios.more", left);
    }

    private String next() {
        return words.say("report.semicolon") + " ";
    }

    /** That the user wanted to know nothing of a hop must not look as if it were well. */
    private String notChecked(Diagnosis diagnosis) {
        List<String> hops = diagnosis.leftOut().stream().map(hop -> words.say("path.name." + hop.id())).toList();
        return hops.isEmpty() ? "" : words.say("report.nagios.not-checked", hops);
    }

    private static Message count(Diagnosis diagnosis) {
        int all = diagnosis.paths().size();
        long broken = diagnosis.paths().stream().filter(path -> path.broken().isPresent()).count();
        return switch (diagnosis.verdict()) {
            case FAIL -> Message.of("report.nagios.fail", broken, all);
            case CONTRADICTED -> Message.of("report.nagios.contradicted", contradicted(diagnosis), all);
            case UNKNOWN -> Message.of("report.nagios.unknown", all);
            case WARN -> Message.of("report.nagios.warn", all);
            case OK -> Message.of("report.nagios.ok", all);
        };
    }

    private static long contradicted(Diagnosis diagnosis) {
        return diagnosis.paths().stream().filter(ServicePath::contradicted).count();
    }

    private List<String> sentences(Diagnosis diagnosis) {
        return Stream.of(found(diagnosis, Severity.FAIL), slow(diagnosis, Diagnosis.Verdict.FAIL),
                found(diagnosis, Severity.WARN), slow(diagnosis, Diagnosis.Verdict.WARN))
                .flatMap(List::stream).toList();
    }

    private List<String> found(Diagnosis diagnosis, Severity severity) {
        return diagnosis.findings().stream().filter(finding -> finding.severity() == severity)
                .map(finding -> plain(words.say(shorter(finding.summary())))).toList();
    }

    /** Those that took longer than they may, the slowest first. */
    private List<String> slow(Diagnosis diagnosis, Diagnosis.Verdict verdict) {
        return diagnosis.paths().stream().filter(path -> thresholds.of(path) == verdict)
                .filter(path -> verdict != Diagnosis.Verdict.OK)
                .sorted(Comparator.comparing((ServicePath path) -> Thresholds.time(path).orElseThrow()).reversed())
                .map(path -> plain(words.say("report.nagios.slow", path.endpoint().service().name(),
                        path.endpoint().portText(), Thresholds.time(path).orElseThrow(),
                        (verdict == Diagnosis.Verdict.FAIL ? thresholds.crit() : thresholds.warn()).orElseThrow())))
                .toList();
    }

    /** The same sentence about the first of many ports, with the number of the others. */
    private static Message shorter(Message summary) {
        return new Message(summary.key(), summary.args().stream().<Object>map(arg ->
                arg instanceof List<?> list && list.size() > LISTED ? Stream.concat(list.stream().limit(LISTED),
                        Stream.of(Message.of("report.nagios.more", list.size() - LISTED))).toList() : arg).toList());
    }

    private List<String> details(Finding finding) {
        return Stream.concat(
                Stream.of("[" + finding.severity().id() + "] " + finding.id().id() + ": "
                        + words.say(finding.summary())),
                Stream.concat(finding.evidence().stream(), finding.rules().stream()
                        .map(rule -> Message.of("path.evidence.rule", rule.where(), rule.text())))
                        .map(seen -> "    " + words.say(seen)))
                .map(NagiosReport::plain).toList();
    }

    /** A bar would begin the numbers anew. */
    private static String plain(String text) {
        return Words.printable(text).replace('|', '/');
    }

    /** Between two characters, by the bytes that are sent. */
    private static String cut(String text) {
        if (Perfdata.bytes(text) <= LONGEST_SENTENCE) {
            return text;
        }
        int columns = LONGEST_SENTENCE;
        String start = Columns.start(text, columns);
        while (Perfdata.bytes(start) > LONGEST_SENTENCE - "...".length()) {
            start = Columns.start(text, --columns);
        }
        return start + "...";
    }
}
