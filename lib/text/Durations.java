package text;

import java.time.Duration;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * How a length of time is written. Rounded half up, once, before its units are chosen: under a second to milliseconds
 * ({@code 12 ms}), under two minutes to tenths of a second ({@code 90 s}, {@code 1.5 s}), else to whole seconds, with
 * every unit that is not zero ({@code 2 min 59 s}, {@code 25 h}, from two days on {@code 2 d 1 h}).
 */
public final class Durations {
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
                    : String.format(locale(language), "%.1f", tenths.toMillis() / 1000.0)) + " s";
        }
        return units(rounded(time, SECOND), language);
    }

    /** The same, but for times under 10 ms to tenths of a millisecond: they tell a loopback from a network. */
    static String fine(Duration time, Language language) {
        Duration micros = rounded(time, MILLISECOND.dividedBy(10));
        if (micros.compareTo(Duration.ofMillis(10)) >= 0 || time.isNegative()) {
            return text(time, language);
        }
        return micros.isZero() && !time.isZero() ? "< " + tenths(MILLISECOND.dividedBy(10), language)
                : tenths(micros, language);
    }

    private static String tenths(Duration time, Language language) {
        return String.format(locale(language), "%.1f ms", time.toNanos() / 1e6);
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
        Duration half = unit.dividedBy(2);
        return unit.multipliedBy(time.plus(half).dividedBy(unit));
    }

    private static Locale locale(Language language) {
        return language == Language.FRENCH ? Locale.FRENCH : Locale.ROOT;
    }
}
