package phone.cable;

import java.time.Duration;
import java.util.List;
import path.PhoneAttempt;
import text.Message;

/** What the tries of one port come to. */
final class Attempts {

    /** How long {@code nc -q 1} stays after its input has ended, where a service does not hang up first. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private Attempts() { }

    /**
     * One try that got through shows that the way is open, whatever became of another.
     *
     * @param lingers nc stays for a second after it has connected, as it cannot do otherwise
     * @param limit   after which a try was given up
     */
    static PhoneAttempt word(List<NcAttempt> tries, boolean lingers, Duration limit) {
        List<NcAttempt> connected = tries.stream()
                .filter(attempt -> attempt.result() == NcAttempt.Result.CONNECTED).toList();
        if (!connected.isEmpty()) {
            List<Duration> times = connected.stream().flatMap(attempt -> attempt.took().stream()).sorted().toList();
            return times.isEmpty() ? new PhoneAttempt.NotTried(Message.of("adb.no-clock")) : through(times, lingers);
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

    /**
     * A service either hangs up when nothing more can come, and every try is short; or it waits, and every try lasts
     * that second longer. Which of the two, the shortest says: a packet that was lost, and sent again after a second
     * (RFC 6298), makes some tries longer, and seldom all of them.
     */
    private static PhoneAttempt.GotThrough through(List<Duration> sorted, boolean lingers) {
        boolean waited = lingers && sorted.getFirst().compareTo(LINGER) >= 0;
        List<Duration> times = waited ? sorted.stream().map(time -> time.minus(LINGER)).toList() : sorted;
        return new PhoneAttempt.GotThrough(times.get((times.size() - 1) / 2), times.getLast(), times.size());
    }
}
