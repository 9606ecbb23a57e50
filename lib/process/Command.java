package process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to start. The arguments reach it one by one and no shell reads them, so a value from outside can be an
 * argument, but never syntax.
 *
 * @param environment variables set on top of this process's own
 * @param deadline    after this long the program and all its children are ended
 */
public record Command(String program, List<String> args, Map<String, String> environment, Duration deadline) {

    /** Long enough for a busy laptop's docker or ss, short enough that nobody thinks the tool hangs. */
    public static final Duration USUAL_DEADLINE = Duration.ofSeconds(10);

    public Command {
        if (program.isBlank()) {
            throw new IllegalArgumentException("no program");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline must be positive: " + deadline);
        }
        args = List.copyOf(args);
        environment = Map.copyOf(environment);
    }

    public static Command of(String program, String... args) {
        return new Command(program, List.of(args), Map.of(), USUAL_DEADLINE);
    }

    public static Command of(String program, List<String> args) {
        return new Command(program, args, Map.of(), USUAL_DEADLINE);
    }

    public Command within(Duration limit) {
        return new Command(program, args, environment, limit);
    }

    public Command with(Map<String, String> variables) {
        return new Command(program, args, variables, deadline);
    }

    /** What identifies the command in a recording: the program and its arguments, for a human to read too. */
    public String line() {
        return args.isEmpty() ? program : program + " " + String.join(" ", args);
    }
}
