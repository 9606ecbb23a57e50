package lab;

import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.fix;
import static lab.ChangeSteps.rollback;
import static lab.ChangeSteps.said;
import static lab.ChangeSteps.shutOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import process.Ran;
import testing.Turn;

/**
 * What {@code fix-firewall} has the real firewalld do, whether that keeps its rules in nft or in iptables: a rule in
 * the zone that the phone meets, which firewalld knows of, and never one behind its back.
 */
@LabTest
@Turn(3)
class FirewalldLabTest {
    private static final String OVERRIDE = "--override-blocks";
    private static final String ACCEPTS = " source address=\"192.168.1.0/24\" port port=\"8000\" protocol=\"tcp\" "
            + "accept";
    private static final String PLAIN = "rule family=\"ipv4\"" + ACCEPTS;
    private static final String FIRST = "rule priority=\"-32768\" family=\"ipv4\"" + ACCEPTS;

    private Firewalld firewalld;
    private Fault.Heal rules;

    private void begin(Lab lab, String backend) {
        lab.inhabit(World.PROCESSES);
        rules = lab.rules().keep();
        firewalld = Firewalld.of(lab, backend);
    }

    @AfterEach
    void end(Lab lab) {
        if (firewalld != null) {
            rollback(lab);
            firewalld.close();
            rules.heal();
        }
    }

    private static String ask(Lab lab, String... words) {
        var all = new ArrayList<>(List.of("firewall-cmd"));
        all.addAll(List.of(words));
        return lab.machine().must(all.toArray(String[]::new));
    }

    /** All that firewalld knows, and all that is in the kernel. */
    private static String everything(Lab lab) {
        return ask(lab, "--list-all-zones") + ask(lab, "--permanent", "--list-all-zones") + lab.rules().exact();
    }

    /** @param rule that firewalld has afterwards, in this zone */
    private static void opens(Lab lab, String zone, String rule, String... options) {
        String before = everything(lab);
        assertTrue(shutOut(lab).contains(8000), "the phone is kept out");
        assertExit(40, fix(lab, List.of(options)), "the plan");
        assertSame(before, everything(lab), "showing the plan changes nothing");
        assertExit(0, applied(lab, options), "applying it");
        assertEquals(List.of(), shutOut(lab), "nobody is shut out");
        assertEquals("yes\n", ask(lab, "--zone=" + zone, "--query-rich-rule=" + rule));
        assertFalse(lab.rules().exact().contains("runbook"), "nothing of ours is there that firewalld does not know");
        assertExit(0, rollback(lab), "taking it back");
        assertSame(before, everything(lab), "every zone and every rule as it was");
    }

    private static Ran applied(Lab lab, String... options) {
        var all = new ArrayList<>(List.of("--apply", "--yes"));
        all.addAll(List.of(options));
        return fix(lab, all);
    }

    @Test
    void inTheZoneThatThePhoneMeets(Lab lab) {
        begin(lab, "nftables");
        ask(lab, "--zone=internal", "--add-source=192.168.1.0/24");
        opens(lab, "internal", PLAIN);
    }

    /** firewalld asks the rules that deny before those that allow, unless one has a priority. */
    private static void deny(Lab lab) {
        ask(lab, "--permanent", "--add-rich-rule=rule family=ipv4 port port=8000 protocol=tcp drop");
        ask(lab, "--permanent", "--add-rich-rule=rule priority=-7 family=ipv4 port port=5002 protocol=tcp reject");
        ask(lab, "--reload");
    }

    @Test
    void beforeARuleOfTheZoneThatDenies(Lab lab) {
        begin(lab, "iptables");
        deny(lab);
        opens(lab, "public", FIRST, OVERRIDE);
    }

    @Test
    void beforeItAfterAReloadToo(Lab lab) {
        begin(lab, "nftables");
        deny(lab);
        String before = everything(lab);
        assertExit(0, applied(lab, OVERRIDE, "--persist"), "to stay");
        ask(lab, "--reload");
        assertEquals(List.of(), shutOut(lab), "nobody is shut out after firewalld has loaded its own configuration");
        assertExit(0, rollback(lab), "taking it back");
        assertSame(before, everything(lab), "every zone and every rule as it was");
    }

    /** It is in a chain that firewalld makes, and no zone comes before it. */
    @Test
    void notBeforeADirectRule(Lab lab) {
        begin(lab, "iptables");
        ask(lab, "--zone=trusted", "--add-source=192.168.1.0/24");
        List<String> rule = List.of("ipv4", "filter", "INPUT", "0", "-p", "tcp", "--dport", "8000", "-j", "DROP");
        var words = new ArrayList<>(List.of("--direct", "--add-rule"));
        words.addAll(rule);
        ask(lab, words.toArray(String[]::new));
        String before = everything(lab);
        assertEquals(List.of(8000), shutOut(lab));
        Ran ran = applied(lab, OVERRIDE);
        assertExit(20, ran, "out of reach");
        assertTrue(ran.outText().replaceAll("\\s+", " ").contains("--direct --get-all-rules"), said(ran));
        assertSame(before, everything(lab), "nothing is changed");
        assertEquals(List.of(8000), shutOut(lab));
    }
}
