package path;

import java.util.List;
import process.ShellCommand;
import text.Message;

/**
 * One thing a person can do.
 *
 * @param commands the same step for each shell it exists in; empty where it is done by hand
 * @param again    whether it is the very command that was given, once more
 */
public record Remedy(Message text, List<ShellCommand> commands, Again again) {

    /** Which script, started once more with an administrator's rights, would be this step. */
    public enum Again {
        NONE,
        /** The one that was started. */
        THIS,
        /** {@code verify}; another script names it by {@link Remedy#commands}. */
        VERIFY,
        /** The same with {@code --trace}. */
        VERIFY_TRACING
    }

    public Remedy {
        commands = List.copyOf(commands);
    }

    public Remedy(Message text, List<ShellCommand> commands) {
        this(text, commands, Again.NONE);
    }

    boolean isAgain(String script) {
        return switch (again) {
            case NONE -> false;
            case THIS -> true;
            case VERIFY, VERIFY_TRACING -> script.equals("verify");
        };
    }
}
