package cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import text.Message;

/**
 * The command as it was typed.
 *
 * @param command the one that is called: the script's own, or one below it
 * @param more    what has to be typed besides, to mean the same elsewhere
 */
public record Invocation(CommandSpec command, List<String> more) {

    public Invocation(CommandSpec command) {
        this(command, List.of());
    }

    public Invocation {
        more = List.copyOf(more);
    }

    Invocation with(List<String> options) {
        return new Invocation(command, options);
    }

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
        var args = new ArrayList<>(command.root().commandLine().getParseResult().originalArgs());
        args.addAll(more);
        return args;
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
