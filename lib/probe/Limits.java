package probe;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * How long one attempt may take.
 *
 * @param connect from the first SYN to the established connection
 * @param answer  from the established connection to the end of the answer's headers; longer than {@code connect},
 *                because a service that answers late is slow and not dead
 * @param requests how many are made of a service with a health URL that answers the first: one answer may be one of many
 */
public record Limits(Duration connect, Duration answer, int requests) {

    /** As many as a phone's page makes. */
    private static final int AS_A_PHONE = 6;

    /**
     * Docker's proxy in front of a dead process accepts and closes again: 0.1 to 7 ms later on Linux. A server that
     * waits for the client to speak first (LiveKit's 7881) does so for seconds.
     */
    static final Duration LONGEST_HOLD = Duration.ofMillis(700);

    public Limits {
        if (!connect.isPositive() || !answer.isPositive()) {
            throw new IllegalArgumentException("limits must be positive: " + connect + ", " + answer);
        }
    }

    public Limits(Duration connect, Duration answer) {
        this(connect, answer, 1);
    }

    /** The same with as many requests as a phone makes. */
    public Limits repeated() {
        return new Limits(connect, answer, AS_A_PHONE);
    }

    /** From the first SYN to the end of the answer. */
    public Duration whole() {
        return connect.plus(answer);
    }

    /**
     * How long a service may take to greet, before we speak. A banner on this machine takes a few milliseconds, and one
     * that is late (a server that looks up the client's name first) still comes, after what we said.
     */
    static final Duration GREETING = Duration.ofMillis(150);

    /** How long a port of which nothing is said may stay silent before it is spoken to. */
    Duration greeting() {
        return Collections.min(List.of(GREETING, hold(), answer.dividedBy(3)));
    }

    /**
     * How long a connection without a word must stay open to count as held: a third of what the connection itself may
     * take, and not more than {@link #LONGEST_HOLD}.
     */
    Duration hold() {
        return Collections.min(List.of(LONGEST_HOLD, connect.dividedBy(3), answer));
    }
}
