package cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import text.Message;

/**
 * The command as it was typed.
 *
 * @param command the one that is called: the script's own, or one below it
 */
public record Invocation(CommandSpec command) {

    /** The script's name, as in {@code diagnose}. */
    public String script() {
        return command.root().name();
    }

    /** The script's class, which Java starts. */
    public Class<?> mainClass() {
        return command.root().userObject().getClass();
    }

    /** Everything behind the script's name. */
    public List<String> args() {
        return command.root().commandLine().getParseResult().originalArgs();
    }

    /** An argument error that a script finds itself: exit code 64, said like all the others. */
    public ParameterException refused(Message why) {
        return new ParameterException(command.commandLine(), why.toString(), new BadValue(why));
    }

    /** @throws ParameterException for the first of them */
    void refuse(Contradictions contradictions) {
        contradictions.first().ifPresent(why -> {
            throw refused(why);
        });
    }
}
