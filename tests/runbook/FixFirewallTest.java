package runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.Script;
import com.google.gson.JsonObject;
import console.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testing.Cli;
import testing.Project;
import testing.Result;
import testing.RunbookSchema;

/** The command line of fix-firewall, on recordings of machines that answered nothing at all. */
class FixFirewallTest {

    @TempDir
    private Path folder;

    @Test
    void aMachineThatAnswersNothingIsUnknown() throws IOException {
        run("linux").exitedWith(30).outContains("? Eloquence API Service  8000/tcp: could not tell",
                "Could not tell whether the firewall blocks anything.").errIsEmpty();
    }

    @Test
    void theDocumentIsAllThereIsOnStandardOutput() throws IOException {
        Result result = run("windows", "--output", "json").exitedWith(30).errIsEmpty();
        JsonObject document = RunbookSchema.document(result.out());
        assertEquals("unknown", document.get("verdict").getAsString());
        assertEquals(30, document.get("exitCode").getAsInt());
        assertEquals(5, document.getAsJsonArray("endpoints").size());
        assertEquals(0, document.getAsJsonObject("plan").getAsJsonArray("steps").size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--apply                        | nothing can be changed there",
        "--apply --yes --print cmd      | --print and --apply cannot be used together",
        "--apply --gui                  | --gui and --apply cannot be used together",
        "--gui --print bash             | --gui and --print cannot be used together",
        "--set-private                  | --set-private is for Windows only",
        "--elevate --apply              | --elevate is for Windows only",
        "--apply --port 9000            | --port works only together with --confirm-by-phone",
        "--confirm-within 2m            | --confirm-within works only together with --apply",
        "--until 2h --print bash        | --until works only together with --apply",
        "--until 9.9s --apply           | --until: 9.9 s is out of range: 10 s to 24 h",
        "--confirm-within 9s --apply    | --confirm-within: 9 s is out of range: 10 s to 1 h",
        "--confirm-within 61m --apply   | --confirm-within: 1 h 1 min is out of range: 10 s to 1 h",
        "--until 25h --apply            | --until: 25 h is out of range: 10 s to 24 h",
        "--until 2 --apply              | the unit is missing",
        "--until 1m --confirm-within 1m --apply | is shorter than the confirmation time",
        "--keep --apply                 | --keep and --apply cannot be used together",
        "--keep --gui                   | --keep and --gui cannot be used together",
        "--keep --print cmd             | --keep and --print cannot be used together",
        "--keep                         | nothing can be changed there",
        "--state here                   | are for internal use by this program",
        "--state a --result b --agreed c | are for internal use by this program",
        "--print tcsh                   | unknown value \"tcsh\"; use one of: bash, powershell, cmd",
        "--output junit                 | fix-firewall cannot write junit"})
    void whatContradictsItselfIsRefused(String options, String reason) throws IOException {
        run("linux", options.strip().split(" ")).exitedWith(64).errContains(reason);
    }

    @ParameterizedTest
    @CsvSource({"linux, powershell, # ", "linux, cmd, rem ", "windows, bash, # "})
    void aScriptForAnotherSystemIsAllThereIs(String os, String shell, String mark) throws IOException {
        isAScript(run(os, "--print", shell).exitedWith(0).errIsEmpty(), shell, mark);
    }

    /** Nothing is known of this machine: the steps are those for any, and that is said beside them. */
    @ParameterizedTest
    @CsvSource({"windows, powershell, # ", "windows, cmd, rem ", "linux, bash, # "})
    void aScriptForThisSystemSaysBesideItWhatItDoesNotKnow(String os, String shell, String mark) throws IOException {
        isAScript(run(os, "--print", shell).exitedWith(30).errContains("could not tell")
                .errContains("So the steps are those for any machine of this kind"), shell, mark);
    }

    private static void isAScript(Result result, String shell, String mark) {
        List<String> lines = result.out().lines().toList();
        assertTrue(lines.getFirst().startsWith(mark.strip() + (shell.equals("powershell") ? "Requires" : " ")),
                result.out());
        assertTrue(result.out().contains("Eloquence LiveKit Service") && result.out().contains("7881"), result.out());
        assertTrue(result.out().chars().allMatch(c -> c < 128), result.out());
    }

    /** A script ends as the plan does that it is of; what no step helps is not left to a comment in it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "windows-guide            | powershell                   | 40 |",
        "windows-popup-block-rule | powershell                   | 20 | is blocked by a rule (\"Docker Desktop Backend\")",
        "windows-popup-block-rule | powershell --override-blocks | 40 |",
        "windows-popup-block-rule | cmd --override-blocks        | 40 | this shell has no command for exactly this",
        "windows-shields-up       | powershell                   | 20 | is blocked, and this tool cannot change that",
        "windows-shields-up       | cmd                          | 20 | So no steps were written.",
        "windows-healthy-private  | powershell                   | 0  | lets every service in",
        "windows-no-powershell    | powershell                   | 30 | could not tell",
        "linux-docker-user-drop   | bash                         | 20 | is blocked by a rule (\"DOCKER-USER\")",
        "linux-docker-user-drop   | bash --override-blocks       | 40 |"})
    void aScriptEndsAsItsPlanDoes(String host, String shell, int code, String besides) {
        var args = new ArrayList<>(List.of("--lang", "en", "--replay",
                Project.path("tests/fixtures/hosts/" + host).toString(), "--print"));
        args.addAll(List.of(shell.split(" ")));
        Result result = Cli.run(new FixFirewall(question -> Optional.empty()), args.toArray(String[]::new))
                .exitedWith(code);
        if (besides == null) {
            result.errIsEmpty();
        } else {
            assertTrue(result.err().replaceAll("\\s+", " ").contains(besides), result.err());
        }
        boolean written = result.out().lines().anyMatch(line -> !line.isBlank() && !line.matches("(#|rem ).*"));
        boolean helps = code == 30 || code == 40 && !shell.startsWith("cmd");
        assertEquals(helps, written, result.out());
        assertEquals(helps, !result.out().isEmpty(), result.out());
    }

    @Test
    void askingForRightsNeedsSomethingToApplyAndAMachineThatIsThere() throws IOException {
        run("windows", "--elevate").exitedWith(64).errContains("--elevate works only together with --apply");
        run("windows", "--elevate", "--apply").exitedWith(64).errContains("nothing can be changed there");
    }

    @Test
    void whatIsForThisProgramAloneIsNotInTheHelp() throws IOException {
        Result help = run("windows", "--help").exitedWith(0).outContains("--elevate", "--set-private");
        assertTrue(List.of("--state", "--result", "--agreed", "--as-run").stream().noneMatch(help.out()::contains),
                help.out());
    }

    @Test
    void theClicksNameTheDialogsInBothLanguages() throws IOException {
        run("linux", "--gui", "--lang", "fr").exitedWith(0).errIsEmpty().outContains("wf.msc",
                "Règles de trafic entrant [Inbound Rules]", "7880, 7881", "Nom [Name]\u00a0: Eloquence TTS Service");
    }

    private Result run(String os, String... options) throws IOException {
        Path recording = Files.createDirectories(folder.resolve(os));
        Files.writeString(recording.resolve("manifest.jsonl"), "{\"schema\":\"runbook-recording/1\",\"os\":\"" + os
                + "\",\"startedAt\":\"2026-11-22T10:15:00Z\",\"raw\":false}\n");
        var args = new ArrayList<String>(List.of("--lang", "en", "--replay", recording.toString()));
        if (List.of(options).contains("--lang")) {
            args.subList(0, 2).clear();
        }
        args.addAll(List.of(options));
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Script.execute(new FixFirewall(question -> Optional.empty()),
                Streams.plain(new PrintWriter(out, true), new PrintWriter(err, true)), args.toArray(String[]::new));
        return new Result(exit, out.toString(), err.toString());
    }
}
