package path;

import firewall.Rule;
import java.util.List;
import text.Message;

/** What is known of one hop of one endpoint. Not tested, not there and no are three different answers. */
public sealed interface Outcome {

    record Ok(Message text) implements Outcome { }

    /** A phone cannot get past this hop. */
    record Problem(Message text, Cause cause) implements Outcome { }

    record Warning(Message text, Cause cause) implements Outcome { }

    /**
     * Not looked at, or without meaning here.
     *
     * @param reason where something follows from it
     * @param why    for people
     */
    record Skipped(Reason reason, Message why) implements Outcome {

        public enum Reason {
            /** Nothing follows from it. */
            OTHER,
            /** A phone got through, whatever is wrong here. */
            OVERRULED,
            NO_PHONE_ASKED,
            /** Whoever asked accepts not to know it: {@code --skip}. */
            LEFT_OUT
        }

        public Skipped(Message why) {
            this(Reason.OTHER, why);
        }
    }

    /**
     * Looked at, and could not tell.
     *
     * @param reason where something follows from it
     * @param cause  why not, for people
     * @param rules  the rules of the firewall that leave it open, as the system writes them
     */
    record Unknown(Reason reason, Message cause, List<Rule> rules) implements Outcome {

        public enum Reason {
            /** Nothing follows from it. */
            OTHER,
            /** The phone was there, and left before it had tried. */
            PHONE_LEFT,
            /** This machine's own test does not go the way of a phone's packets. */
            SELF_TEST,
            /** What is in WSL in mirrored mode, this machine may neither see nor reach. */
            IN_WSL,
            /** Which program listens would tell which rule of the firewall decides. */
            PROGRAM_UNKNOWN,
            /** Rules of the firewall have conditions that cannot be judged from here. */
            RULES_UNCLEAR
        }

        public Unknown {
            rules = List.copyOf(rules);
        }

        public Unknown(Reason reason, Message cause) {
            this(reason, cause, List.of());
        }

        public Unknown(Message cause) {
            this(Reason.OTHER, cause);
        }
    }

    /** The word of the JSON output. */
    default String id() {
        return switch (this) {
            case Ok ok -> "ok";
            case Problem problem -> "fail";
            case Warning warning -> "warn";
            case Skipped skipped -> "skipped";
            case Unknown unknown -> "unknown";
        };
    }

    default Message text() {
        return switch (this) {
            case Ok(Message text) -> text;
            case Problem(Message text, Cause cause) -> text;
            case Warning(Message text, Cause cause) -> text;
            case Skipped skipped -> skipped.why();
            case Unknown unknown -> unknown.cause();
        };
    }
}
