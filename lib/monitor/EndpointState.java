package monitor;

import java.time.Instant;
import java.util.Optional;
import path.Cause;

/**
 * How one endpoint fares over several rounds.
 *
 * @param state   what is told to the outside
 * @param against rounds in a row that spoke against the state, all for the same other one
 * @param towards what they spoke for; the state itself where there are none
 * @param since   when the state began
 * @param cause   why it failed last; empty where it has not
 */
public record EndpointState(State state, int against, State towards, Instant since, Optional<Cause> cause) {

    public enum State {
        /** Until enough rounds agree: the first one without a failure, or as many failures as an alarm takes. */
        NEW,
        UP,
        DOWN,
        /** Nothing fails, and something on the path could not be told, such as whether the firewall lets a phone in. */
        UNKNOWN
    }
}
