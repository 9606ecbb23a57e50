package path;

import java.time.Duration;
import java.util.Optional;
import probe.Reply;

/**
 * One hop of one endpoint as it was found.
 *
 * @param reply what the service answered, where it was asked
 */
public record HopResult(Hop hop, Outcome outcome, Optional<Reply> reply) {

    static HopResult of(Hop hop, Outcome outcome) {
        return new HopResult(hop, outcome, Optional.empty());
    }

    /** How long the service took, where it let itself be heard at all. */
    public Optional<Duration> took() {
        return reply.filter(seen -> seen.state() != Reply.State.TIMED_OUT).map(Reply::total);
    }
}
