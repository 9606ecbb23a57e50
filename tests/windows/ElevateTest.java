package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.windows.tasks.TaskDefinition;
import java.util.Map;
import org.junit.jupiter.api.Test;
import runbook.FixFirewall;
import runbook.Rollback;

/** {@code --elevate}: the same command once more, started by the verb runas, with the result in a file. */
@WindowsTest
class ElevateTest {
    private static final String JOURNAL = "C:\\ProgramData\\runbook\\journal.jsonl";

    @Test
    void anAdministratorDoesItAndTakesItBack(WindowsMachine machine) {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1", "Administrator", "no"));
        String before = machine.registry().firewall();
        machine.script(FixFirewall.class, "--apply", "--yes").exitedWith(77);
        assertEquals(before, machine.registry().firewall(), "nothing without these rights");

        machine.script(FixFirewall.class, "--apply", "--yes", "--elevate").exitedWith(0)
                .outContains("8000/tcp is allowed now");
        assertEquals(4, machine.registry().ours().size());

        machine.script(Rollback.class, "--yes", "--elevate", "--lang", "fr").exitedWith(0)
                .outContains("Plus rien");
        assertEquals(before, machine.registry().firewall());
    }

    /**
     * What it was lent is in a journal that the account cannot write without these rights: it says one word, which the
     * task reads before it takes anything back.
     */
    @Test
    void whatTheAccountKeepsWithoutTheseRightsStays(WindowsMachine machine) {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1", "Administrator", "no"));
        machine.script(FixFirewall.class, "--apply", "--yes", "--elevate", "--confirm-within", "2m").exitedWith(40);
        TaskDefinition task = machine.tasks().only();
        machine.script(FixFirewall.class, "--keep").exitedWith(0);
        assertFalse(machine.read(JOURNAL).contains("\"kept\""), machine.read(JOURNAL));
        machine.run(Map.of(), ScheduledTasks.words(task)).exitedWith(0);
        assertTrue(machine.read(JOURNAL).contains("\"kept\":\"confirm\""), machine.read(JOURNAL));
        assertEquals(4, machine.registry().ours().size());
    }
}
