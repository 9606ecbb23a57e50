package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Rollback;
import testing.Result;

/** On a PC each start of PowerShell takes up to two seconds: a run has one, and two where another one must be had. */
@WindowsTest
class PowerShellStartsTest {

    @Test
    void aRunStartsOneHoweverManyRulesItMakesAndTakesBack(WindowsMachine machine) {
        RecordedWindows.GUIDE.into(machine);
        machine.powerShellStarts();
        String before = machine.registry().firewall();
        starts(machine, 1, machine.script(Diagnose.class));
        Result applied = starts(machine, 1, machine.script(FixFirewall.class, "--apply", "--yes")).exitedWith(0);
        assertTrue(machine.registry().firewall().contains("runbook-"), applied::out);
        starts(machine, 1, machine.script(FixFirewall.class, "--apply", "--yes")).exitedWith(0);
        starts(machine, 1, machine.script(Rollback.class, "--yes")).exitedWith(0);
        assertEquals(before, machine.registry().firewall());
        assertEquals("", running(machine));
    }

    private static Result starts(WindowsMachine machine, int most, Result result) {
        int starts = machine.powerShellStarts();
        assertTrue(starts >= 1 && starts <= most, () -> starts + " starts: " + result);
        return result;
    }

    /** Who answers still, after a run. */
    private static String running(WindowsMachine machine) {
        return machine.network().run("pgrep", "-af", "powershell[.]exe").outText();
    }
}
