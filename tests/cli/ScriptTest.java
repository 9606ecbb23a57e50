package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import console.Streams;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import json.JsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import testing.Cli;
import testing.Result;
import testing.RunbookSchema;
import text.Language;
import text.Message;

/** How a script ends, and what it says when it cannot do its work. */
class ScriptTest {

    @ParameterizedTest
    @EnumSource
    void theExitCodeIsTheCommandsOwn(ExitCode code) {
        assertEquals(new Result(code.code(), "", ""), FakeScript.run(settings -> code));
    }

    @ParameterizedTest
    @CsvSource({"OK,0", "WARNINGS,1", "BROKEN,2", "UNKNOWN,3", "CHANGES,1", "BAD_ARGUMENTS,3", "BUG,3", "IO_ERROR,3",
            "NEEDS_ADMINISTRATOR,3", "BAD_INVENTORY,3"})
    void nagiosKnowsFourCodes(ExitCode code, int nagios) {
        assertEquals(nagios, FakeScript.run(settings -> code, "--output", "nagios").exit());
        assertEquals(nagios, FakeScript.run(settings -> code, "--output=nagios").exit());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --servces f            | there is no option --servces          | did you mean --services?
            --no-colour            | there is no option --no-colour        | did you mean --no-color?
            twelve                 | "twelve" is not expected here         | all options: jbang diagnose --help
            --timeout              | --timeout needs a value               | all options: jbang diagnose --help
            --output xml           | --output: unknown value "xml"; use one of: text, json, nagios, junit | all options
            --record a --replay b  | --record and --replay cannot be used together | all options
            --services a --discover | --services and --discover cannot be used together | all options
            -q -v                  | --verbose and --quiet cannot be used together | all options
            --raw                  | --raw works only together with --record    | all options
            --warn 1s              | --warn works only together with --output nagios | all options
            -c 1s                  | --crit works only together with --output nagios | all options
            --timeout 1s --timeout 2s | --timeout is given twice           | all options
            --replay not-there     | cannot replay not-there: there is no such folder | ''
            """)
    void aSlipOnTheCommandLineIsExitCode64AndSaysWhatToDo(String args, String first, String then) {
        Result told = FakeScript.run(settings -> ExitCode.OK, ("--lang=en " + args).split(" "));
        told.exitedWith(64).errContains("diagnose: " + first).errContains(then);
        assertEquals("", told.out());
    }

    @Test
    void aSlipIsToldInTheLanguageThatTheSameCommandLineAsksFor() {
        assertEquals(new Result(64, "", lines("diagnose: l'option --servces n'existe pas",
                "  vouliez-vous dire --services\u00a0?", "  toutes les options\u00a0: jbang diagnose --help")),
                FakeScript.run(settings -> ExitCode.OK, "--servces", "--lang", "fr"));
    }

    @Test
    void aLanguageThatItDoesNotSpeakIsRefusedInTheOneOfTheSystem() {
        FakeScript.run(settings -> ExitCode.OK, "--lang", "de").exitedWith(64).errContains("--lang")
                .errContains("en, fr");
    }

    @Test
    void anAtSignIsNotAFileToRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("args"), "--lang=fr\n");
        FakeScript.run(settings -> ExitCode.OK, "--lang=en", "@" + file).exitedWith(64)
                .errContains("\"@" + file + "\" is not expected here");
    }

    @Test
    void aMonitoringSystemReadsTheReasonOnStandardOutput() {
        Result told = FakeScript.run(settings -> ExitCode.OK, "--output", "nagios", "--lang=en", "--timeout", "9|9");
        told.exitedWith(3);
        assertEquals(lines("DIAGNOSE UNKNOWN - --timeout: \"9/9\" is not a duration; write 2s, 500ms or 1m"),
                told.out());
    }

    /** Whoever reads JSON gets a document, wherever the command line says so and whatever else is wrong with it. */
    @ParameterizedTest
    @ValueSource(strings = {"--output json --bogus", "--bogus --output json", "--bogus --output=json",
            "--output=JSON --timeout soon", "--timeout --output json", "--output xml --output json --bogus",
            "--output json --output json", "--output text --output json", "--output json --output xml",
            "--output json twelve",
            "--output json -c 1s", "--output json -v -q", "--output json --replay not-there",
            "--output json --lang de", "--outpt x --output json"})
    void aRefusedCommandLineIsADocumentToo(String args) {
        Result told = FakeScript.run(settings -> ExitCode.OK, args.split(" "));
        JsonObject document = RunbookSchema.document(told.exitedWith(64).out());
        assertEquals("diagnose", document.get("tool").getAsString());
        assertEquals("unknown", document.get("verdict").getAsString());
        assertEquals(64, document.get("exitCode").getAsInt());
        told.errContains("diagnose: " + document.get("problem").getAsString());
        document.getAsJsonArray("details").forEach(detail -> told.errContains("  " + detail.getAsString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--bogus", "--bogus -- --output json", "--output json --output text",
            "--output jsn", "--output"})
    void whoDoesNotAskForADocumentGetsNone(String args) {
        assertEquals("", FakeScript.run(settings -> ExitCode.OK, args.split(" ")).exitedWith(64).out());
    }

    /** The same for everything that can end a command, each with its own code. */
    @Test
    void whateverEndsACommandIsADocumentToo() {
        Map<Integer, FakeScript.Body> ends = Map.of(
                70, settings -> {
                    throw new StackOverflowError();
                },
                74, settings -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                },
                77, settings -> {
                    throw new ExitException(ExitCode.NEEDS_ADMINISTRATOR, Message.verbatim("ask | somebody"));
                },
                78, settings -> {
                    settings.inventory(() -> null);
                    return ExitCode.OK;
                });
        ends.forEach((code, end) -> {
            String[] args = {"--lang=en", "--services=not-there.yaml", "--output"};
            JsonObject document = RunbookSchema.document(FakeScript.run(end, and(args, "json")).exitedWith(code).out());
            assertEquals(code, document.get("exitCode").getAsInt());
            assertEquals("unknown", document.get("verdict").getAsString());
            Result nagios = FakeScript.run(end, and(args, "nagios")).exitedWith(3);
            assertEquals(1, nagios.out().lines().count());
            assertTrue(nagios.out().startsWith("DIAGNOSE UNKNOWN - ") && !nagios.out().contains("|"), nagios.out());
        });
    }

    @Test
    void aCommandUnderAScriptIsNamedInTheDocument() {
        assertEquals("monitor schedule", RunbookSchema.document(Cli.run(new Parent(), "schedule", "--output=json",
                "--timeot=5s").exitedWith(64).out()).get("tool").getAsString());
    }

    /** What was said already stays the one document, or one line of many. */
    @Test
    void nothingIsPrintedBehindADocument() {
        JsonObject event = JsonDocument.event(Instant.EPOCH, "offline").build();
        String one = FakeScript.run(settings -> {
            settings.json().document(event);
            throw new IllegalStateException();
        }, "--output=json").exitedWith(70).out();
        assertEquals(event, RunbookSchema.document(one));
        List<JsonObject> lines = RunbookSchema.lines(FakeScript.run(settings -> {
            settings.json().line(event);
            throw new IllegalStateException();
        }, "--output=json").exitedWith(70).out());
        assertEquals(List.of(true, false), lines.stream().map(line -> line.has("event")).toList());
    }

    /** A CI server shows one test case that could not be run, in whatever letters. */
    @Test
    void aRefusedCommandLineIsATestCaseThatFailed() throws Exception {
        String xml = FakeScript.run(settings -> ExitCode.OK, "--lang=fr", "--output=junit", "--bogus=<&\"\u0007")
                .exitedWith(64).out();
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.US_ASCII))).getDocumentElement();
        assertEquals(List.of("diagnose", "1", "0", "1", "0"), Stream.of("name", "tests", "failures", "errors",
                "skipped").map(root::getAttribute).toList());
        assertEquals(1, root.getElementsByTagName("testcase").getLength());
        var error = (Element) root.getElementsByTagName("error").item(0);
        assertEquals("exit-64", error.getAttribute("type"));
        assertTrue(error.getAttribute("message").startsWith("l'option --bogus=<&\""), error.getAttribute("message"));
        assertTrue(error.getTextContent().endsWith("toutes les options\u00a0: jbang diagnose --help"),
                error.getTextContent());
    }

    @Test
    void aFormThatAScriptCannotWriteIsRefusedInThatForm() {
        FakeScript.run(settings -> ExitCode.OK, "--lang=en", "--output", "junit").exitedWith(64)
                .errContains("diagnose: diagnose cannot write junit; it writes: text, json, nagios")
                .outContains("<error message=\"diagnose cannot write junit; it writes: text, json, nagios\"");
    }

    private static String[] and(String[] args, String last) {
        return Stream.concat(Stream.of(args), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void theLimitsOfAMonitoringSystemAreInOrder() {
        FakeScript.Body show = settings -> {
            settings.out().println(settings.thresholds());
            return ExitCode.OK;
        };
        FakeScript.run(show, "--output", "nagios", "-w", "500ms", "--crit=2s").exitedWith(0)
                .outContains("warn=Optional[PT0.5S], crit=Optional[PT2S]");
        FakeScript.run(show, "--output", "nagios", "--lang=en", "-w", "3s", "-c", "2s").exitedWith(3)
                .outContains("DIAGNOSE UNKNOWN - --warn 3 s is longer than --crit 2 s");
        FakeScript.run(show, "--output", "nagios", "--lang=en", "-w", "0.5").exitedWith(3)
                .outContains("DIAGNOSE UNKNOWN - --warn: the unit is missing; write 0.5s for seconds or 0.5ms");
    }

    @Test
    void aBugOfOursIsExitCode70AndShowsItsTraceOnlyOnDemand() {
        FakeScript.Body buggy = settings -> {
            throw new IllegalStateException("two and two is five");
        };
        FakeScript.run(buggy, "--lang=en").exitedWith(70)
                .errContains("this should not have happened; it is a bug in runbook " + Version.CURRENT)
                .errContains("two and two is five").errContains("please report it").errLacks("\tat ");
        FakeScript.run(buggy, "--lang=en", "-v").exitedWith(70).errContains("\tat cli.ScriptTest");
    }

    @Test
    void notEvenAnErrorOfTheMachineEndsInATrace() {
        FakeScript.run(settings -> {
            throw new StackOverflowError();
        }, "--lang=en").exitedWith(70).errContains("StackOverflowError").errLacks("\tat ");
    }

    @Test
    void aFullDiskIsNotOurBug() {
        FakeScript.run(settings -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        }, "--lang=en").exitedWith(74).errContains("No space left on device").errLacks("bug");
        FakeScript.run(settings -> {
            throw new AccessDeniedException("/srv/state");
        }, "--lang=en").exitedWith(74).errContains("permission denied: /srv/state").errLacks("bug");
    }

    @Test
    void aScriptCanStopWithASentenceAndACode() {
        FakeScript.run(settings -> {
            throw new ExitException(ExitCode.NEEDS_ADMINISTRATOR, Message.verbatim("ask somebody"));
        }).exitedWith(77).errContains("diagnose: ask somebody");
    }

    @Test
    void aReaderThatWentAwayCausesNoTrace() {
        var err = new StringWriter();
        var gone = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void close() { }
        }, true);
        var script = new FakeScript(settings -> {
            settings.out().println("a line");
            return ExitCode.BROKEN;
        });
        assertEquals(20, Script.execute(script, Streams.plain(gone, new PrintWriter(err, true))));
        assertEquals("", err.toString());
    }

    @Test
    void theVersionStandsInOnePlace() {
        assertEquals(new Result(0, lines("diagnose " + Version.CURRENT + " (runbook)"), ""),
                FakeScript.run(settings -> ExitCode.BUG, "--version"));
    }

    @Command(name = "monitor", subcommands = Schedule.class)
    static final class Parent implements Callable<ExitCode> {
        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Override
        public ExitCode call() {
            common.settings().out().println("watching");
            return ExitCode.OK;
        }
    }

    @Command(name = "schedule")
    @ExitCodes(ExitCode.NEEDS_ADMINISTRATOR)
    static final class Schedule implements Callable<ExitCode> {
        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Override
        public ExitCode call() {
            Settings settings = common.settings();
            settings.out().println(settings.script() + " scheduled");
            return ExitCode.NEEDS_ADMINISTRATOR;
        }
    }

    @Test
    void aCommandUnderAScriptHasTheSameOptionsAndItsOwnCode() {
        assertEquals(new Result(77, lines("monitor scheduled"), ""), Cli.run(new Parent(), "schedule", "--timeout=5s"));
        Cli.run(new Parent(), "schedule", "--lang=en", "--timeot=5s").exitedWith(64)
                .errContains("all options: jbang monitor schedule --help");
        Cli.run(new Parent(), "schedule", "--help", "--lang=fr")
                .outContains("Utilisation\u00a0: jbang monitor schedule");
    }

    @Test
    void bothLanguagesExplainTheSameThings() {
        ResourceBundle english = new HelpBundle(Language.ENGLISH, "");
        ResourceBundle french = new HelpBundle(Language.FRENCH, "");
        assertEquals(english.keySet(), french.keySet());
    }

    private static String lines(String... lines) {
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }
}
