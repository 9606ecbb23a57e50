package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Rollback;

/** Machines on which people got stuck, loaded into that Windows: what is advised there is also done, and helps. */
@WindowsTest
class FieldMachinesTest {

    private static final String SERVICES = "C:\\users\\root\\services.yaml";

    /** The person's rule is for a Node.js that does not listen; a rule for the port lets it in. */
    @Test
    void aRuleForAnotherProgramDoesNotCountAndOneForThePortDoes(WindowsMachine machine) {
        var recorded = RecordedWindows.ofTheField("allow-rule-other-program");
        recorded.into(machine);
        machine.write(SERVICES, recorded.services());
        machine.serve(List.of(8081));
        String before = machine.registry().firewall();
        machine.script(Diagnose.class, "--services", SERVICES).exitedWith(20).outContains("firewall-blocks-by-default",
                "The allow rule \"Node.js JavaScript Runtime\" does not count here", "nvm\\v20.12.2\\node.exe");
        machine.script(FixFirewall.class, "--services", SERVICES, "--apply", "--yes", "--lang", "fr").exitedWith(0)
                .outContains("Node.js JavaScript Runtime");
        machine.script(Diagnose.class, "--services", SERVICES).exitedWith(0);
        machine.script(Rollback.class, "--yes").exitedWith(0);
        assertEquals(before, machine.registry().firewall());
    }

    /** Nothing is changed where no rule of Windows decides. */
    @Test
    void whereAnotherProductDecidesNothingIsOfferedAndNothingMade(WindowsMachine machine) {
        RecordedWindows.ofTheField("antivirus-replaces-firewall").into(machine);
        String before = machine.registry().firewall();
        machine.script(Diagnose.class).exitedWith(30).outContains("third-party-firewall", "Kaspersky decides");
        machine.script(FixFirewall.class, "--apply", "--yes", "--lang", "fr").exitedWith(30).outContains("Kaspersky");
        assertEquals(before, machine.registry().firewall());
    }
}
