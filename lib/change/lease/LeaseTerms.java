package change.lease;

import change.journal.Lease;
import change.journal.LeaseKept;
import change.journal.LeasePurpose;
import change.journal.RunId;
import inventory.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import process.Moment;

/**
 * For how long the changes of a run may stay: for good, or until nobody confirms them, or for a time; or first the one
 * and then the other.
 */
public record LeaseTerms(Optional<Confirming> confirming, Optional<Duration> until) {

    /**
     * What may pass from the last change until a person can answer: everything about the machine is read anew, in 90 s
     * at most, and a page is opened. Where this process dies meanwhile, the guard comes so much later.
     */
    public static final Duration ROOM = Duration.ofMinutes(3);

    /**
     * What may pass from an answer in the last second until it is written down: a page waits for its phones to hear of
     * the end, and a slow machine is asked what it saw of them.
     */
    public static final Duration GRACE = Duration.ofMinutes(1);

    /** For good. */
    public static final LeaseTerms NONE = new LeaseTerms(Optional.empty(), Optional.empty());

    /**
     * @param within how long there is to answer
     * @param who    answers
     * @param by     asks; empty where nobody is there to answer now: it is done later, with {@code --keep}
     */
    public record Confirming(Duration within, LeaseKept.By who, Optional<Confirmation> by) { }

    /** While changes are made, and until somebody can be asked. */
    public List<Length> limits() {
        return limits(ROOM, confirming.isPresent() ? ROOM : Duration.ZERO);
    }

    /** From the moment at which the question is there. Where nobody is asked, there is no answer to write down. */
    public List<Length> askedLimits() {
        boolean here = confirming.flatMap(Confirming::by).isPresent();
        return limits(here ? GRACE : Duration.ZERO, Duration.ZERO);
    }

    private List<Length> limits(Duration toConfirm, Duration toUntil) {
        var limits = new ArrayList<Length>();
        confirming.ifPresent(one -> limits.add(new Length(LeasePurpose.CONFIRM, one.within().plus(toConfirm))));
        until.ifPresent(length -> limits.add(new Length(LeasePurpose.UNTIL, length.plus(toUntil))));
        return limits;
    }

    /** For how long a page is open on which this run is confirmed: no longer than the changes of {@link #limits}. */
    public List<Length> pageLimits(RunId run) {
        return pageLimits(run, ROOM);
    }

    /** No longer than those of {@link #askedLimits}. */
    public List<Length> askedPageLimits(RunId run) {
        return pageLimits(run, GRACE);
    }

    private List<Length> pageLimits(RunId run, Duration more) {
        return confirming.map(one -> List.of(new Length(LeasePurpose.PAGE, one.within().plus(more), Optional.of(run))))
                .orElse(List.of());
    }

    /** What has to be let in besides, while the question is open. */
    public List<Endpoint> needs() {
        return confirming.flatMap(Confirming::by).map(Confirmation::needs).orElse(List.of());
    }

    /**
     * For how long what a run changes may stay.
     *
     * @param partOf the run that it serves, if any
     */
    public record Length(LeasePurpose purpose, Duration length, Optional<RunId> partOf) {

        public Length {
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("no time at all: " + length);
            }
        }

        public Length(LeasePurpose purpose, Duration length) {
            this(purpose, length, Optional.empty());
        }

        public Lease lease(RunId run, String script, Moment now) {
            return new Lease(now.at(), run, script, now.at().plus(length), purpose, now.up(), partOf);
        }
    }
}
