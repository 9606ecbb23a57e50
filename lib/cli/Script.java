package cli;

import console.Look;
import console.ProgressLine;
import console.StandardStream;
import console.Streams;
import console.Wrap;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.RunLast;
import process.FileError;
import text.Language;
import text.Message;
import text.Words;

/**
 * Runs a script: reads its command line, calls it, and turns what went wrong into a sentence on standard error and
 * an exit code. The only place that ends the process.
 */
public final class Script {
    private static final int HELP_COLUMNS = 100;

    /** How every script can end. */
    private static final List<ExitCode> ALWAYS =
            List.of(ExitCode.OK, ExitCode.BAD_ARGUMENTS, ExitCode.BUG, ExitCode.IO_ERROR);

    static {
        // Converters for calendars and databases: no option is one, and setting them up takes a tenth of a start.
        System.setProperty("picocli.converters.excludes", "java.sql.*,java.time.*");
    }

    private final Callable<ExitCode> command;
    private final Streams streams;
    private final String[] args;
    private final Words words;
    private final CommandLine line;
    private final List<CommonOptions> commons = new ArrayList<>();
    private final OutputFormat asked;
    private final Instant begin = Instant.now();
    private boolean answered;

    private Script(Callable<ExitCode> command, Streams streams, String... args) {
        this.command = command;
        this.args = args;
        this.streams = CommonOptions.colourRefused(args) ? streams.withoutColour() : streams;
        this.words = new Words(language(args));
        this.asked = ErrorOutput.asked(args);
        this.line = new CommandLine(command);
    }

    /** Runs the command and ends the process with its exit code: the whole of a script's {@code main}. */
    public static void run(Callable<ExitCode> command, String... args) {
        StandardStream.holdClosedOnes();
        StandardStream out = StandardStream.out();
        Streams streams = Streams.of(out, StandardStream.err());
        var script = new Script(command, streams, args);
        int code = script.execute();
        streams.progress().ifPresent(ProgressLine::close);
        streams.out().flush();
        Optional<IOException> lost = out.failure();
        if (lost.isPresent()) {
            code = script.complain(new ErrorMessage(ExitCode.IO_ERROR,
                    List.of(Message.of("cli.output-lost", FileError.reason(lost.get())))), lost.get(), script.line);
        }
        streams.err().flush();
        System.exit(code);
    }

    /** Runs the command on these streams, and returns its exit code. */
    public static int execute(Callable<ExitCode> command, Streams streams, String... args) {
        return new Script(command, streams, args).execute();
    }

    private int execute() {
        dress(line);
        line.setOut(streams.out()).setErr(streams.err());
        // A value such as @name is a value; and the last of two flags wins nothing, so that a slip is told.
        line.setExpandAtFiles(false);
        line.setParameterExceptionHandler((e, given) -> complain(ErrorMessage.of(e), e, e.getCommandLine()));
        line.setExecutionExceptionHandler((e, at, parsed) -> complain(ErrorMessage.of(e), e, at));
        line.setExecutionStrategy(parsed -> {
            Optional<String> section = commons.stream().flatMap(common -> common.explained().stream()).findFirst();
            if (section.isPresent()) {
                return explain(section.get());
            }
            int code = new RunLast().execute(parsed);
            answered = true;
            commons.forEach(CommonOptions::requireWholeRecording);
            List<CommandLine> called = parsed.asCommandLineList();
            Object result = called.getLast().getExecutionResult();
            return result instanceof ExitCode exit ? code(exit) : code;
        });
        try {
            return line.execute(args);
        } catch (Throwable e) {
            // What picocli lets pass are Errors: no memory, a missing class. They too end with a sentence and a code.
            return complain(ErrorMessage.of(e), e, line);
        } finally {
            commons.stream().flatMap(common -> common.lent().stream()).findFirst()
                    .ifPresent(overlooked -> complain(words.say(overlooked), ""));
            commons.forEach(CommonOptions::hangUp);
        }
    }

    private int explain(String id) {
        var screen = streams.outTerminal();
        try {
            new Explanation(words, new Look(screen.columns(), screen.colour(), screen.unicode())).section(id)
                    .forEach(streams.out()::println);
            return code(ExitCode.OK);
        } catch (ExitException e) {
            return complain(ErrorMessage.of(e), e, line);
        }
    }

    /** Gives a command and the commands under it their words, version and colours. */
    private void dress(CommandLine at) {
        CommandSpec spec = at.getCommandSpec();
        String outputs = OutputFormat.TEXT.id();
        for (CommandSpec mixin : spec.mixins().values()) {
            if (mixin.userObject() instanceof CommonOptions common) {
                common.attach(streams, words);
                commons.add(common);
                outputs = common.outputNames();
            }
        }
        boolean colour = streams.outTerminal().colour();
        var texts = new HelpBundle(words.language(), outputs);
        at.setResourceBundle(texts);
        at.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
        at.setUsageHelpWidth(Math.clamp(streams.outTerminal().columns(), 60, HELP_COLUMNS));
        spec.usageMessage().abbreviateSynopsis(true).sortOptions(false)
                .synopsisSubcommandLabel(texts.getString("label.command"));
        // Worked out where somebody reads it, and not at every start.
        at.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING, help -> {
            spec.usageMessage().exitCodeList(exitCodes(spec, texts));
            return help.exitCodeListHeading();
        });
        spec.version(Version.of(spec.root().name()));
        at.getSubcommands().values().forEach(this::dress);
    }

    /** By number, each with what it means for this command, or else for all. */
    private static Map<String, String> exitCodes(CommandSpec spec, HelpBundle texts) {
        var own = spec.userObject().getClass().getAnnotation(ExitCodes.class);
        return Stream.concat(own == null ? Stream.of() : Arrays.stream(own.value()), ALWAYS.stream())
                .map(ExitCode::code).distinct().sorted()
                .collect(Collectors.toMap(String::valueOf, code -> texts.exit(spec.qualifiedName("."), code),
                        (one, other) -> one, LinkedHashMap::new));
    }

    private int complain(ErrorMessage error, Throwable e, CommandLine at) {
        if (error.refusal()) {
            commons.forEach(CommonOptions::discardRecording);
        }
        // Whoever has the answer already has one document, and two would be none.
        if (!answered || asked == OutputFormat.NAGIOS) {
            new ErrorOutput(name(), at.getCommandSpec().qualifiedName(" "), begin, words, streams).show(asked, error);
        }
        String first = words.say(error.lines().getFirst());
        complain(name() + ": " + first, "");
        error.lines().stream().skip(1).forEach(next -> complain(words.say(next), "  "));
        if (error.code() == ExitCode.BUG && Arrays.stream(args).anyMatch(List.of("-v", "--verbose")::contains)) {
            e.printStackTrace(streams.err());
        }
        return code(error.code());
    }

    /** In a pipe a sentence stays on its line, for whoever searches a log. */
    private void complain(String sentence, String indent) {
        var screen = streams.errTerminal();
        (screen.interactive() ? Wrap.lines(sentence, screen.columns(), indent, "  ") : List.of(indent + sentence))
                .forEach(streams.err()::println);
    }

    private int code(ExitCode exit) {
        return asked == OutputFormat.NAGIOS ? exit.nagios() : exit.code();
    }

    private String name() {
        return line.getCommandName();
    }

    /** Known before the arguments are, because a mistake in them is told in the language that they ask for. */
    private static Language language(String... args) {
        String asked = ErrorOutput.values("--lang", args).stream().findFirst().orElse("");
        return Arrays.stream(Language.values()).filter(language -> language.code().equalsIgnoreCase(asked)).findFirst()
                .orElseGet(Language::ofSystem);
    }
}
