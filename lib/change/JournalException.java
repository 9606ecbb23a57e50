package change;

import text.Language;
import text.Message;
import text.Words;

/** The journal cannot be used; {@link #why()} tells a person the file, the reason and what to do. */
public final class JournalException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Message why;

    public JournalException(Message why) {
        super(new Words(Language.ENGLISH).say(why));
        this.why = why;
    }

    public JournalException(Message why, Throwable cause) {
        super(new Words(Language.ENGLISH).say(why), cause);
        this.why = why;
    }

    public Message why() {
        return why;
    }
}
