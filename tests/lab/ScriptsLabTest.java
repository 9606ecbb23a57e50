package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import process.Ran;
import testing.RunbookSchema;
import testing.Turn;
import testing.Wait;

/** The scripts on a real machine, one after the other, as a person uses them. */
@LabTest
@Turn(5)
class ScriptsLabTest {

    private static final Fault.User ROOT = Fault.User.ROOT;

    /** A watch that looks every second needs three failures for its alarm, each as long as a diagnosis. */
    private static final Duration ALARM_LIMIT = Duration.ofSeconds(60);

    @Test
    void theBuiltInInventoryIsThatOfTheGuide(Lab lab) {
        lab.inhabit(World.CONTAINERS);
        var diagnosed = DiagnoseResult.read(Script.run(lab, ROOT, "runbook.Diagnose", "--output", "json"));
        assertEquals(List.of(), diagnosed.accusations(), diagnosed.ran().outText());
        assertEquals(0, diagnosed.exitCode(), ChangeSteps.said(diagnosed.ran()));
        assertEquals(5, diagnosed.endpoints().size());
    }

    @Test
    void whatDockerPublishesIsAnInventoryToo(Lab lab) {
        lab.inhabit(World.CONTAINERS);
        var diagnosed = DiagnoseResult.read(Script.run(lab, ROOT, "runbook.Diagnose", "--output", "json",
                "--discover"));
        // Docker does not say that an open connection is all that 7881 gives.
        assertEquals(List.of("answer-not-proven"), diagnosed.accusations().stream()
                .map(DiagnoseResult.Finding::id).toList(), diagnosed.ran().outText());
        assertEquals(Set.of(7881), diagnosed.endpoints().values().stream()
                .filter(endpoint -> endpoint.hops().containsValue("warn")).map(DiagnoseResult.Endpoint::port)
                .collect(Collectors.toSet()), diagnosed.ran().outText());
        assertEquals(LabService.allPorts().stream().sorted().toList(), List.copyOf(diagnosed.endpoints().keySet()));
    }

    @Test
    void verifyTellsASilentServiceFromTheOthers(Lab lab) {
        lab.inhabit(World.PROCESSES);
        Ran well = verify(lab);
        assertEquals(0, DiagnoseResult.read(well).exitCode(), ChangeSteps.said(well));
        lab.end(LabService.API);
        try {
            var diagnosed = DiagnoseResult.read(verify(lab));
            assertEquals(20, diagnosed.exitCode(), ChangeSteps.said(diagnosed.ran()));
            diagnosed.endpoints().values().forEach(endpoint ->
                    assertEquals(endpoint.port() == 8000, endpoint.brokenAt() != null, endpoint.toString()));
        } finally {
            lab.start(LabService.API);
        }
    }

    /** A phone that is there, one that is not, and one of another network: the machine tells them apart by itself. */
    @Test
    void diagnoseForOnePhoneSaysWhetherItIsThere(Lab lab) {
        lab.inhabit(World.PROCESSES);
        assertEquals(List.of(), accusations(lab, Lab.PHONE));
        assertEquals(List.of("client-isolation"), accusations(lab, "192.168.1.99"));
        assertEquals(List.of("phone-on-other-network"), accusations(lab, "192.168.2.23"));
    }

    private static List<String> accusations(Lab lab, String phone) {
        var diagnosed = DiagnoseResult.read(Script.run(lab, ROOT, "runbook.Diagnose", "--output", "json", "--services",
                services(lab), "--from", phone));
        assertEquals(0, diagnosed.exitCode(), diagnosed.ran().outText());
        return diagnosed.accusations().stream().map(DiagnoseResult.Finding::id).toList();
    }

    private static Ran verify(Lab lab) {
        return Script.run(lab, ROOT, "runbook.Verify", "--output", "json", "--services", services(lab));
    }

    /** A machine recorded while a rule kept the phone out is diagnosed the same where there is no such machine. */
    @Test
    void aRecordingSaysTheSameElsewhere(Lab lab) throws IOException {
        lab.inhabit(World.CONTAINERS);
        Path recording = lab.folder().resolve("recording");
        Fault.Heal heal = Commands.rules("iptables -I DOCKER-USER -p tcp --dport 8000 -j DROP").inject(lab);
        DiagnoseResult there;
        try {
            there = DiagnoseResult.read(Script.run(lab, ROOT, "runbook.Diagnose", "--output", "json", "--services",
                    services(lab), "--record", recording.toString()));
        } finally {
            heal.heal();
        }
        assertEquals("firewall-block-rule @ firewall", there.summary());
        lab.inhabit(World.PROCESSES);
        var here = DiagnoseResult.read(Script.run(lab, ROOT, "runbook.Diagnose", "--output", "json", "--services",
                services(lab), "--replay", recording.toString()));
        assertEquals(there.endpoints(), here.endpoints(), () -> here.ran().outText());
        assertEquals(there.exitCode(), here.exitCode());
    }

    @Test
    void withoutRootTheFirewallIsLeftAlone(Lab lab) {
        lab.inhabit(World.PROCESSES);
        Fault.Heal heal = Repair.closed("22").inject(lab);
        try {
            String before = lab.rules().exact();
            Ran ran = Script.run(lab, Fault.User.NOBODY, "runbook.FixFirewall", "--apply", "--yes", "--services",
                    services(lab));
            assertTrue(ran.end() instanceof Ran.Exited(int code) && (code == 77 || code == 30), ran.end()
                    + ran.outText() + ran.errText());
            assertEquals(before, lab.rules().exact());
        } finally {
            heal.heal();
        }
    }

    @Test
    void theMonitorTellsOfALossAndOfItsEnd(Lab lab) {
        lab.inhabit(World.CONTAINERS);
        // The usual stand-in's queue of connections is full after a round or two, and it loses the next when it goes on.
        lab.docker().run(LabService.API, LabService.API.publishing(),
                List.of("httpd", "-f", "-p", "8000", "-h", "/www"));
        Path log = lab.folder().resolve("monitor.log");
        // A first packet that is lost is sent again after a second (RFC 6298): that is no other cause.
        Process monitor = lab.machine().start(log, Script.words(lab, ROOT, "runbook.Monitor", List.of("--every", "1s",
                "--timeout", "1500ms", "--output", "json", "--services", services(lab))).toArray(String[]::new));
        try {
            await(log, "all five up", events -> events.stream().filter(is("up")).count() == 5);
            lab.docker().must("pause", LabService.API.container());
            await(log, "one down", events -> events.stream().anyMatch(is("down")));
            lab.docker().must("unpause", LabService.API.container());
            await(log, "one cleared", events -> events.stream().anyMatch(is("cleared")));
        } finally {
            Machine.end(monitor);
            lab.docker().healthy(LabService.API);
        }
        List<JsonObject> told = events(log).stream().filter(is("up").negate()).toList();
        assertEquals(2, told.size(), told.toString());
        told.forEach(event -> assertEquals(8000, event.get("port").getAsInt()));
        assertEquals("container", told.getFirst().get("brokenAt").getAsString());
        assertEquals("container-paused", told.getFirst().get("cause").getAsString());
    }

    private static void await(Path log, String what, Predicate<List<JsonObject>> seen) {
        Wait.until(what, ALARM_LIMIT, () -> seen.test(events(log)));
    }

    private static Predicate<JsonObject> is(String event) {
        return line -> line.get("event").getAsString().equals(event);
    }

    /** Whole lines only: the last one may be half-written. */
    private static List<JsonObject> events(Path log) {
        try {
            String text = Files.exists(log) ? Files.readString(log) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().filter(line -> line.startsWith("{"))
                    .map(RunbookSchema::document).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String services(Lab lab) {
        return lab.inventory("auto", false).toString();
    }
}
