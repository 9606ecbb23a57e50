package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import runbook.Diagnose;

/** Where a finding would say nothing of this project if the ring itself were wrong. */
@WindowsTest
class HarnessTest {

    @Test
    void eachStartOfPowerShellCounts(WindowsMachine machine) {
        assertEquals(0, machine.powerShellStarts());
        machine.run(WindowsMachine.POWERSHELL, "-Command", "exit 0").exitedWith(0);
        machine.run(WindowsMachine.POWERSHELL, "-Command", "exit 3").exitedWith(3);
        assertEquals(2, machine.powerShellStarts());
        assertEquals(0, machine.powerShellStarts());
    }

    @Test
    void theRegistryIsReadToTheLetter(WindowsMachine machine) {
        String before = machine.registry().firewall();
        machine.registry().rule("runbook-é \\ \"%PATH%\"", "v2.31|Name=é & \"%PATH%\"|");
        machine.registry().take("Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\Bench]\r\n"
                + "\"Network\"=\"Café\"\r\n");
        String after = machine.registry().firewall();
        assertTrue(after.contains("\"v2.31|Name=é & \\\"%PATH%\\\"|\""), after);
        assertNotEquals(before, after);
        String taken = machine.registry().export(WindowsRegistry.BENCH);
        assertTrue(taken.contains("Café"), taken);
    }

    @Test
    void aScriptRuns(WindowsMachine machine) {
        machine.script(Map.of(), Diagnose.class, "--version").exitedWith(0).errIsEmpty().outContains("diagnose");
    }
}
