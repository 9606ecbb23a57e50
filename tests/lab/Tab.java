package lab;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import testing.Wait;

/** One page in a {@link Browser}, as a phone shows it; it is looked at and never touched. */
public interface Tab extends AutoCloseable {

    /** It was asked for something that it cannot do now: a page that is just being replaced by another has no text. */
    final class Refused extends IllegalStateException {
        private static final long serialVersionUID = 1;

        Refused(String what) {
            super(what);
        }
    }

    /**
     * Sets out for an address; whether it arrives is another question, and may stay open for minutes.
     *
     * @return in the end, in the browser's own words, why it did not get there; empty where it did
     */
    CompletableFuture<String> go(URI address);

    /**
     * The value of an expression, as JavaScript writes it out.
     *
     * @throws Refused where there is no page to ask now
     */
    String evaluate(String expression);

    /** What is on the phone's screen, as a PNG file. */
    byte[] picture();

    /** What a reader sees. */
    default String text() {
        return evaluate("document.body ? document.body.innerText : ''");
    }

    /** Waits until its user reads what they should, and says what they do read where that never comes. */
    default String await(String what, Duration limit, Predicate<String> shown) {
        var last = new AtomicReference<>("");
        try {
            Wait.until(what, limit, () -> {
                try {
                    last.set(text());
                } catch (Refused e) {
                    // Between two pages there is none.
                    return false;
                }
                return shown.test(last.get());
            });
            return last.get();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; the page shows:\n" + last.get(), e);
        }
    }

    /** As when its user closes it: the page is told. */
    @Override
    void close();
}
