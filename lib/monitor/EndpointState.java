package monitor;

import java.time.Instant;
import java.util.Optional;
import path.Cause;

/**
 * How one endpoint fares over several rounds.
 *
 * @param state   what is told to the outside
 * @param against rounds in a row that spoke against the state
 * @param since   when the state began
 * @param cause   why it failed last; empty where it has not
 */
public record EndpointState(State state, int against, Instant since, Optional<Cause> cause) {

    /** {@link #NEW} until enough rounds agree: the first one that passes, or as many failures as an alarm takes. */
    public enum State { NEW, UP, DOWN }
}
