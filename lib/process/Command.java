package process;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import text.Message;

/**
 * A program to start. The arguments reach it one by one and no shell reads them, so a value from outside can be an
 * argument, but never syntax.
 *
 * @param environment variables set on top of this process's own
 * @param deadline    after this long the program and all its children are ended
 * @param line        what identifies the command in a recording, for a human to read too
 * @param purpose     what a person is told who waits for it; empty where the program's name says it
 * @param request     the question where this is a program that answers many; empty where it is started for this alone
 */
public record Command(String program, List<String> args, Map<String, String> environment, Duration deadline,
        String line, Optional<Message> purpose, Optional<Request> request) {

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

    /** A command whose name says what it is for. */
    public Command(String program, List<String> args, Map<String, String> environment, Duration deadline,
            String line) {
        this(program, args, environment, deadline, line, Optional.empty(), Optional.empty());
    }

    /** A command that a recording knows by its program and its arguments. */
    public Command(String program, List<String> args, Map<String, String> environment, Duration deadline) {
        this(program, args, environment, deadline,
                args.isEmpty() ? program : program + " " + String.join(" ", args));
    }

    public static Command of(String program, String... args) {
        return new Command(program, List.of(args), Map.of(), USUAL_DEADLINE);
    }

    public static Command of(String program, List<String> args) {
        return new Command(program, args, Map.of(), USUAL_DEADLINE);
    }

    public Command within(Duration limit) {
        return new Command(program, args, environment, limit, line, purpose, request);
    }

    public Command with(Map<String, String> variables) {
        return new Command(program, args, variables, deadline, line, purpose, request);
    }

    /** The same command under a name of its own in recordings, where an argument is a whole script. */
    public Command called(String name) {
        return new Command(program, args, environment, deadline, name, purpose, request);
    }

    /** The same command, of which a person who waits is told this. */
    public Command about(Message why) {
        return new Command(program, args, environment, deadline, line, Optional.of(why), request);
    }

    /** The same where another program is asked. */
    public Command by(List<String> words) {
        return new Command(words.getFirst(), words.subList(1, words.size()), environment, deadline, line, purpose,
                request);
    }

    /** The same as a question to a program that answers many: whoever has these words and this environment. */
    public Command asking(Request question) {
        return new Command(program, args, environment, deadline, line, purpose, Optional.of(question));
    }
}
