package change;

import java.time.Duration;
import java.time.Instant;

/** For how long what a run changes may stay. */
public record Limit(Purpose purpose, Duration length) {

    public Limit {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("no time at all: " + length);
        }
    }

    Lease lease(RunId run, String script, Instant now) {
        return new Lease(now, run, script, now.plus(length), purpose);
    }
}
