package lab;

import static lab.ChangeSteps.assertExit;
import static lab.ChangeSteps.assertSame;
import static lab.ChangeSteps.broken;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A device says that it got through to a port whose packets are dropped: nobody takes its word for it. */
@LabTest
class LyingPhoneLabTest {

    private static final String LIAR = "192.168.1.66";
    private static final Duration OPENED = Duration.ofSeconds(20);

    private static final Fault.Injection DROPPED = Commands.rules("iptables -I INPUT -p tcp --dport 8000 -j DROP");
    private static final Fault.Injection DROPPED_FOR_CONTAINERS = Commands.rules(
            "iptables -I DOCKER-USER -m conntrack --ctorigdstport 8000 --ctdir ORIGINAL -j DROP");

    @AfterEach
    void forget(Lab lab) {
        PhoneResult.forget(lab);
    }

    private static CompletableFuture<String> lie(Lab lab, Device liar, URI page, Integer... neverAsked) {
        var args = new ArrayList<>(List.of(page.toString()));
        Stream.of(neverAsked).map(port -> Integer.toString(port)).forEach(args::add);
        return CompletableFuture.supplyAsync(() -> lab.from(liar.pid(), "lab.LyingDevice", args),
                Thread::startVirtualThread);
    }

    private static void contradicted(Lab lab, World world, Fault.Injection injection) {
        lab.inhabit(world);
        Fault.Heal heal = injection.inject(lab);
        try (Device liar = Device.onTheLan(lab, LIAR);
                PhonePageScript proof = PhonePageScript.verify(lab, "--output", "json", "--lang", "en")) {
            CompletableFuture<String> lying = lie(lab, liar, proof.page(), 8000);
            PhoneResult proven = PhoneResult.of(proof.end());
            proven.assertPhone(30, PhoneResult.but("ok", "fail", 8000));
            proven.assertAccuses("phone-contradicted", LIAR, "8000");
            assertTrue(proven.said().contains("\"verdict\": \"contradicted\""), proven.said());
            lying.join();
        } finally {
            heal.heal();
        }
    }

    @Test
    void ofAProcess(Lab lab) {
        contradicted(lab, World.PROCESSES, DROPPED);
    }

    @Test
    void ofAContainer(Lab lab) {
        contradicted(lab, World.CONTAINERS, DROPPED_FOR_CONTAINERS);
    }

    /** The liar came first: an honest phone is told that it has to wait, and what to do. */
    @Test
    void aChangeIsNotKeptOnALie(Lab lab) {
        broken(new Repair("five ports closed", World.PROCESSES, List.of(), Repair.closed("22")), lab, before -> {
            try (Device liar = Device.onTheLan(lab, LIAR);
                    PhonePageScript proof = fix(lab, "15s"); Tab tab = lab.browser().open("en-GB")) {
                CompletableFuture<String> lying = lie(lab, liar, proof.page(), 8000);
                proof.awaitSaid(LIAR + " has opened the page");
                tab.go(proof.page());
                tab.await("what to do", OPENED, text -> text.contains("Another phone is testing."));
                assertExit(40, proof.end(), "taken back, and the plan waits again");
                assertTrue(proof.said().contains("what phones say of 8000 is contradicted"), proof.said());
                lying.join();
            }
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    /** Both are asked; one says yes without having tried, the other tried and says no. */
    @Test
    void anHonestPhoneBesideTheLiarIsHeard(Lab lab) {
        broken(new Repair("five ports closed", World.PROCESSES, List.of(), Repair.closed("22")), lab, before -> {
            try (Device liar = Device.onTheLan(lab, LIAR); Device honest = Device.onTheLan(lab, "192.168.1.24");
                    Browser browser = Browser.start(lab.folder(), honest.pid());
                    PhonePageScript proof = fix(lab, "20s", "--phones", "2"); Tab tab = browser.open("en-GB")) {
                honest.neverReaches(8000);
                CompletableFuture<String> lying = lie(lab, liar, proof.page(), 8000);
                tab.go(proof.page());
                assertExit(40, proof.end(), "taken back, and the plan waits again");
                assertTrue(proof.said().contains("Not kept: no phone got through to 8000."), proof.said());
                assertTrue(proof.said().contains("192.168.1.66 tried 8000 at 192.168.1.44: it got through, it says"),
                        proof.said());
                lying.join();
            }
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    private static PhonePageScript fix(Lab lab, String within, String... more) {
        var args = new ArrayList<>(List.of("--apply", "--yes", "--lang", "en", "--timeout", "1s",
                "--services", ChangeSteps.services(lab), "--confirm-by-phone", within));
        args.addAll(List.of(more));
        return PhonePageScript.start(lab, "runbook.FixFirewall", args);
    }
}
