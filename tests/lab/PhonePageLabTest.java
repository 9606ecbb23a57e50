package lab;

import static lab.ChangeSteps.assertSame;
import static lab.Commands.all;
import static lab.Commands.pair;
import static lab.Commands.rules;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import testing.Turn;

/** {@code verify --phone} and real browsers on phones that open its page and touch nothing. */
@LabTest
@Turn(2)
class PhonePageLabTest {


    /** The services are open to the LAN and nothing else is, as careful people have it: not the page either. */
    private static final Fault.Injection ONLY_SERVICES = all(
            rules("iptables -A INPUT -i lo -j ACCEPT",
                    "iptables -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                    "iptables -A INPUT -p tcp -m multiport --dports 5002,8000,8001,7880,7881 -j ACCEPT"),
            pair("iptables -P INPUT DROP", "iptables -P INPUT ACCEPT"));

    /** What a phone said is remembered, and is not to speak in other tests. */
    @AfterEach
    void forget(Lab lab) {
        PhoneResult.forget(lab);
    }

    @Test
    void allIsWellAndIsRemembered(Lab lab) {
        lab.inhabit(World.PROCESSES);
        PhoneResult proven = proven(lab);
        proven.assertPhone(0, PhoneResult.all("ok"));
        assertEquals(List.of(), proven.accusations());
        assertTrue(proven.said().contains("\"app-still-fails\""), "what is left for the app: " + proven.said());

        PhoneResult later = PhoneResult.of(Script.run(lab, Fault.User.ROOT, "runbook.Diagnose", "--output", "json",
                "--lang", "en", "--services", lab.inventory("auto", false).toString()));
        later.assertPhone(0, PhoneResult.all("ok"));
        assertFalse(later.ids().contains("not-proven-from-a-phone"), later.said());
        assertTrue(later.said().contains("a phone got through"), later.said());
    }

    @Test
    void onlyThePageGetsThrough(Lab lab) {
        broken(lab, World.PROCESSES, rules("iptables -I INPUT -p tcp -m multiport --dports 5002,8000,8001,7880,7881 "
                + "-j DROP"), () -> {
            String before = lab.rules().exact();
            PhoneResult proven = proven(lab, "--trace");
            proven.assertPhone(20, PhoneResult.all("fail"));
            proven.assertAccuses("firewall-block-rule", "-j DROP");
            assertFalse(proven.said().contains("\"app-still-fails\""), proven.said());
            assertSame(before, lab.rules().exact(), "what was switched on to look is off again");
        });
    }

    /** A browser alone cannot tell these three apart: one holds, one is refused, one is dropped. */
    @Test
    void rawPortsAreToldApartByWhatThisMachineSaw(Lab lab) {
        broken(lab, World.PROCESSES, all(rules("iptables -I INPUT -p tcp --dport 7880 -j DROP"), there -> {
            there.end(LabService.LIVEKIT);
            there.process(LabService.LIVEKIT, "busybox", "nc", "-ll", "-p", "7880", "-e", there.handler("hold"));
            there.awaitListener(7880);
            return () -> {
                there.end(LabService.LIVEKIT);
                there.start(LabService.LIVEKIT);
            };
        }), () -> {
            PhoneResult proven = proven(lab);
            proven.assertPhone(20, PhoneResult.but("ok", "fail", 7880, 7881));
            assertTrue(proven.diagnosed().document().toString().contains("--dport 7880 -j DROP"), proven.said());
            assertEquals("firewall-block-rule", proven.causeOf(7880), proven.said());
            assertEquals("nothing-listening", proven.causeOf(7881), proven.said());
        });
    }

    /** Every second request is closed: to the PC's one question as well as to a phone's six it may answer or not. */
    @Test
    void aServiceThatAnswersAtTimesIsNotWell(Lab lab) {
        broken(lab, World.PROCESSES, there -> {
            there.end(LabService.API);
            there.process(LabService.API, "busybox", "nc", "-ll", "-p", "8000", "-e", everySecond(there));
            there.awaitListener(8000);
            return () -> {
                there.end(LabService.API);
                there.start(LabService.API);
            };
        }, () -> {
            PhoneResult proven = proven(lab);
            proven.assertPhone(20, PhoneResult.but("ok", "fail", 8000));
            assertTrue(proven.ids().contains("intermittent-answers"), proven.said());
            assertTrue(proven.said().contains("of 6 requests"), proven.said());
        });
    }

    private static String everySecond(Lab lab) {
        try {
            Path handler = lab.folder().resolve("every-second");
            Path count = lab.folder().resolve("count");
            Files.writeString(handler, """
                    #!/bin/sh
                    n=$(cat %1$s 2>/dev/null || echo 0)
                    echo $((n + 1)) >%1$s
                    [ $((n %% 2)) -eq 1 ] || exec %2$s
                    """.formatted(count, lab.handler("ok")));
            Files.setPosixFilePermissions(handler, PosixFilePermissions.fromString("rwxr-xr-x"));
            return handler.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPageThatDoesNotLoadIsAFindingToo(Lab lab) {
        broken(lab, World.PROCESSES, ONLY_SERVICES, () -> {
            PhoneResult proven = proven(lab, "--for", "10s");
            assertEquals(30, proven.exitCode(), proven.said());
            proven.assertPhone(30, PhoneResult.all("unknown"));
        });
    }

    @Test
    void thePagesPortIsOpenedAndTakenBack(Lab lab) {
        broken(lab, World.PROCESSES, ONLY_SERVICES, () -> {
            String before = lab.rules().exact();
            PhoneResult proven = proven(lab, "--open");
            proven.assertPhone(0, PhoneResult.all("ok"));
            assertSame(before, lab.rules().exact(), "every rule as it was");
        });
    }

    @Test
    void aPhoneOfAnotherNetworkIsTurnedAway(Lab lab) {
        lab.inhabit(World.PROCESSES);
        try (Device elsewhere = Device.behindTheRouter(lab, "192.168.2.23");
                Browser browser = Browser.start(lab.folder(), elsewhere.pid())) {
            PhoneResult proven = proven(lab, browser, "--for", "10s");
            proven.assertAccuses("phone-on-other-network", "192.168.2.23");
        }
    }

    @Test
    void aPhoneThatLeavesHalfWayHasSaidHalf(Lab lab) {
        lab.inhabit(World.PROCESSES);
        try (PhonePageScript proof = PhonePageScript.verify(lab, "--output", "json", "--lang", "en", "--for", "10s")) {
            try (Tab tab = lab.browser().open("en-GB")) {
                tab.go(proof.page());
                proof.awaitSaid("8000");
            }
            PhoneResult proven = PhoneResult.of(proof.end());
            assertEquals("ok", proven.phone().get(8000), proven.said());
            assertEquals("unknown", proven.phone().get(7881), proven.said());
            assertEquals(30, proven.exitCode(), "not all is well where not all was tried: " + proven.said());
        }
    }

    private static PhoneResult proven(Lab lab, String... options) {
        return proven(lab, lab.browser(), options);
    }

    private static PhoneResult proven(Lab lab, Browser browser, String... options) {
        var args = new ArrayList<>(List.of("--output", "json", "--lang", "en"));
        args.addAll(List.of(options));
        return PhoneResult.again(() -> {
            try (PhonePageScript proof = PhonePageScript.verify(lab, args.toArray(String[]::new)); Tab tab =
                    browser.open("en-GB")) {
                tab.go(proof.page());
                return PhoneResult.of(proof.end());
            }
        });
    }

    private static void broken(Lab lab, World world, Fault.Injection injection, Runnable work) {
        lab.inhabit(world);
        String untouched = lab.rules().gist();
        Fault.Heal heal = injection.inject(lab);
        try {
            work.run();
        } finally {
            heal.heal();
        }
        assertEquals(untouched, lab.rules().gist(), "the lab is healed");
    }
}
