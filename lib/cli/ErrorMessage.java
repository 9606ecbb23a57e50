package cli;

import inventory.InventoryProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import process.FileError;
import process.recording.RecordException;
import process.recording.ReplayException;
import state.StateException;
import text.Message;

/** What went wrong, as sentences for the user and an exit code. */
record ErrorMessage(ExitCode code, List<Message> lines) {
    /** Enough to put a file right; the next run names the rest. */
    private static final int MOST_MISTAKES = 20;

    static ErrorMessage of(ParameterException e) {
        var lines = new ArrayList<Message>();
        switch (e) {
            case UnmatchedArgumentException unmatched -> {
                String first = unmatched.getUnmatched().isEmpty() ? "" : unmatched.getUnmatched().getFirst();
                lines.add(Message.of(first.startsWith("-") ? "cli.unknown-option" : "cli.unknown-argument", first));
                List<String> near = unmatched.getSuggestions();
                if (!near.isEmpty()) {
                    lines.add(Message.of("cli.did-you-mean", near.getFirst()));
                }
            }
            case MissingParameterException missing -> {
                ArgSpec first = missing.getMissing().isEmpty() ? e.getArgSpec() : missing.getMissing().getFirst();
                lines.add(Message.of("cli.value-missing", named(first)));
            }
            case OverwrittenOptionException twice -> lines.add(Message.of("cli.twice", named(twice.getOverwritten())));
            case ParameterException other when other.getCause() instanceof BadValue bad ->
                lines.add(other.getArgSpec() == null ? bad.why()
                        : Message.of("cli.bad-value", named(other.getArgSpec()), bad.why()));
            case ParameterException other -> lines.add(Message.verbatim(String.valueOf(other.getMessage())));
        }
        CommandLine command = e.getCommandLine();
        lines.add(Message.of("cli.see-help", command.getCommandSpec().qualifiedName()));
        return new ErrorMessage(ExitCode.BAD_ARGUMENTS, lines);
    }

    private static String named(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg == null ? "?" : arg.paramLabel();
    }

    /** True where nothing was done: the command itself, or a file that it names, has to be corrected first. */
    boolean refusal() {
        return code == ExitCode.BAD_ARGUMENTS || code == ExitCode.BAD_INVENTORY;
    }

    static ErrorMessage of(Throwable e) {
        return switch (e) {
            case ExitException stop -> new ErrorMessage(stop.code(),
                    Stream.concat(Stream.of(stop.why()), stop.next().stream()).toList());
            case InventoryProblem problem -> of(problem);
            case RecordException record -> new ErrorMessage(ExitCode.IO_ERROR,
                    List.of(Message.of("cli.record-failed", record.folder().toString(), record.why())));
            case ReplayException replay -> new ErrorMessage(ExitCode.BAD_ARGUMENTS,
                    List.of(Message.of("cli.replay-refused", replay.folder().toString(), replay.why())));
            case StateException state -> new ErrorMessage(ExitCode.of(state), List.of(state.why()));
            case UncheckedIOException io -> of(io.getCause());
            case IOException io -> new ErrorMessage(ExitCode.IO_ERROR,
                    List.of(Message.of("cli.io", FileError.reason(io))));
            default -> new ErrorMessage(ExitCode.BUG, List.of(
                    Message.of("cli.bug", Version.CURRENT, String.valueOf(e)), Message.of("cli.bug-report")));
        };
    }

    private static ErrorMessage of(InventoryProblem problem) {
        var lines = new ArrayList<Message>();
        problem.mistakes().stream().limit(MOST_MISTAKES).map(InventoryProblem.Mistake::message).forEach(lines::add);
        int left = problem.mistakes().size() - MOST_MISTAKES;
        if (left > 0) {
            lines.add(Message.of("cli.more-mistakes", Integer.toString(left)));
        }
        problem.wayOn().ifPresent(lines::add);
        return new ErrorMessage(ExitCode.BAD_INVENTORY, lines);
    }
}
