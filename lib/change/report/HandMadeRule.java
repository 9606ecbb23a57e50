package change.report;

import firewall.Change;
import java.util.Optional;
import json.Id;
import text.Message;

/**
 * What became of a rule with a name of the guide that somebody made by hand.
 *
 * @param failure why it is still there; present where it could not be removed
 */
public record HandMadeRule(Change removal, Result result, Optional<Message> failure) {

    public enum Result implements Id {
        /** It is there, and nobody was asked about it, or nobody agreed. */
        FOUND("found"),
        REMOVED("removed"),
        /** It was gone before anything was done. */
        GONE("gone"),
        FAILED("failed");

        private final String id;

        Result(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }
    }
}
