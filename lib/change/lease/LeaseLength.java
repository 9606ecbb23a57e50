package change.lease;

import change.journal.Lease;
import change.journal.LeasePurpose;
import change.journal.RunId;
import java.time.Duration;
import java.time.Instant;

/** For how long what a run changes may stay. */
public record LeaseLength(LeasePurpose purpose, Duration length) {

    public LeaseLength {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("no time at all: " + length);
        }
    }

    public Lease lease(RunId run, String script, Instant now) {
        return new Lease(now, run, script, now.plus(length), purpose);
    }
}
