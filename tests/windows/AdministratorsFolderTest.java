package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.windows.tasks.TaskDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import runbook.FixFirewall;
import runbook.Rollback;
import testing.Wait;

/**
 * What any program of the user may write, in the user's own folder, decides nothing that happens with an
 * administrator's rights: neither what the task starts nor what is taken back. Each of these did. Wine keeps no lists of
 * access, so who may write where is played: everything here is written into the user's folder, and nowhere else.
 */
@WindowsTest
class AdministratorsFolderTest {
    private static final String OWN = "C:\\users\\root\\AppData\\Local\\runbook";
    private static final String MACHINE = "C:\\ProgramData\\runbook";
    private static final String ANY = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=1-65535|Name=Any|";

    private String before;

    @BeforeEach
    void begin(WindowsMachine machine) throws IOException {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        machine.script(Rollback.class, "--yes");
        forgetDamage(machine);
        machine.write(OWN + "\\journal.jsonl", "");
        before = machine.registry().firewall();
    }

    /** What was set aside is told of by each rollback until somebody has looked at it. */
    private static void forgetDamage(WindowsMachine machine) throws IOException {
        if (!Files.isDirectory(machine.at(MACHINE))) {
            return;
        }
        try (Stream<Path> files = Files.list(machine.at(MACHINE))) {
            for (Path file : files.filter(one -> one.getFileName().toString().startsWith("journal.damaged-")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One that says that a rule was removed, which lets everybody in everywhere. */
    private static String forged(String run) {
        return "{\"journal\":1,\"at\":\"2026-11-22T10:15:00Z\",\"run\":\"" + run + "\",\"step\":\"9.1\",\"event\":\"done\","
                + "\"script\":\"fix-firewall\",\"kind\":\"windows-remove-rule\",\"change\":{\"id\":\"any\",\"text\":\"" + ANY
                + "\"}}\n";
    }

    @Test
    void aLineInTheUsersJournalAddsNoRuleByTheTask(WindowsMachine machine) {
        leave(machine);
        TaskDefinition task = machine.tasks().only();
        String run = machine.tasks().all().keySet().iterator().next().replace("runbook guard ", "");
        append(machine, OWN, forged(run));
        assertEquals(Optional.of("S-1-5-18"), task.principal().userId());
        assertTrue(task.actions().getFirst().arguments().contains(MACHINE), task::toString);
        assertFalse(task.actions().getFirst().arguments().contains("AppData"), task::toString);
        machine.tasks().runUntilNoneIsLeft();
        assertEquals(before, machine.registry().firewall());
    }

    @Test
    void norByARollbackOfAnAdministrators(WindowsMachine machine) {
        append(machine, OWN, forged("20261122-101500-3f9a"));
        machine.script(Rollback.class, "--yes", "--lang", "en").exitedWith(20).errContains("Not undone")
                .errContains(OWN);
        assertEquals(before, machine.registry().firewall());
    }

    /** Not even to look whether it is in effect: which program would be asked, the line says. */
    @Test
    void norIsAProgramStartedThatItNames(WindowsMachine machine) throws IOException {
        machine.forgetAnswers();
        machine.write("C:\\users\\root\\evil.exe", Files.readAllBytes(machine.at("C:\\windows\\system32\\netstat.exe")));
        append(machine, OWN, "{\"journal\":1,\"at\":\"2026-11-22T10:15:00Z\",\"run\":\"20261122-101500-3f9a\",\"step\":"
                + "\"9.1\",\"event\":\"done\",\"script\":\"verify\",\"kind\":\"adb-reverse\",\"change\":{\"adb\":"
                + "\"C:\\\\users\\\\root\\\\evil.exe\",\"serial\":\"R5\",\"phone\":\"Pixel\",\"port\":8000}}\n");
        machine.script(Rollback.class, "--yes", "--lang", "en").exitedWith(20).errContains("Not undone");
        assertFalse(machine.read("C:\\bench\\calls.log").contains("evil"));
    }

    /** Even in the journal that is believed, such a line makes no rule: without a checksum it is named as damage. */
    @Test
    void norByOneInTheJournalOfTheMachine(WindowsMachine machine) {
        machine.script(FixFirewall.class, "--apply", "--yes").exitedWith(0);
        append(machine, MACHINE, forged("20261122-101500-3f9a"));
        machine.script(Rollback.class, "--yes", "--lang", "en").exitedWith(30).outContains("it has no checksum");
        assertEquals(before, machine.registry().firewall());
    }

    /** Eight bytes in the place of a jar stayed, and were what the task started. */
    @Test
    void whatLiesInTheCopiesIsReplacedBeforeTheTaskIsMade(WindowsMachine machine) throws IOException {
        leave(machine);
        machine.tasks().runUntilNoneIsLeft();
        List<Path> jars;
        try (Stream<Path> files = Files.walk(machine.at(MACHINE + "\\guard"))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        assertFalse(jars.isEmpty());
        for (Path jar : jars) {
            Files.write(jar, "evil byt".getBytes(StandardCharsets.US_ASCII));
        }
        leave(machine);
        for (Path jar : jars) {
            assertTrue(Files.size(jar) > 8, jar::toString);
        }
        machine.tasks().runUntilNoneIsLeft();
        assertEquals(before, machine.registry().firewall());
    }

    /** An earlier version kept all of it in the user's folder: a rule of ours that it made is still removed. */
    @Test
    void whatAnEarlierVersionOpenedIsClosed(WindowsMachine machine) throws IOException {
        machine.script(FixFirewall.class, "--apply", "--yes").exitedWith(0);
        String journal = machine.read(MACHINE + "\\journal.jsonl");
        machine.write(MACHINE + "\\journal.jsonl", "").write(OWN + "\\journal.jsonl", journal);
        assertEquals(4, machine.registry().ours().size());
        machine.script(Rollback.class, "--yes", "--lang", "fr").exitedWith(0).outContains("Plus rien");
        assertEquals(before, machine.registry().firewall());
        assertEquals(journal, machine.read(OWN + "\\journal.jsonl"), "what others may write, this run does not");
        machine.script(Rollback.class, "--list").exitedWith(0);
    }

    /** Without these rights, what an administrator's run did is shown, and nothing is asked for to look. */
    @Test
    void withoutTheseRightsItIsShown(WindowsMachine machine) {
        machine.script(FixFirewall.class, "--apply", "--yes").exitedWith(0);
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1", "Administrator", "no"));
        machine.script(Rollback.class, "--list").exitedWith(0).outContains("8000");
        machine.script(Rollback.class, "--yes").exitedWith(77);
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        machine.script(Rollback.class, "--yes").exitedWith(0);
    }

    /** A run that is lent something and dies. */
    private static void leave(WindowsMachine machine) {
        try (WindowsProcess run = machine.start(Map.of(), machine.java(FixFirewall.class, "--apply", "--yes",
                "--until", "10s"))) {
            Wait.until("the first rule", WindowsMachine.LIMIT, () -> !machine.registry().ours().isEmpty()
                    || !run.running());
            run.kill();
            machine.killAll("powershell.exe");
        }
    }

    private static void append(WindowsMachine machine, String folder, String line) {
        String file = folder + "\\journal.jsonl";
        machine.write(file, machine.read(file) + line);
    }
}
