package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import runbook.FixFirewall;
import runbook.Rollback;
import testing.Result;
import testing.Turn;

/** Cmdlets that are waited for in vain: two minutes each, as on a PC that has much to do. */
@WindowsTest
@Turn(0)
class SilenceTest {

    private static final String SERVICES = "C:\\bench\\services.yaml";

    private String before;

    @BeforeEach
    void begin(WindowsMachine machine) {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        before = machine.registry().firewall();
    }

    /** The rule is asked for and never comes. */
    @Test
    void aCmdletHangs(WindowsMachine machine) {
        machine.registry().bench("Hang", "0");
        machine.write(SERVICES, "services:\n  - name: API\n    ports: [8000]\n");
        Result applied = machine.script(FixFirewall.class, "--services", SERVICES, "--apply", "--yes");
        assertEquals(20, applied.exit(), applied::toString);
        assertEquals(before, machine.registry().firewall(), applied::toString);
        machine.registry().bench("Hang", "");
        machine.script(Rollback.class, "--yes").exitedWith(0);
        assertEquals(before, machine.registry().firewall());
    }

    /** The rule is made, and nobody says so: it is there, is known to be ours, and can be taken back. */
    @Test
    void aCmdletAnswersTooLate(WindowsMachine machine) {
        machine.registry().bench("Late", "3");
        Result applied = machine.script(FixFirewall.class, "--apply", "--yes");
        assertEquals(4, machine.registry().ours().size(), applied::toString);
        machine.registry().bench("Late", "");
        machine.script(Rollback.class, "--yes").exitedWith(0);
        assertEquals(before, machine.registry().firewall());
    }
}
