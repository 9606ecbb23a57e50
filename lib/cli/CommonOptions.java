package cli;

import change.lease.LeaseCheck;
import console.Streams;
import discovery.ServicesFrom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import path.Hop;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import process.Waits;
import process.WatchedWorld;
import process.World;
import process.recording.RecordingWorld;
import process.recording.ReplayException;
import report.Thresholds;
import text.Language;
import text.Message;
import text.Words;

/** The options that every script has. What they mean stands in {@code help_en.properties} and {@code help_fr…}. */
public final class CommonOptions {
    /** Long enough for a phone's Wi-Fi to wake up, short enough to wait for. */
    private static final String USUAL_TIMEOUT = "2s";

    /** The options of a script that looks at this machine, or at a recording of one. */
    private static final List<String> OF_THE_MACHINE =
            List.of("--services", "--discover", "--example", "--skip", "--sudo", "--output", "--timeout", "--record",
                    "--raw", "--replay");

    /** In --help: what is special about a script comes first. */
    private static final int LAST = 100;
    /** The limits of a monitoring system, for the scripts that answer one. */
    private static final List<String> OF_MONITORING = List.of("--warn", "--crit");

    private final List<OutputFormat> outputs;
    private List<String> without = List.of();
    private Streams streams;
    private Words words;
    private Optional<World> world = Optional.empty();
    private Optional<RecordingWorld> recorder = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec script;

    @Option(order = LAST, names = "--services", paramLabel = "${bundle:label.file}")
    private Path services;

    @Option(order = LAST, names = "--discover")
    private boolean discover;

    @Option(order = LAST, names = "--example")
    private boolean example;

    @Option(order = LAST, names = "--skip", paramLabel = "${bundle:label.hops}", split = ",", hideParamSyntax = true,
            converter = HopConverter.class)
    private List<Hop> skip = List.of();

    @Option(order = LAST, names = "--sudo")
    private boolean sudo;

    @Option(order = LAST, names = "--output", paramLabel = "${bundle:label.form}", converter = OutputName.class,
            defaultValue = "text")
    private OutputFormat output;

    @Option(order = LAST, names = {"-w", "--warn"}, paramLabel = "${bundle:label.time}",
            converter = DurationConverter.Lasting.class)
    private Duration warn;

    @Option(order = LAST, names = {"-c", "--crit"}, paramLabel = "${bundle:label.time}",
            converter = DurationConverter.Lasting.class)
    private Duration crit;

    @Option(order = LAST, names = "--timeout", paramLabel = "${bundle:label.time}",
            converter = DurationConverter.Timeout.class,
            defaultValue = USUAL_TIMEOUT)
    private Duration timeout;

    @Option(order = LAST, names = "--record", paramLabel = "${bundle:label.folder}")
    private Path record;

    @Option(order = LAST, names = "--raw")
    private boolean raw;

    @Option(order = LAST, names = "--replay", paramLabel = "${bundle:label.folder}")
    private Path replay;

    @Option(order = LAST, names = "--lang", paramLabel = "en|fr", converter = LanguageName.class)
    private Language language;

    @Option(order = LAST, names = "--no-color")
    private boolean noColour;

    @Option(order = LAST, names = {"-v", "--verbose"})
    private boolean[] verbose = {};

    @Option(order = LAST, names = {"-q", "--quiet"})
    private boolean[] quiet = {};

    @Option(order = LAST, names = "--explain", paramLabel = "ID")
    private String explain;

    @Option(order = LAST, names = {"-h", "--help"}, usageHelp = true)
    private boolean help;

    @Option(order = LAST, names = {"-V", "--version"}, versionHelp = true)
    private boolean version;

    /** @param outputs what this script can write besides text */
    public CommonOptions(OutputFormat... outputs) {
        this.outputs = Stream.concat(Stream.of(OutputFormat.TEXT), Arrays.stream(outputs))
                .distinct().toList();
    }

    /** The options of a script that looks at no machine: language, colour, how much to say, help and version. */
    public static CommonOptions withoutMachine() {
        return new CommonOptions().without(OF_THE_MACHINE.toArray(String[]::new));
    }

    /** The same without these options, such as {@code --replay}, for a command that can do nothing with them. */
    public CommonOptions without(String... options) {
        this.without = Stream.concat(without.stream(), Stream.of(options)).toList();
        return this;
    }

    /** The script's own part of the set-up: where it writes and in which language. */
    void attach(Streams to, Words said) {
        this.streams = to;
        this.words = said;
        Stream.concat(without.stream(), outputs.contains(OutputFormat.NAGIOS) ? Stream.empty()
                : OF_MONITORING.stream()).map(script::findOption).filter(Objects::nonNull).forEach(script::remove);
    }

    /** The section of the runbook that is asked for instead of what the script does. */
    Optional<String> explained() {
        return Optional.ofNullable(explain);
    }

    String outputNames() {
        return outputs.stream().map(OutputFormat::id).collect(Collectors.joining(", "));
    }

    OutputFormat output() {
        return output == null ? OutputFormat.TEXT : output;
    }

    /**
     * Everything the options say, checked together. Opens the recording where there is one.
     *
     * @throws ParameterException when options contradict each other
     * @throws ExitException               when nothing can be recorded in the folder for that
     * @throws ReplayException    when a folder is no recording
     */
    public Settings settings() {
        return settings(settings -> new Contradictions());
    }

    /**
     * The same with the script's own options.
     *
     * @param ofTheScript what they say against themselves, or against these
     */
    public Settings settings(Function<Settings, Contradictions> ofTheScript) {
        var invocation = new Invocation(script);
        invocation.refuse(new Contradictions()
                .notTogether("--services", services != null, "--discover", discover)
                .notTogether("--services", services != null, "--example", example)
                .notTogether("--discover", discover, "--example", example)
                .notTogether("--record", record != null, "--replay", replay != null)
                .notTogether("--verbose", verbose.length > 0, "--quiet", quiet.length > 0)
                .notTogether("--sudo", sudo, "--replay", replay != null)
                .needs("--raw", raw, "--record", record != null)
                .needs("--warn", warn != null, "--output nagios", output() == OutputFormat.NAGIOS)
                .needs("--crit", crit != null, "--output nagios", output() == OutputFormat.NAGIOS)
                .and(limits())
                .when(!outputs.contains(output()),
                        Message.of("cli.no-such-output", script.name(), output().id(), outputNames())));
        Settings settings = open(invocation);
        invocation.refuse(ofTheScript.apply(settings));
        return settings;
    }

    private Contradictions limits() {
        var limits = new Contradictions();
        return warn != null && crit != null && warn.compareTo(crit) > 0
                ? limits.when(true, Message.of("cli.warn-over-crit", warn, crit)) : limits;
    }

    private Settings open(Invocation invocation) {
        WorldOptions asked = record != null ? new WorldOptions.Recorded(record, raw, sudo)
                : replay != null ? new WorldOptions.Replayed(replay) : new WorldOptions.Live(sudo);
        ServicesFrom from = services != null ? new ServicesFrom.NamedFile(services)
                : discover ? new ServicesFrom.Docker()
                : example ? new ServicesFrom.Example() : new ServicesFrom.FirstFound();
        Verbosity verbosity = quiet.length > 0 ? Verbosity.QUIET
                : verbose.length > 0 ? Verbosity.VERBOSE : Verbosity.NORMAL;
        World opened = asked.open();
        world = Optional.of(opened);
        recorder = opened instanceof RecordingWorld recording ? Optional.of(recording) : Optional.empty();
        return new Settings(invocation, watched(opened, verbosity), from, words,
                noColour ? streams.withoutColour() : streams, output(), timeout, verbosity,
                new Thresholds(Optional.ofNullable(warn), Optional.ofNullable(crit)),
                skip.isEmpty() ? Set.of() : EnumSet.copyOf(skip));
    }

    /** What is waited for in this world is told, unless somebody wants to hear nothing or nobody is there to hear. */
    private World watched(World opened, Verbosity verbosity) {
        // check_by_ssh, for one, takes any word on standard error for a failure of the check.
        boolean plugin = output() == OutputFormat.NAGIOS && !streams.errTerminal().interactive();
        if (verbosity == Verbosity.QUIET || plugin || streams.progress().isEmpty()) {
            return opened;
        }
        var waits = new Waits(System::nanoTime);
        streams.progress().get().watch(waits, words);
        return new WatchedWorld(opened, waits);
    }

    /** After a command: says where an answer is missing in the recording that it made. */
    void requireWholeRecording() {
        recorder.ifPresent(RecordingWorld::requireWhole);
    }

    /** After a command: what should be known of changes that are only lent. Rollback has shown all of it itself. */
    Optional<Message> lent() {
        return script.root().name().equals("rollback") ? Optional.empty() : world.flatMap(LeaseCheck::ofThisProcess);
    }

    /** After a command: ends what it had kept running. */
    void hangUp() {
        world.ifPresent(World::hangUp);
    }

    /** After a refusal: the recording that was begun is not there any more. */
    void discardRecording() {
        recorder.ifPresent(RecordingWorld::discard);
    }

    private static final class OutputName implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return Arrays.stream(OutputFormat.values()).filter(output -> output.id().equalsIgnoreCase(text)).findFirst()
                    .orElseThrow(() -> new BadValue(Message.of("cli.one-of", text,
                            Arrays.stream(OutputFormat.values()).map(OutputFormat::id).toList())));
        }
    }

    static final class LanguageName implements ITypeConverter<Language> {
        @Override
        public Language convert(String text) {
            return Arrays.stream(Language.values()).filter(language -> language.code().equalsIgnoreCase(text))
                    .findFirst().orElseThrow(() -> new BadValue(Message.of("cli.one-of", text,
                            Arrays.stream(Language.values()).map(Language::code).toList())));
        }
    }

    static boolean colourRefused(String... args) {
        return Arrays.asList(args).contains("--no-color");
    }
}
