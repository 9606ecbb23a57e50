package host;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.IpAddresses;

/** The shapes of a line of ping, in any language; {@link Ping#parse} shows real ones. */
final class PingLines {
    private static final Pattern WITH_TTL = Pattern.compile("(?i).*\\bTTL=\\d+.*");
    private static final Pattern TIME =
            Pattern.compile("[=<]\\s?(\\d{1,6}(?:[.,]\\d{1,6})?)\\s?\\p{L}{1,3}(?=\\s+TTL=|\\s*$)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern V6 = Pattern.compile("(?i)(?<![0-9a-z:])[0-9a-f]{1,4}:[0-9a-f:]{0,40}:[0-9a-f]{1,4}"
            + "(?:%\\d+)?(?!:*[0-9a-z])");
    private static final Pattern V4 = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])");
    private static final Pattern NUMBERED = Pattern.compile("^:?\\s.*seq=\\d+\\b(?!.*\\btime=)");
    private static final Pattern SPOKEN = Pattern.compile("[^\\d:=]*:\\s*[^\\s\\d=][^=]*");
    private static final Pattern COUNT = Pattern.compile("(?:^|[(\\s,])[^\\d(\\s,]*+\\b\\d{1,3}(?:\\.\\d+)?\\s?%");

    private PingLines() { }

    /** The time of a reply. */
    static Optional<Duration> reply(String line) {
        boolean six = V6.matcher(line).find();
        Matcher time = TIME.matcher(line);
        if (!WITH_TTL.matcher(line).matches() && !six || !time.find()) {
            return Optional.empty();
        }
        double millis = Double.parseDouble(time.group(1).replace(',', '.'));
        return Optional.of(Duration.ofNanos(Math.round(millis * 1_000_000)));
    }

    /** An address, then a colon or a number of the request, then words: who says that it cannot be reached. */
    static Optional<String> refusal(String line) {
        Matcher four = V4.matcher(line);
        Matcher six = V6.matcher(line);
        Matcher by = four.find() ? four : six.find() ? six : null;
        if (by == null || WITH_TTL.matcher(line).matches()) {
            return Optional.empty();
        }
        String rest = line.substring(by.end());
        if (!NUMBERED.matcher(rest).find() && !SPOKEN.matcher(rest).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(IpAddresses.plain(by.group()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** {@code Packets: Sent = 4, Received = 0, Lost = 4 (100% loss),} */
    static boolean isCount(String line) {
        return COUNT.matcher(line).find();
    }
}
