package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import runbook.FixFirewall;
import runbook.Rollback;

/** {@code --elevate}: the same command once more, started by the verb runas, with the result in a file. */
@WindowsTest
class ElevateTest {

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
}
