package text;

import java.time.Duration;
import java.util.StringJoiner;

/**
 * How a length of time is written. Rounded half up, once, before its units are chosen: under a second to milliseconds
 * ({@code 12 ms}), under two minutes to tenths of a second ({@code 90 s}, {@code 1.5 s}), else to whole seconds, with
 * every unit that is not zero ({@code 2 min 59 s}, {@code 25 h}, from two days on {@code 2 d 1 h}).
 */
public final class Durations {
    private static final Duration TENTH_OF_MILLISECOND = Duration.ofNanos(100_000);
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration TENTH = Duration.ofMillis(100);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    private Durations() { }

    static String text(Duration time, Language language) {
        if (time.isNegative()) {
            return "-" + text(time.negated(), language);
        }
        Duration millis = rounded(time, MILLISECOND);
        if (millis.compareTo(SECOND) < 0) {
            return millis.isZero() && !time.isZero() ? "< 1 ms" : millis.toMillis() + " ms";
        }
        Duration tenths = rounded(time, TENTH);
        if (tenths.compareTo(TWO_MINUTES) < 0) {
            return (tenths.toMillis() % 1000 == 0 ? String.valueOf(tenths.toSeconds())
                    : decimal(tenths.toMillis() / 100, language)) + " s";
        }
        return units(rounded(time, SECOND), language);
    }

    /** The same, but for times under 10 ms to tenths of a millisecond: they tell a loopback from a network. */
    static String fine(Duration time, Language language) {
        long tenths = rounded(time, TENTH_OF_MILLISECOND).toNanos() / TENTH_OF_MILLISECOND.toNanos();
        if (tenths >= 100 || time.isNegative()) {
            return text(time, language);
        }
        return tenths == 0 && !time.isZero() ? "< " + decimal(1, language) + " ms" : decimal(tenths, language) + " ms";
    }

    /** In whole numbers: a Formatter is much to load for one digit. */
    private static String decimal(long tenths, Language language) {
        return tenths / 10 + (language == Language.FRENCH ? "," : ".") + tenths % 10;
    }

    private static String units(Duration time, Language language) {
        boolean days = time.compareTo(TWO_DAYS) >= 0;
        var units = new StringJoiner(" ");
        add(units, days ? time.toDays() : 0, language == Language.FRENCH ? "j" : "d");
        add(units, days ? time.toHoursPart() : time.toHours(), "h");
        add(units, time.toMinutesPart(), "min");
        add(units, time.toSecondsPart(), "s");
        return units.toString();
    }

    private static void add(StringJoiner units, long number, String unit) {
        if (number > 0) {
            units.add(number + " " + unit);
        }
    }

    /** In milliseconds, rounded as in a text, for what is written beside one: JSON says the same number. */
    public static long millis(Duration time) {
        return rounded(time, MILLISECOND).toMillis();
    }

    /** The nearest multiple of a unit; from the middle between two, the greater one. */
    public static Duration rounded(Duration time, Duration unit) {
        long nanos = unit.toNanos();
        return Duration.ofNanos(Math.floorDiv(time.toNanos() + nanos / 2, nanos) * nanos);
    }
}
