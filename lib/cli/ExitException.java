package cli;

import java.util.List;
import process.Fact;
import text.Message;

/** Ends a script with a sentence on standard error and an exit code: something the user can put right, not a bug. */
public final class ExitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;
    private final transient Message why;
    private final transient List<Message> next;

    public ExitException(ExitCode code, Message why) {
        this(code, why, List.of());
    }

    /** @param next what can be done about it, a line each */
    public ExitException(ExitCode code, Message why, List<Message> next) {
        super(why.toString(), null, false, false);
        this.code = code;
        this.why = why;
        this.next = List.copyOf(next);
    }

    /** What is known; where it is not, the script ends with the cause of that. */
    public static <T> T known(Fact<T> fact, ExitCode otherwise) {
        return switch (fact) {
            case Fact.Known<T>(T value) -> value;
            case Fact.Unknown<T>(Message cause) -> throw new ExitException(otherwise, cause);
        };
    }

    public ExitCode code() {
        return code;
    }

    public Message why() {
        return why;
    }

    List<Message> next() {
        return next;
    }
}
