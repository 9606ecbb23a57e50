package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Ran;
import testing.Turn;
import testing.Wait;

/** What diagnose advises where Docker's networks or NAT rules are to blame is pasted, and the phone gets in. */
@LabTest
@Turn(3)
class ProxyRemedyLabTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Set<String> OF_DOCKERS_NETWORK = Set.of("network-internal", "network-publishes-nothing",
            "container-without-network", "network-missing", "bridge-missing", "nat-rules-missing");

    static Stream<Fault> faults() {
        return ProxyFaults.ofContainers().stream()
                .filter(fault -> fault.ids().stream().anyMatch(OF_DOCKERS_NETWORK::contains))
                .filter(fault -> fault.name().contains(System.getProperty("lab.fault", "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void letsThePhoneIn(Fault fault, Lab lab) {
        lab.inhabit(fault.world());
        Fault.Heal heal = fault.injection().inject(lab);
        try {
            assertNotEquals(Answer.OK, lab.askPhone(PATIENCE).get(8000), "the phone before");
            List<String> lines = advised(lab);
            assertNotEquals(List.of(), lines, "lines to paste");
            lines.forEach(line -> paste(lab, line));
            Wait.until("the phone to get in after " + lines, Docker.STATE_LIMIT,
                    () -> lab.askPhone(PATIENCE).get(8000) == Answer.OK);
            assertEquals(List.of(), DiagnoseResult.read(diagnose(lab)).accusations().stream()
                    .map(DiagnoseResult.Finding::text).filter(text -> text.contains(LabService.API.title())).toList());
        } finally {
            heal.heal();
        }
    }

    private static Ran diagnose(Lab lab) {
        return Script.run(lab, Fault.User.ROOT, "runbook.Diagnose", "--output", "json", "--lang", "en", "--timeout",
                "1s", "--services", lab.inventory("auto", true).toString());
    }

    /** The lines of the one finding, for bash, in their order. */
    private static List<String> advised(Lab lab) {
        JsonObject finding = objects(DiagnoseResult.read(diagnose(lab)).document(), "findings")
                .filter(one -> one.get("severity").getAsString().equals("fail")).findFirst().orElseThrow();
        return objects(finding, "remedies").flatMap(remedy -> objects(remedy, "commands"))
                .filter(command -> command.get("shell").getAsString().equals("bash"))
                .map(command -> command.get("run").getAsString()).toList();
    }

    private static Stream<JsonObject> objects(JsonObject parent, String key) {
        return StreamSupport.stream(parent.getAsJsonArray(key).spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    /** The lab's daemon is no unit of systemd: it is restarted as systemd would, and containers stay stopped. */
    private static void paste(Lab lab, String line) {
        if (line.equals("sudo systemctl restart docker")) {
            lab.docker().restartDaemon();
        } else {
            assertTrue(line.startsWith("docker "), line);
            lab.docker().must(line.substring("docker ".length()).split(" "));
        }
    }
}
