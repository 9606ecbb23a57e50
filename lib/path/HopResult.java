package path;

import java.time.Duration;
import java.util.Optional;
import probe.Reply;

/**
 * One hop of one endpoint as it was found.
 *
 * @param reply what the service answered, where this machine asked it
 * @param phone what phones said, where it rests on that
 */
public record HopResult(Hop hop, Outcome outcome, Optional<Reply> reply, Optional<PhoneReports> phone) {

    public HopResult(Hop hop, Outcome outcome, Optional<Reply> reply) {
        this(hop, outcome, reply, Optional.empty());
    }

    public static HopResult of(Hop hop, Outcome outcome) {
        return new HopResult(hop, outcome, Optional.empty());
    }

    /** How long the service took, where it let itself be heard at all. */
    public Optional<Duration> took() {
        return reply.flatMap(Reply::took)
                .or(() -> phone.flatMap(PhoneReports::took));
    }
}
