package runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import testing.JBang;
import testing.Jvm;
import testing.Result;
import testing.RunbookSchema;

/** The command line of rollback, each time as a process with a state folder of its own. */
@DisabledOnOs(OS.WINDOWS)
class RollbackTest {
    private static final String RUN = "20261122-101500-3f9a";
    private static final String RULE = "{\"journal\":1,\"at\":\"2026-11-22T10:15:00Z\",\"run\":\"" + RUN + "\","
            + "\"step\":\"1.1\",\"event\":\"done\",\"script\":\"fix-firewall\",\"kind\":\"windows-add-rule\","
            + "\"change\":{\"name\":\"runbook-x-tcp-8000-public\",\"display\":\"Eloquence API Service\",\"protocol\":\"TCP\","
            + "\"ports\":[8000],\"profile\":\"PUBLIC\"}}\n";

    @TempDir
    private Path home;
    @TempDir
    private Path state;
    private boolean root;

    @BeforeEach
    void whoWeAre() throws IOException {
        root = (int) Files.getAttribute(state, "unix:uid") == 0;
    }

    @Test
    void nothingDoneIsNothingToTakeBack() {
        Result result = run();
        if (root) {
            result.exitedWith(0).outContains("No change made by this tool is active").errIsEmpty();
        } else {
            result.exitedWith(77).errContains("root's journal").errContains("sudo ");
        }
    }

    @Test
    void theListShowsTheCommandThatTakesItBack() throws IOException {
        journal(RULE);
        run("--list").exitedWith(0).outContains("Run " + RUN, "Eloquence API Service", "public");
        JsonObject change = RunbookSchema.document(run("--list", "--output", "json").exitedWith(0).out())
                .getAsJsonArray("changes").get(0).getAsJsonObject();
        assertEquals("windows-add-rule", change.get("kind").getAsString());
        assertEquals("done", change.get("state").getAsString());
    }

    @Test
    void withoutATerminalItHasToBeAgreedToInAdvance() throws IOException {
        journal(RULE);
        run().exitedWith(root ? 64 : 77).errContains(root ? "--yes" : "sudo ");
        run("--output", "json").exitedWith(64).errContains("--yes");
    }

    @Test
    void whatCannotBeTakenBackStaysInTheJournal() throws IOException {
        journal(RULE);
        // There is no PowerShell here that could say whether the rule is there.
        Result result = run("--yes").exitedWith(root ? 20 : 77);
        if (root) {
            result.outContains("could not be undone");
            run("--list").exitedWith(0).outContains(RUN);
        }
    }

    @Test
    void aLineThatIsNotOursIsNamedWithItsPlace() throws IOException {
        journal(RULE + RULE.replace("8000]", "80000]"));
        run("--list").exitedWith(30).outContains("journal.jsonl:2: ").outContains(RUN);
    }

    @Test
    void aRunHasToBeOneOfTheJournals() throws IOException {
        journal(RULE);
        run("--run", "yesterday").exitedWith(64).errContains("such as 20261122-101500-3f9a");
        run("--run", "20200101-000000-0000").exitedWith(64).errContains("has no run 20200101-000000-0000");
        run("--list", "--run", RUN).exitedWith(0);
    }

    /** What brings a removed rule back is a command of the machine that has it, wherever its recording is read. */
    @Test
    void rulesMadeByHandOnARecordedWindowsComeWithItsOwnCommands() {
        run("--list", "--replay", "tests/fixtures/hosts/windows-healthy-private").exitedWith(0)
                .outContains("Restore with:", "New-NetFirewallRule", "-DisplayName 'Eloquence API Service'");
    }

    private void journal(String lines) throws IOException {
        Path folder = Files.createDirectories(state.resolve("runbook"));
        Files.writeString(folder.resolve("journal.jsonl"), lines);
    }

    private Result run(String... options) {
        var args = new ArrayList<>(List.of("--lang", "en"));
        args.addAll(List.of(options));
        return JBang.of(home).with("XDG_STATE_HOME", state.toString()).direct(Jvm.classPath(), Rollback.class.getName(),
                args.toArray(String[]::new));
    }
}
