package cli;

import console.Streams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import text.Language;
import text.Message;
import text.Words;

/** The options that every script has. What they mean stands in {@code help_en.properties} and {@code help_fr…}. */
public final class CommonOptions {
    /** Long enough for a phone's Wi-Fi to wake up, short enough to wait for. */
    private static final String USUAL_TIMEOUT = "2s";

    /** The options of a script that looks at this machine, or at a recording of one. */
    private static final List<String> OF_THE_MACHINE =
            List.of("--services", "--discover", "--output", "--timeout", "--record", "--raw", "--replay");

    private final List<OutputFormat> outputs;
    private List<String> without = List.of();
    private Streams streams;
    private Words words;
    private Optional<RecordingWorld> recorder = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec script;

    @Option(names = "--services", paramLabel = "${bundle:label.file}")
    private Path services;

    @Option(names = "--discover")
    private boolean discover;

    @Option(names = "--output", paramLabel = "${bundle:label.form}", converter = OutputName.class,
            defaultValue = "text")
    private OutputFormat output;

    @Option(names = "--timeout", paramLabel = "${bundle:label.time}", converter = DurationConverter.Timeout.class,
            defaultValue = USUAL_TIMEOUT)
    private Duration timeout;

    @Option(names = "--record", paramLabel = "${bundle:label.folder}")
    private Path record;

    @Option(names = "--raw")
    private boolean raw;

    @Option(names = "--replay", paramLabel = "${bundle:label.folder}")
    private Path replay;

    @Option(names = "--lang", paramLabel = "en|fr", converter = LanguageName.class)
    private Language language;

    @Option(names = "--no-color")
    private boolean noColour;

    @Option(names = {"-v", "--verbose"})
    private boolean[] verbose = {};

    @Option(names = {"-q", "--quiet"})
    private boolean[] quiet = {};

    @Option(names = {"-h", "--help"}, usageHelp = true)
    private boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true)
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
        this.without = List.of(options);
        return this;
    }

    /** The script's own part of the set-up: where it writes and in which language. */
    void attach(Streams to, Words said) {
        this.streams = to;
        this.words = said;
        without.stream().map(script::findOption).filter(Objects::nonNull).forEach(script::remove);
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
                .notTogether("--record", record != null, "--replay", replay != null)
                .notTogether("--verbose", verbose.length > 0, "--quiet", quiet.length > 0)
                .needs("--raw", raw, "--record", record != null)
                .when(!outputs.contains(output()),
                        Message.of("cli.no-such-output", script.name(), output().id(), outputNames())));
        Settings settings = open(invocation);
        invocation.refuse(ofTheScript.apply(settings));
        return settings;
    }

    private Settings open(Invocation invocation) {
        WorldOptions world = record != null ? new WorldOptions.Recorded(record, raw)
                : replay != null ? new WorldOptions.Replayed(replay) : new WorldOptions.Live();
        ServicesFrom from = services != null ? new ServicesFrom.FromFile(services)
                : discover ? new ServicesFrom.FromDocker() : new ServicesFrom.Default();
        Verbosity verbosity = quiet.length > 0 ? Verbosity.QUIET
                : verbose.length > 0 ? Verbosity.VERBOSE : Verbosity.NORMAL;
        World opened = world.open();
        recorder = opened instanceof RecordingWorld recording ? Optional.of(recording) : Optional.empty();
        return new Settings(invocation, watched(opened, verbosity), from, words,
                noColour ? streams.withoutColour() : streams, output(), timeout, verbosity);
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
