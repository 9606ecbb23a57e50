package process.recording;

import java.nio.file.Path;
import text.Language;
import text.Message;
import text.Words;

/** A folder is not a recording, or a damaged one; {@link #why()} says where and what. */
public final class ReplayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;
    private final transient Message why;

    ReplayException(Path folder, Message why) {
        this(folder, why, null);
    }

    ReplayException(Path folder, Message why, Throwable cause) {
        super(new Words(Language.ENGLISH).say(why), cause);
        this.folder = folder;
        this.why = why;
    }

    public Path folder() {
        return folder;
    }

    public Message why() {
        return why;
    }
}
