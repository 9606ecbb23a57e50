package path;

import text.Message;

/** What is known of one hop of one endpoint. Not tested, not there and no are three different answers. */
public sealed interface Outcome {

    record Ok(Message text) implements Outcome { }

    /** A phone cannot get past this hop. */
    record Problem(Message text, Cause cause) implements Outcome { }

    record Warning(Message text, Cause cause) implements Outcome { }

    /** Not looked at, or without meaning here; the text says why. */
    record Skipped(Message why) implements Outcome { }

    /** Looked at, and could not tell; the text says why not. */
    record Unknown(Message cause) implements Outcome { }

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
            case Skipped(Message why) -> why;
            case Unknown(Message cause) -> cause;
        };
    }
}
