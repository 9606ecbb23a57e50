package path;

import java.time.Duration;
import text.Message;

/** How a phone fared when it tried one endpoint itself. */
public sealed interface PhoneAttempt {

    /**
     * It got an answer to each of its requests, or as many connections where no more can be asked for.
     *
     * @param median of the times that the tries took
     * @param worst  of these times
     * @param tries  how many there were, at least one
     */
    record GotThrough(Duration median, Duration worst, int tries) implements PhoneAttempt {
        public GotThrough {
            if (tries < 1 || worst.compareTo(median) < 0) {
                throw new IllegalArgumentException(tries + " tries, median " + median + ", worst " + worst);
            }
        }
    }

    /**
     * It got an answer to some of its requests, and to others none.
     *
     * @param answered how many, at least one and fewer than there were
     * @param tries    how many there were
     * @param median   of the times that the answers took
     * @param worst    of these times
     */
    record Intermittent(int answered, int tries, Duration median, Duration worst) implements PhoneAttempt {
        public Intermittent {
            if (answered < 1 || answered >= tries || worst.compareTo(median) < 0) {
                throw new IllegalArgumentException(answered + " of " + tries + ", median " + median + ", worst "
                        + worst);
            }
        }
    }

    /** An answer began, and its end had not come when it gave up: a body that was announced, or one without an end. */
    record Unfinished(Duration after) implements PhoneAttempt { }

    /**
     * Nothing came until it gave up. A browser cannot tell a packet that was dropped from a service that takes the
     * connection and keeps silent, as a raw port may.
     */
    record TimedOut(Duration after) implements PhoneAttempt { }

    /**
     * It failed sooner than by giving up. A browser does not say whether it was refused, cut off, or answered in
     * something that is not HTTP.
     */
    record FailedFast(Duration after) implements PhoneAttempt { }

    /** It was told that nobody is there: ECONNREFUSED. Only a phone that is asked by adb says so. */
    record Refused() implements PhoneAttempt { }

    /** It found no way there: EHOSTUNREACH, ENETUNREACH. Only a phone that is asked by adb says so. */
    record Unreachable() implements PhoneAttempt { }

    /**
     * It did not try: a browser sends no UDP, and to some ports nothing at all; or it went away before its turn, or
     * slept whenever it was its turn.
     */
    record NotTried(Message why) implements PhoneAttempt { }

    /** True where it says that something came back. */
    default boolean reached() {
        return switch (this) {
            case GotThrough through -> true;
            case Intermittent some -> true;
            case Unfinished began -> true;
            case TimedOut timedOut -> false;
            case FailedFast failed -> false;
            case Refused refused -> false;
            case Unreachable unreachable -> false;
            case NotTried not -> false;
        };
    }
}
