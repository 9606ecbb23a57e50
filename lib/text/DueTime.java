package text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** A moment to come as a person reads it: the time of day here, and how long it is until then. */
public final class DueTime {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter ANOTHER_DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private DueTime() { }

    /** {@code 14:05:30}, with its date where that is another one than today's. */
    public static String time(Instant moment, Instant now) {
        var here = ZoneId.systemDefault();
        boolean today = moment.atZone(here).toLocalDate().equals(now.atZone(here).toLocalDate());
        return (today ? TODAY : ANOTHER_DAY).withZone(here).format(moment);
    }

    /** How long it is until then: from an hour on to the nearest minute, {@code 1 h 5 min}, else to the second. */
    public static Duration left(Instant moment, Instant now) {
        Duration exact = Duration.between(now, moment);
        Duration seconds = Durations.rounded(exact.isNegative() ? Duration.ZERO : exact, Duration.ofSeconds(1));
        return seconds.compareTo(Duration.ofHours(1)) < 0 ? seconds : Durations.rounded(seconds, Duration.ofMinutes(1));
    }
}
