package change;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run's lease is over, and what the run changed stays; another lease of the same run, for another purpose, is as it
 * was.
 */
public record Kept(Instant at, RunId run, String script, Purpose purpose, By by) implements Line {

    public Kept {
        Entry.requireScript(script);
        if (!purpose.canBeKept()) {
            throw new IllegalArgumentException("nobody keeps what is lent for a " + purpose.id());
        }
    }

    /** On whose word. */
    public enum By {
        PERSON, PHONE;

        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<By> byId(String id) {
            return Stream.of(values()).filter(by -> by.id().equals(id)).findFirst();
        }
    }
}
