package path;

import java.time.Duration;
import java.util.Optional;

/**
 * One hop of one endpoint as it was found.
 *
 * @param took how long the service took to answer, where it was asked
 */
public record HopResult(Hop hop, Outcome outcome, Optional<Duration> took) {

    static HopResult of(Hop hop, Outcome outcome) {
        return new HopResult(hop, outcome, Optional.empty());
    }
}
