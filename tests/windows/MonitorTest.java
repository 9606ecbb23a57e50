package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.windows.tasks.TaskDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import runbook.Monitor;
import testing.Turn;
import testing.Wait;

/** The monitor as a task: scheduled, its command run as the service runs it, its status, and no longer scheduled. */
@WindowsTest
@Turn(1)
class MonitorTest {

    private static final String NAME = "runbook monitor";

    @Test
    void isScheduledRunsAndIsUnscheduled(WindowsMachine machine) {
        RecordedWindows.FEW_RULES.into(machine);
        machine.script(Monitor.class, "schedule").exitedWith(0);
        TaskDefinition task = machine.tasks().only();
        machine.tasks().tell(NAME);
        machine.script(Monitor.class, "status", "--lang", "fr").outContains("aucune surveillance");
        try (WindowsProcess watch = machine.start(Map.of(), ScheduledTasks.words(task))) {
            Wait.until("the first round", WindowsMachine.LIMIT, () -> {
                assertTrue(watch.running(), watch::said);
                return machine.read("C:\\users\\root\\AppData\\Local\\runbook\\monitor.log").contains("8000");
            });
            machine.script(Monitor.class, "status").outContains("8000");
            watch.kill();
        }
        machine.script(Monitor.class, "unschedule").exitedWith(0);
        assertEquals(Map.of(), machine.tasks().all());
        machine.script(Monitor.class, "status").outContains("to schedule it: jbang monitor schedule");
    }
}
