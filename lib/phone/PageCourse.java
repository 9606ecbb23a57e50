package phone;

import inventory.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import state.StateException;

/** What a page is for, and for how long. The time begins when the first phone could come. */
final class PageCourse {
    private final PhoneSession.Until until;
    private final Predicate<Endpoint> matters;
    private final Duration atMost;
    private final PhoneSession.Shown shown;
    private final Surroundings around;
    private Optional<Long> begin = Optional.empty();

    PageCourse(PhoneSession.Until until, Predicate<Endpoint> matters, Duration atMost, PhoneSession.Shown shown,
            Surroundings around) {
        this.until = until;
        this.matters = matters;
        this.atMost = atMost;
        this.shown = shown;
        this.around = around;
    }

    PhoneSession.Until until() {
        return until;
    }

    Predicate<Endpoint> matters() {
        return matters;
    }

    Surroundings around() {
        return around;
    }

    /**
     * The page is open and its code on the screen; a second time where it has moved, which gives no more time.
     *
     * @return false where nobody needs it any more
     */
    boolean begin() throws StateException {
        if (begin.isEmpty()) {
            if (!shown.shown()) {
                return false;
            }
            begin = Optional.of(around.nanos());
        }
        return true;
    }

    Duration since() {
        return begin.map(from -> Duration.ofNanos(around.nanos() - from)).orElse(Duration.ZERO);
    }

    /** Never negative. */
    Duration left() {
        Duration left = atMost.minus(since());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
