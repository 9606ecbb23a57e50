package lab;

import static lab.ChangeSteps.added;
import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.broken;
import static lab.ChangeSteps.rollback;
import static lab.ChangeSteps.shutOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import testing.Turn;
import testing.Wait;

/** {@code fix-firewall --apply --confirm-by-phone}: a real browser decides whether a change stays. */
@LabTest
@Turn(3)
class ConfirmByPhoneLabTest {

    private static final Repair FIVE =
            new Repair("five ports closed", World.PROCESSES, List.of(), Repair.closed("22"));

    /** The shortest there is, the minute that the guard leaves for an answer, and some time to take back. */
    private static final String SHORTEST = "10s";
    private static final Duration GUARDED = Duration.ofMinutes(2);

    @AfterEach
    void forget(Lab lab) {
        PhoneResult.forget(lab);
    }

    @Test
    void whatAPhoneGetsThroughStays(Lab lab) {
        broken(FIVE, lab, before -> {
            try (PhonePageScript proof = fix(lab, "2m"); Tab tab = lab.browser().open("en-GB")) {
                tab.go(proof.page());
                assertExit(0, proof.end(), "kept");
            }
            assertEquals(List.of(), shutOut(lab), "nobody is shut out");
            List<String> added = added(before, lab.rules().exact());
            assertEquals(List.of(), added.stream().filter(rule -> rule.contains("8765")).toList(),
                    "the page's own port is closed again");
            assertExit(0, rollback(lab), "taking it back");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    /** The page loads and four services answer; something on the way keeps this phone from the fifth. */
    @Test
    void whatAPhoneDoesNotGetThroughIsTakenBack(Lab lab) {
        broken(FIVE, lab, before -> {
            try (Device second = Device.onTheLan(lab, "192.168.1.24");
                    Browser browser = Browser.start(lab.folder(), second.pid());
                    PhonePageScript proof = fix(lab, "12s");
                    Tab tab = browser.open("en-GB")) {
                second.neverReaches(8000);
                tab.go(proof.page());
                assertExit(40, proof.end(), "taken back, and the plan waits again");
                assertTrue(proof.said().contains("no phone got through to 8000"), proof.said());
            }
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    /** The phone has the page open when the process dies: nobody can confirm any more, and somebody else takes back. */
    @Test
    void whatNobodyIsLeftToConfirmIsTakenBack(Lab lab) {
        broken(FIVE, lab, before -> {
            try (PhonePageScript proof = fix(lab, SHORTEST); Tab tab = lab.browser().open("en-GB")) {
                tab.go(proof.page());
                proof.awaitSaid("has opened the page");
                assertNotEquals(before, lab.rules().exact(), "the change is made");
                proof.kill();
                Wait.until("the guard's work", GUARDED, () -> lab.rules().exact().equals(before));
            }
            assertExit(0, rollback(lab), "nothing is left to take back");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    /** As Ctrl-C and a terminal that is closed do it: nobody waits for the guard then, and the run ends as it does. */
    @Test
    void whoeverEndsItHasTheChangesTakenBackAtOnce(Lab lab) {
        broken(FIVE, lab, before -> {
            try (PhonePageScript proof = fix(lab, "5m")) {
                proof.page();
                assertNotEquals(before, lab.rules().exact(), "the change is made");
                proof.terminate();
                assertExit(40, proof.end(), "taken back, and the plan waits again");
                assertTrue(proof.said().contains("Not kept: ended before a phone confirmed it."), proof.said());
                assertTrue(proof.said().contains("None of it is in effect any more."), proof.said());
                assertSame(before, lab.rules().exact(), "every rule as it was");
            }
        });
    }

    /** The Wi-Fi drops while the page is open, and comes back with another address: the phone finds the page there. */
    @Test
    void thePageGoesWhereTheMachineGoes(Lab lab) {
        broken(FIVE, lab, before -> {
            try (PhonePageScript proof = fix(lab, "2m"); Tab tab = lab.browser().open("en-GB")) {
                proof.page();
                readdress(lab, Lab.ADDRESS, "192.168.1.45");
                tab.go(proof.page("192.168.1.45"));
                assertExit(0, proof.end(), "kept");
                assertTrue(proof.said().contains("This machine no longer has the address above"), proof.said());
            } finally {
                readdress(lab, "192.168.1.45", Lab.ADDRESS);
            }
            assertExit(0, rollback(lab), "taking it back");
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    private static void readdress(Lab lab, String from, String to) {
        lab.machine().run("ip", "address", "delete", from + "/24", "dev", "eth0");
        lab.machine().run("ip", "address", "add", to + "/24", "dev", "eth0");
        // It went with the address.
        lab.machine().run("ip", "route", "replace", "default", "via", Lab.ROUTER);
    }

    private static PhonePageScript fix(Lab lab, String within) {
        return PhonePageScript.start(lab, "runbook.FixFirewall",
                List.of("--apply", "--yes", "--lang", "en", "--timeout", "1s",
                "--services", ChangeSteps.services(lab), "--confirm-by-phone", within));
    }
}
