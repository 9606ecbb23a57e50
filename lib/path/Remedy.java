package path;

import java.util.List;
import process.ShellCommand;
import text.Message;

/**
 * One thing a person can do.
 *
 * @param commands the same step for each shell it exists in; empty where it is done by hand
 */
public record Remedy(Message text, List<ShellCommand> commands) {

    public Remedy {
        commands = List.copyOf(commands);
    }
}
