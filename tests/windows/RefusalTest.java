package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Rollback;
import testing.Result;

/** Cmdlets that refuse, and a firewall that is stopped. */
@WindowsTest
class RefusalTest {

    private String before;

    @BeforeEach
    void begin(WindowsMachine machine) {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        before = machine.registry().firewall();
    }

    /** Two rules are made, and the third is refused: that is said, and all of it can be taken back. */
    @Test
    void accessIsDeniedInTheMidst(WindowsMachine machine) {
        machine.registry().bench("Refuse", "2");
        Result applied = machine.script(FixFirewall.class, "--apply", "--yes").exitedWith(20);
        applied.outContains("Changing firewall rules needs an administrator");
        assertEquals(2, machine.registry().ours().size(), applied::toString);
        machine.script(FixFirewall.class, "--lang", "fr", "--apply", "--yes").exitedWith(20)
                .outContains("administrateur");
        assertEquals(2, machine.registry().ours().size());
        machine.script(Rollback.class, "--yes").exitedWith(0);
        assertEquals(before, machine.registry().firewall());
    }

    /** A policy decides what kind of network it is. */
    @Test
    void thePolicyKeepsTheCategory(WindowsMachine machine) {
        machine.registry().bench("Category", "0").bench("CategoryByPolicy", "yes");
        Result applied = machine.script(FixFirewall.class, "--apply", "--yes", "--set-private");
        assertEquals(20, applied.exit(), applied::toString);
        applied.outContains("Windows System Error 1260");
        machine.script(Rollback.class, "--yes").exitedWith(0);
        assertEquals(before, machine.registry().firewall());
    }

    @ParameterizedTest
    @CsvSource({"en", "fr"})
    void aStoppedFirewallIsSaid(String language, WindowsMachine machine) {
        machine.registry().bench("Servicempssvc", "Stopped");
        machine.script(Diagnose.class, "--lang", language).outContains("mpssvc");
    }
}
