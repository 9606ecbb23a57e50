package phone.cable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import path.PhoneAttempt;
import text.Message;

/**
 * One try of one port, as the phone's shell told it: {@code runbook-try 8000 1 1795432103.849562 1795432103.861980 nc:
 * connect: Connection refused}.
 *
 * @param took by the phone's clock; empty where it has none that is fine enough
 */
record NcAttempt(int port, Result result, Optional<Duration> took) {

    /** What became of it. */
    enum Result {
        CONNECTED, REFUSED, TIMED_OUT, UNREACHABLE,
        /** The phone's system did not let its shell use the network. */
        NOT_PERMITTED,
        /** In words that are not known here. */
        UNCLEAR
    }

    private static final Pattern LINE = Pattern.compile("try (\\d{1,5}) (\\d{1,3}) (\\S+) (\\S+) ?(.*)");

    /** Seconds with six decimals (mksh), or nanoseconds (toybox). */
    private static final Pattern SECONDS = Pattern.compile("\\d{9,11}\\.\\d{6}");
    private static final Pattern NANOS = Pattern.compile("\\d{18,20}");

    /** @param line without {@link ShellScript#MARK} */
    static Optional<NcAttempt> parse(String line) {
        Matcher found = LINE.matcher(line);
        if (!found.matches() || Integer.parseInt(found.group(1)) > 65535) {
            return Optional.empty();
        }
        return Optional.of(new NcAttempt(Integer.parseInt(found.group(1)),
                result(found.group(2).equals("0"), found.group(5)), took(found.group(3), found.group(4))));
    }

    /**
     * nc says what the system said, in the words of bionic's strerror, which are English on every phone; or
     * {@code Timeout} where its own {@code -w} ended it (toybox, netcat.c).
     */
    private static Result result(boolean succeeded, String said) {
        return succeeded ? Result.CONNECTED
                : said.contains("refused") ? Result.REFUSED
                : said.contains("Timeout") || said.contains("timed out") ? Result.TIMED_OUT
                : said.contains("No route to host") || said.contains("unreachable") ? Result.UNREACHABLE
                : said.contains("not permitted") || said.contains("Permission denied") ? Result.NOT_PERMITTED
                : Result.UNCLEAR;
    }

    private static Optional<Duration> took(String begin, String end) {
        if (SECONDS.matcher(begin).matches() && SECONDS.matcher(end).matches()) {
            return between(new BigDecimal(begin).movePointRight(9), new BigDecimal(end).movePointRight(9));
        }
        return NANOS.matcher(begin).matches() && NANOS.matcher(end).matches()
                ? between(new BigDecimal(begin), new BigDecimal(end)) : Optional.empty();
    }

    /** A clock that was set meanwhile tells nothing. */
    private static Optional<Duration> between(BigDecimal begin, BigDecimal end) {
        BigDecimal nanos = end.subtract(begin);
        boolean sane = nanos.signum() >= 0 && nanos.compareTo(BigDecimal.valueOf(120_000_000_000L)) < 0;
        return sane ? Optional.of(Duration.ofNanos(nanos.longValue())) : Optional.empty();
    }

    /** How long {@code nc -q 1} stays after its input has ended, where a service does not hang up first. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    /**
     * One try that got through shows that the way is open; that another failed is said with it.
     *
     * @param lingers nc stays for a second after it has connected, as it cannot do otherwise
     * @param limit   after which a try was given up
     */
    static PhoneAttempt word(List<NcAttempt> tries, boolean lingers, Duration limit) {
        List<NcAttempt> connected = tries.stream()
                .filter(attempt -> attempt.result() == NcAttempt.Result.CONNECTED).toList();
        if (!connected.isEmpty()) {
            List<Duration> times = connected.stream().flatMap(attempt -> attempt.took().stream()).sorted().toList();
            int failed = (int) tries.stream().filter(NcAttempt::failed).count();
            return times.isEmpty() ? new PhoneAttempt.NotTried(Message.of("adb.no-clock"))
                    : through(times, lingers, connected.size(), failed);
        }
        if (tries.isEmpty()) {
            return new PhoneAttempt.NotTried(Message.of("adb.not-said"));
        }
        return switch (tries.getLast().result()) {
            case REFUSED -> new PhoneAttempt.Refused();
            case TIMED_OUT -> new PhoneAttempt.TimedOut(limit);
            case UNREACHABLE -> new PhoneAttempt.Unreachable();
            case NOT_PERMITTED -> new PhoneAttempt.NotTried(Message.of("adb.not-permitted"));
            case CONNECTED, UNCLEAR -> new PhoneAttempt.NotTried(Message.of("adb.not-understood"));
        };
    }

    private static boolean failed(NcAttempt attempt) {
        return switch (attempt.result()) {
            case REFUSED, TIMED_OUT, UNREACHABLE -> true;
            // Of these nothing is known.
            case CONNECTED, NOT_PERMITTED, UNCLEAR -> false;
        };
    }

    /**
     * A service either hangs up when nothing more can come, and every try is short; or it waits, and every try lasts
     * that second longer. Which of the two, the shortest says: a packet that was lost, and sent again after a second
     * (RFC 6298), makes some tries longer, and seldom all of them.
     */
    private static PhoneAttempt through(List<Duration> sorted, boolean lingers, int connected, int failed) {
        boolean waited = lingers && sorted.getFirst().compareTo(LINGER) >= 0;
        List<Duration> times = waited ? sorted.stream().map(time -> time.minus(LINGER)).toList() : sorted;
        Duration median = times.get((times.size() - 1) / 2);
        return failed == 0 ? new PhoneAttempt.GotThrough(median, times.getLast(), times.size())
                : new PhoneAttempt.Intermittent(connected, connected + failed, median, times.getLast());
    }
}
