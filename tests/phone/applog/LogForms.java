package phone.applog;

import java.util.List;
import java.util.stream.Collectors;

/** The forms in which the same words of an app stand in the logs of phones. */
enum LogForms {
    /** {@code adb logcat -v threadtime}. */
    THREADTIME("11-30 10:00:01.123  4711  4711 %s %s : "),
    /** {@code adb logcat -v brief}. */
    BRIEF("%s/%s( 4711): "),
    /** Android Studio's window. */
    STUDIO("2026-11-30 10:00:01.123  4711-4711  %2$s    com.example.app    %1$s  "),
    /** The console of {@code flutter run} on an iPhone, or a text that somebody pasted. */
    PASTED(""),
    /** The terminal of React Native. */
    METRO(" ERROR  "),
    /** Xcode's window. */
    XCODE("2026-11-30 10:00:01.123456+0100 Runner[4711:55] "),
    /** {@code idevicesyslog}. */
    SYSLOG("Nov 30 10:00:01 iPhone Runner(CFNetwork)[4711] <Error>: "),
    /** Lines copied from Console of macOS. */
    CONSOLE("error\t10:00:01.123456+0100\tRunner\t");

    private final String before;

    LogForms(String before) {
        this.before = before;
    }

    /** A text of one or more lines in this form. */
    String of(String level, String tag, String text) {
        return text.lines().map(line -> before.formatted(level, tag) + line).collect(Collectors.joining("\n"));
    }

    /** By the letters of a row: Android's, React Native's, Apple's. */
    static List<LogForms> of(String letter) {
        return switch (letter) {
            case "A" -> List.of(THREADTIME, BRIEF, STUDIO, PASTED);
            case "F" -> List.of(THREADTIME, BRIEF, STUDIO, PASTED, XCODE, SYSLOG, CONSOLE);
            case "R" -> List.of(THREADTIME, BRIEF, METRO, PASTED);
            case "I" -> List.of(PASTED, XCODE, SYSLOG, CONSOLE);
            default -> throw new IllegalArgumentException(letter);
        };
    }
}
