package change.lease;

import change.journal.Lease;
import change.journal.LeaseKept;
import change.journal.LeasePurpose;
import change.journal.RunId;
import inventory.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * For how long the changes of a run may stay: for good, or until nobody confirms them, or for a time; or first the one
 * and then the other.
 */
public record LeaseTerms(Optional<Confirming> confirming, Optional<Duration> until) {

    /** For good. */
    public static final LeaseTerms NONE = new LeaseTerms(Optional.empty(), Optional.empty());

    /**
     * @param within how long there is to answer
     * @param who    answers
     * @param by     asks; empty where nobody is there to answer now: it is done later, with {@code --keep}
     */
    public record Confirming(Duration within, LeaseKept.By who, Optional<Confirmation> by) { }

    public List<Length> limits() {
        var limits = new ArrayList<Length>();
        confirming.ifPresent(one -> limits.add(new Length(LeasePurpose.CONFIRM, one.within())));
        until.ifPresent(length -> limits.add(new Length(LeasePurpose.UNTIL, length)));
        return limits;
    }

    /** For how long a page is open: no longer than the question. */
    public List<Length> pageLimits() {
        return confirming.map(one -> List.of(new Length(LeasePurpose.PAGE, one.within()))).orElse(List.of());
    }

    /** What has to be let in besides, while the question is open. */
    public List<Endpoint> needs() {
        return confirming.flatMap(Confirming::by).map(Confirmation::needs).orElse(List.of());
    }

    /** For how long what a run changes may stay. */
    public record Length(LeasePurpose purpose, Duration length) {

        public Length {
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("no time at all: " + length);
            }
        }

        public Lease lease(RunId run, String script, Instant now) {
            return new Lease(now, run, script, now.plus(length), purpose);
        }
    }
}
