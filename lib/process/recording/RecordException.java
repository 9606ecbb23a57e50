package process.recording;

import java.io.IOException;
import java.nio.file.Path;
import process.FileError;
import text.Language;
import text.Message;
import text.Words;

/** An answer of the machine could not be written, or nothing may be recorded there; {@link #why()} gives the reason. */
public final class RecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Path folder;
    private final transient Message why;

    RecordException(Path folder, IOException cause) {
        this(folder, FileError.reason(cause), cause);
    }

    RecordException(Path folder, Message why) {
        this(folder, why, null);
    }

    private RecordException(Path folder, Message why, Throwable cause) {
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
