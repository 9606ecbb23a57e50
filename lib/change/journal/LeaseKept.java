package change.journal;

import java.time.Instant;
import json.Id;

/**
 * A run's lease is over, and what the run changed stays; another lease of the same run, for another purpose, is as it
 * was.
 */
public record LeaseKept(Instant at, RunId run, String script, LeasePurpose purpose, By by) implements JournalLine {

    public LeaseKept {
        ChangeEntry.requireScript(script);
        if (!purpose.canBeKept()) {
            throw new IllegalArgumentException("nobody keeps what is lent for a " + purpose.id());
        }
    }

    /** On whose word. */
    public enum By implements Id {
        PERSON("person"), PHONE("phone");

        private final String id;

        By(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }
}
