package change.lease;

import change.journal.LeaseKept;
import change.journal.LeasePurpose;
import inventory.Endpoint;
import java.time.Duration;
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

    public List<LeaseLength> limits() {
        var limits = new ArrayList<LeaseLength>();
        confirming.ifPresent(one -> limits.add(new LeaseLength(LeasePurpose.CONFIRM, one.within())));
        until.ifPresent(length -> limits.add(new LeaseLength(LeasePurpose.UNTIL, length)));
        return limits;
    }

    /** For how long a page is open: no longer than the question. */
    public List<LeaseLength> pageLimits() {
        return confirming.map(one -> List.of(new LeaseLength(LeasePurpose.PAGE, one.within()))).orElse(List.of());
    }

    /** What has to be let in besides, while the question is open. */
    public List<Endpoint> needs() {
        return confirming.flatMap(Confirming::by).map(Confirmation::needs).orElse(List.of());
    }
}
