package change;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import text.Message;

/** A moment to come as a person reads it: the time of day here, and how long it is until then. */
final class Clock {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter ANOTHER_DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private Clock() { }

    /** {@code 14:05:30}, with its date where that is another one than today's. */
    static String time(Instant moment, Instant now) {
        var here = ZoneId.systemDefault();
        boolean today = moment.atZone(here).toLocalDate().equals(now.atZone(here).toLocalDate());
        return (today ? TODAY : ANOTHER_DAY).withZone(here).format(moment);
    }

    /** {@code 1 h 5 min}, or less than an hour as any length of time is written, but for parts of a second. */
    static Message left(Instant moment, Instant now) {
        Duration exact = Duration.between(now, moment);
        Duration left = exact.isNegative() ? Duration.ZERO : exact.truncatedTo(ChronoUnit.SECONDS);
        return left.toMinutes() < 60 ? Message.of("change.time", left)
                : Message.of("change.hours", left.toHours(), left.toMinutesPart());
    }
}
