package probe;

import java.time.Duration;

/**
 * How long one attempt may take.
 *
 * @param connect from the first SYN to the established connection
 * @param answer  from the established connection to the end of the answer's headers; longer than {@code connect},
 *                because a service that answers late is slow and not dead
 */
public record Limits(Duration connect, Duration answer) {

    public Limits {
        if (!connect.isPositive() || !answer.isPositive()) {
            throw new IllegalArgumentException("limits must be positive: " + connect + ", " + answer);
        }
    }
}
