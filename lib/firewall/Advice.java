package firewall;

import java.util.List;
import process.ShellCommand;
import text.Message;

/**
 * One thing that a person can do where this program changes nothing. Every command here was tried on the rules as data
 * first, with the answers to what gets in.
 *
 * @param commands one line to paste; empty where it is done by hand
 */
public record Advice(Message text, List<ShellCommand> commands) {

    public Advice {
        commands = List.copyOf(commands);
    }

    public Advice(Message text) {
        this(text, List.of());
    }
}
