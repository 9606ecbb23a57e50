package phone;

import inventory.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import state.StateException;

/**
 * What a page is for, and for how long. The time begins when its code is on the screen for the first time; it is over,
 * too, where somebody stops it.
 */
final class PageCourse {
    private final PhoneSession.Until until;
    private final Predicate<Endpoint> matters;
    private final Duration atMost;
    private final PhoneSession.Ready ready;
    private final Surroundings around;
    private Optional<Long> begin = Optional.empty();
    private volatile boolean stopped;

    PageCourse(PhoneSession.Until until, Predicate<Endpoint> matters, Duration atMost, PhoneSession.Ready ready,
            Surroundings around) {
        this.until = until;
        this.matters = matters;
        this.atMost = atMost;
        this.ready = ready;
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

    /** The page is open. @return false where nobody needs it any more */
    boolean ready() throws StateException {
        return begin.isPresent() || ready.ready();
    }

    /**
     * Its code is on the screen; a second time where it has moved, which gives no more time.
     *
     * @param stopping told when somebody stops it before its time
     */
    void begin(Runnable stopping) {
        if (begin.isEmpty()) {
            begin = Optional.of(around.nanos());
            around.onStop(() -> {
                stopped = true;
                stopping.run();
            });
        }
    }

    /** Somebody does not want it any longer. */
    boolean stopped() {
        return stopped;
    }

    Duration since() {
        return begin.map(from -> Duration.ofNanos(around.nanos() - from)).orElse(Duration.ZERO);
    }

    /** Never negative; none where it was stopped. */
    Duration left() {
        Duration left = atMost.minus(since());
        return stopped || left.isNegative() ? Duration.ZERO : left;
    }
}
