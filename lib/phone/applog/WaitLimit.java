package phone.applog;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** After how long an app gave up, as the words of its library tell it. */
final class WaitLimit {

    /** "after 0:00:10.000000: …", "longer than 0:00:10.000000". */
    private static final Pattern CLOCK = Pattern.compile("\\b(?:after|than) (\\d{1,3}):(\\d\\d):(\\d\\d)\\.(\\d{3})");
    /** "after 10000ms", "timeout of 10000ms exceeded", "connect_timeout=10000 ms". */
    private static final Pattern MILLIS = Pattern.compile("(?:\\bafter |timeout of |timeout=)(\\d{1,9}) ?ms\\b");

    private WaitLimit() { }

    /** Empty where none is told. */
    static Optional<Duration> in(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (clock.find()) {
            return Optional.of(Duration.ofHours(Long.parseLong(clock.group(1)))
                    .plusMinutes(Long.parseLong(clock.group(2))).plusSeconds(Long.parseLong(clock.group(3)))
                    .plusMillis(Long.parseLong(clock.group(4))));
        }
        Matcher millis = MILLIS.matcher(text);
        return millis.find() ? Optional.of(Duration.ofMillis(Long.parseLong(millis.group(1)))) : Optional.empty();
    }
}
