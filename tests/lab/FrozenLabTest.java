package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import testing.Turn;

/** Services that are frozen, of which nobody said how they show that they are well: the kernel still accepts. */
@LabTest
@Turn(5)
class FrozenLabTest {

    @Test
    void aContainerBehindDockersProxy(Lab lab) throws IOException {
        lab.inhabit(World.CONTAINERS);
        assertEquals(Map.of(8000, "ok ok", 7880, "ok ok"), seen(lab, "ok", List.of()));
        inside(lab, "STOP");
        try {
            assertEquals(Map.of(8000, "warn warn", 7880, "ok ok"), seen(lab, "warn", List.of("answer-not-proven")));
        } finally {
            inside(lab, "CONT");
        }
        assertEquals(Map.of(8000, "ok ok", 7880, "ok ok"), seen(lab, "ok", List.of()));
    }

    /** Every process of the container but its first, which only waits for the others. */
    private static void inside(Lab lab, String signal) {
        lab.docker().must("exec", LabService.API.container(), "sh", "-c", "kill -" + signal + " -1");
    }

    private static Map<Integer, String> seen(Lab lab, String verdict, List<String> findings) throws IOException {
        Path services = Files.writeString(lab.folder().resolve("raw.yaml"),
                "services: [{name: API, port: 8000}, {name: LiveKit, port: 7880}]\n");
        var diagnosed = DiagnoseResult.read(Script.run(lab, Fault.User.ROOT, "runbook.Diagnose", "--output", "json",
                "--lang", "en", "--services", services.toString()));
        assertEquals(List.of(verdict, 0), List.of(diagnosed.verdict(), diagnosed.exitCode()),
                diagnosed.ran().outText());
        assertEquals(findings, diagnosed.accusations().stream().map(DiagnoseResult.Finding::id).toList());
        var hops = new TreeMap<Integer, String>();
        diagnosed.endpoints().forEach((port, endpoint) ->
                hops.put(port, endpoint.hops().get("loopback") + " " + endpoint.hops().get("address")));
        return hops;
    }
}
