package path;

import java.time.Duration;
import text.Message;

/** How a phone fared when it tried one endpoint itself. */
public sealed interface PhoneAttempt {

    /**
     * It got an answer, or a connection where no more can be asked for.
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

    /** It did not try: a browser sends no UDP, and to some ports nothing at all; or it went away before its turn. */
    record NotTried(Message why) implements PhoneAttempt { }
}
