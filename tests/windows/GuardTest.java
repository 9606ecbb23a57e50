package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import host.windows.tasks.TaskDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import runbook.FixFirewall;
import runbook.Rollback;
import testing.Wait;

/** A run that was lent something and is killed: its scheduled task, run by hand as the service does, takes it back. */
@WindowsTest
class GuardTest {

    @Test
    void theTaskOfARunThatIsGoneTakesBackEverything(WindowsMachine machine) {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        String before = machine.registry().firewall();
        try (WindowsProcess run = machine.start(Map.of(), machine.java(FixFirewall.class, "--apply", "--yes",
                "--until", "10s"))) {
            Wait.until("the first rule", WindowsMachine.LIMIT, () -> !machine.registry().ours().isEmpty()
                    || !run.running());
            run.kill();
            machine.killAll("powershell.exe");
        }
        assertNotEquals(before, machine.registry().firewall());
        TaskDefinition task = machine.tasks().only();
        assertEquals("C:\\Java\\bin\\javaw.exe", task.actions().getFirst().command());
        machine.tasks().runUntilNoneIsLeft();
        assertEquals(before, machine.registry().firewall());
        machine.script(Rollback.class, "--list").exitedWith(0);
        assertEquals(List.of(), machine.registry().ours());
    }
}
