package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runbook.FixFirewall;
import runbook.Rollback;
import testing.Turn;
import testing.Wait;

/** Whatever a run leaves that was ended in the midst of it, the next rollback takes back to the last byte. */
@WindowsTest
@Turn(1)
class KillTest {

    private static final String JOURNAL = "C:\\ProgramData\\runbook\\journal.jsonl";

    /**
     * Four rules make eight lines of the journal, an intention and a deed each. Where the Task Manager ends the one
     * process, its PowerShell goes on for a moment; where the power fails, both are gone.
     *
     * @param line of the journal at which the run is ended
     */
    @ParameterizedTest(name = "at line {0} of the journal, {1}")
    @CsvSource({"1, alone", "2, alone", "3, alone", "4, alone", "5, alone", "6, alone", "7, alone",
            "1, with PowerShell", "3, with PowerShell", "6, with PowerShell"})
    void whatWasBegunIsTakenBack(int line, String how, WindowsMachine machine) {
        if (machine.read(JOURNAL).isEmpty()) {
            RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        }
        String before = machine.registry().firewall();
        long enough = machine.read(JOURNAL).lines().count() + line;
        try (WindowsProcess run = machine.start(Map.of(), machine.java(FixFirewall.class, "--apply", "--yes"))) {
            Wait.until("line " + line + " of the journal", WindowsMachine.LIMIT, () -> {
                assertTrue(run.running(), run::said);
                return machine.read(JOURNAL).lines().count() >= enough;
            });
            run.kill();
            if (how.equals("with PowerShell")) {
                machine.killAll("powershell.exe");
            }
        }
        machine.script(Rollback.class, "--yes").exitedWith(0);
        assertEquals(before, machine.registry().firewall());
    }
}
