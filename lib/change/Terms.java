package change;

import inventory.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * For how long the changes of a run may stay: for good, or until nobody confirms them, or for a time; or first the one
 * and then the other.
 */
public record Terms(Optional<Confirming> confirming, Optional<Duration> until) {

    /** For good. */
    public static final Terms NONE = new Terms(Optional.empty(), Optional.empty());

    /**
     * @param within how long there is to answer
     * @param who    answers
     * @param by     asks; empty where nobody is there to answer now: it is done later, with {@code --keep}
     */
    public record Confirming(Duration within, Kept.By who, Optional<Confirmation> by) { }

    List<Limit> limits() {
        var limits = new ArrayList<Limit>();
        confirming.ifPresent(one -> limits.add(new Limit(Purpose.CONFIRM, one.within())));
        until.ifPresent(length -> limits.add(new Limit(Purpose.UNTIL, length)));
        return limits;
    }

    /** For how long a page is open: no longer than the question. */
    List<Limit> pageLimits() {
        return confirming.map(one -> List.of(new Limit(Purpose.PAGE, one.within()))).orElse(List.of());
    }

    /** What has to be let in besides, while the question is open. */
    List<Endpoint> needs() {
        return confirming.flatMap(Confirming::by).map(Confirmation::needs).orElse(List.of());
    }
}
