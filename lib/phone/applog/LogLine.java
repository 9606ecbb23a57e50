package phone.applog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log, without what the log put before it.
 *
 * @param number of the line, from 1
 * @param when   its time as the log has it, {@code 05-06 13:13:13}; empty where it tells none
 * @param source who wrote it, as the log tells it, {@code 1840  1903 E flutter}; empty where it tells nobody
 * @param begins true where the log put something before it; a further line of what stands above often has nothing
 * @param text   what was written
 */
record LogLine(int number, Optional<String> when, String source, boolean begins, String text) {

    /** A line this long is no log's; what stands behind is not looked at. */
    private static final int LONGEST = 4096;

    private static final String TIME = "(?<when>(?:\\d{4}-)?\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)\\.\\d{3,9}"
            + "(?: ?[+-]\\d{4})?";

    /** The forms that tell a time: a group {@code when} and a group {@code source} each. */
    private static final List<Pattern> TIMED = List.of(
            // logcat -v threadtime, also with -v year, zone, usec, uid: "05-06 13:13:13.460  1840  1903 E Tag     : "
            Pattern.compile(TIME + "\\s+(?<source>(?:\\w{1,20}\\s+)?\\d+\\s+\\d+ [VDIWEFAS] [^:]{0,60}): ?"),
            // logcat -v time: "05-06 13:13:13.460 E/Tag ( 1840): "; Android Studio to 2021: "… 1840-1903/? E/Tag: "
            Pattern.compile(TIME + ":? (?<source>(?:\\d+-\\d+/\\S+ )?[VDIWEFAS]/[^:(]{0,60}(?:\\([^)]{1,30}\\))?): ?"),
            // Android Studio since 2022: "2024-05-06 13:13:13.460  1840-1903  Tag    com.example.app    E  "
            Pattern.compile(TIME + "\\s+(?<source>\\d+-\\d+\\s.{1,200}?\\s[VDIWEFA])  "),
            // the same in its compact view: "13:13:13.460  E  "
            Pattern.compile("(?<when>\\d\\d:\\d\\d:\\d\\d)\\.\\d{3}\\s+(?<source>[VDIWEFA])  "),
            // Xcode: "2024-05-06 13:13:13.460123+0200 Runner[1840:55] "
            Pattern.compile(TIME + " (?<source>[^\\[\\]]{1,60}\\[\\d+:\\d+]) (?:flutter: )?"),
            // iOS' "log": "2024-05-06 13:13:13.460123+0200 0x1a2b  Default  0x0  1840  0  Runner: (CFNetwork) "
            Pattern.compile(TIME + " 0x[0-9a-f]{1,16} +\\w{1,20} +0x[0-9a-f]{1,16} +(?<source>\\d+ +\\d+ +[^:]{1,60}): "),
            // iOS' Console, copied: "default	13:13:13.460123+0200	Runner	"
            Pattern.compile("(?:default|info|debug|error|fault)\\t(?<when>\\d\\d:\\d\\d:\\d\\d)\\.\\d{1,9}[+-]\\d{4}\\t"
                    + "(?<source>[^\\t]{1,60})\\t"),
            // iOS' system log: "May  6 13:13:13 iPhone Runner(Flutter)[1840] <Notice>: "; newer ones name no phone
            Pattern.compile("(?<when>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,9})? (?:\\S{1,100} )?"
                    + "(?<source>[^\\[\\]]{1,60}\\[\\d+]) <\\w{1,20}>: (?:flutter: )?"));

    /** The forms that tell none, or one that is no time of day. */
    private static final List<Pattern> UNTIMED = List.of(
            // logcat -v epoch, monotonic: "1714993993.460  1840  1903 E Tag     : "
            Pattern.compile("\\s*\\d{1,12}\\.\\d{3,9}\\s+(?<source>\\d+\\s+\\d+ [VDIWEFAS] [^:]{0,60}): ?"),
            // logcat -v brief, tag, and flutter's own console: "E/flutter ( 8084): ", "I/flutter: ", "flutter: "
            Pattern.compile("(?<source>[VDIWEFAS]/[^:(]{0,60}(?:\\([^)]{1,30}\\))?|flutter): ?"),
            // As it is often quoted: "W System.err: "
            Pattern.compile("(?<source>[VDIWEF] (?:System\\.(?:err|out)|flutter|ReactNativeJS|AndroidRuntime|chromium"
                    + "|okhttp[\\w.]{0,30})): "),
            // logcat -v process, thread: "E( 1840) ", "E( 1840: 1903) "
            Pattern.compile("(?<source>[VDIWEFAS]\\(\\s*\\d+(?::\\s*\\d+)?\\)) "),
            // Metro, the console of React Native: " ERROR  "
            Pattern.compile(" ?(?<source>LOG|INFO|WARN|ERROR|DEBUG)  "));

    /** {@code logcat -v long}: the line before each message, {@code [ 05-06 13:13:13.460  1840: 1903 E/Tag     ]}. */
    private static final Pattern HEADING = Pattern.compile(
            "\\[ " + TIME + "\\s+(?<source>[\\w:]{0,20}\\s*\\d+:\\s*\\d+ [VDIWEFAS]/.{0,60}?)\\s*]\\s*");

    /** Colours of {@code logcat -v color}, and how long it took, which {@code flutter run -v} puts before each line. */
    private static final Pattern AROUND = Pattern.compile("\\u001B\\[[\\d;]{0,20}m|^\\[ {0,8}\\+?[\\d,]{1,9} m?s] ");

    private static final Pattern LEVEL = Pattern.compile("(?:^|\\s)([VDIWEFAS])(?:[/( ]|$)");
    private static final Set<String> METRO = Set.of("LOG", "INFO", "WARN", "ERROR", "DEBUG");
    private static final Pattern PART = Pattern.compile("\\([^()]{0,60}\\)|[\\d\\s:-]");
    private static final Pattern NUMBER = Pattern.compile("\\b\\d{1,10}\\b");

    /** Who writes what a developer's own app says, and nobody else; Xcode shows the app that it started alone. */
    private static final Pattern APP = Pattern.compile("(?i)(?:^|[^.\\w])(?:flutter|dart|ReactNative(?:JS)?|Capacitor|"
            + "Runner)\\b|^(?:LOG|INFO|WARN|ERROR|DEBUG)$|\\[\\d+:\\d+]$");

    /** Every line of a log, in order. */
    static List<LogLine> of(String log) {
        var lines = new ArrayList<LogLine>();
        var before = new LogLine(0, Optional.empty(), "", false, "");
        boolean headed = false;
        for (String raw : log.lines().toList()) {
            String line = AROUND.matcher(raw.length() > LONGEST ? raw.substring(0, LONGEST) : raw).replaceAll("");
            Matcher heading = HEADING.matcher(line);
            Optional<LogLine> told = heading.matches()
                    ? Optional.of(new LogLine(lines.size() + 1, Optional.of(heading.group("when")),
                            heading.group("source"), true, ""))
                    : told(lines.size() + 1, line);
            headed = told.isPresent() ? heading.matches() : headed;
            boolean sameTime = headed || line.isBlank() || Character.isWhitespace(line.charAt(0));
            LogLine beside = before;
            before = told.orElseGet(() ->
                    new LogLine(lines.size() + 1, sameTime ? beside.when() : Optional.empty(), beside.source(), false, line));
            lines.add(before);
        }
        return lines;
    }

    private static Optional<LogLine> told(int number, String line) {
        for (Pattern form : TIMED) {
            Matcher found = form.matcher(line);
            if (found.lookingAt()) {
                return Optional.of(new LogLine(number, Optional.of(found.group("when")), found.group("source"), true,
                        line.substring(found.end())));
            }
        }
        for (Pattern form : UNTIMED) {
            Matcher found = form.matcher(line);
            if (found.lookingAt()) {
                return Optional.of(new LogLine(number, Optional.empty(), found.group("source"), true,
                        line.substring(found.end())));
            }
        }
        return Optional.empty();
    }

    /** True where it is a developer's own app that wrote it, or where a log without such marks was pasted. */
    boolean ofApp() {
        return source.isEmpty() || APP.matcher(source).find();
    }

    /** True where whoever wrote it calls it an error. */
    boolean isError() {
        Matcher level = LEVEL.matcher(source);
        return source.equals("ERROR") || level.find() && "EF".contains(level.group(1));
    }

    /** True where the same wrote both, whatever weight he gave them. */
    boolean isBy(LogLine other) {
        return source.equals(other.source) || METRO.contains(source) && METRO.contains(other.source)
                || source.length() == other.source.length()
                && LEVEL.matcher(source).replaceFirst(" ").equals(LEVEL.matcher(other.source).replaceFirst(" "));
    }

    /** Who wrote it, whatever the weight, the thread and the part of the program. */
    String writer() {
        return process() + " " + PART.matcher(LEVEL.matcher(source).replaceFirst(" ")).replaceAll("");
    }

    /** The number of the process, where the log tells it; else all that it tells of who wrote it. */
    String process() {
        Matcher number = NUMBER.matcher(source);
        return number.find() ? number.group() : source;
    }
}
