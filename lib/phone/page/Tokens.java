package phone.page;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * The words that a page's address has had: the one that is on the screen, and those before it, by which nobody new
 * comes in. Thread-safe.
 */
final class Tokens {
    /** Time to fetch the phone, unlock it and scan; a picture of the screen is worth nothing after that. */
    static final Duration LIFE = Duration.ofMinutes(5);
    /** Enough to tell who comes late from who guesses. */
    private static final int REMEMBERED = 16;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;
    private final Deque<String> old = new ArrayDeque<>();
    private String current;
    private long since;

    Tokens(String first, LongSupplier nanos) {
        this.nanos = nanos;
        this.current = first;
        this.since = nanos.getAsLong();
    }

    /** What a word in an address is. */
    enum Standing {
        CURRENT,
        /** It was on the screen once. */
        OLD,
        WRONG
    }

    synchronized String current() {
        return current;
    }

    /** True where it is on the screen for longer than it is to be. */
    synchronized boolean expired() {
        return nanos.getAsLong() - since > LIFE.toNanos();
    }

    synchronized void renew() {
        old.addFirst(current);
        if (old.size() > REMEMBERED) {
            old.removeLast();
        }
        current = Token.fresh(random);
        since = nanos.getAsLong();
    }

    /** Takes as long whichever it is. */
    synchronized Standing of(String given) {
        boolean known = false;
        for (String each : old) {
            known |= Token.same(each, given);
        }
        return Token.same(current, given) ? Standing.CURRENT : known ? Standing.OLD : Standing.WRONG;
    }
}
