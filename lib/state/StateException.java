package state;

import java.io.IOException;
import text.Language;
import text.Message;
import text.Words;

/** A file of ours cannot be used; {@link #why()} tells a person which, the reason and what to do. */
public final class StateException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of reason it is. */
    public enum Reason {
        /** The system does not let us read or write: rights, a full disk, no such folder. */
        IO,
        /** Another process has it, and we waited long enough. */
        HELD,
        /** What is in it, or who could have put it there, does not let us rely on it. */
        REFUSED
    }

    private final Reason reason;
    private final transient Message why;

    public StateException(Reason reason, Message why) {
        this(reason, why, null);
    }

    public StateException(Reason reason, Message why, Throwable cause) {
        super(new Words(Language.ENGLISH).say(why), cause);
        this.reason = reason;
        this.why = why;
    }

    public static StateException io(Message why, IOException cause) {
        return new StateException(Reason.IO, why, cause);
    }

    public Reason reason() {
        return reason;
    }

    public Message why() {
        return why;
    }
}
