package lab;

import static lab.Changing.assertExit;
import static lab.Changing.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import process.Ran;

/** {@code verify --phone} and a real browser on a phone that opens its page and touches nothing. */
@Tag("lab")
@ExtendWith(LabExtension.class)
class PhonePageLabTest {

    /** Every try of a page has its own limit; five of them one after the other, twice, end within this. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ENGLISH = "en-GB";
    private static final String FRENCH = "fr-FR";

    /** What a phone said is remembered, and is not to speak in other tests. */
    @AfterEach
    void forget(Lab lab) throws IOException {
        Files.deleteIfExists(Script.state(lab, Fault.User.ROOT).resolve("runbook").resolve("phones.json"));
    }

    @Test
    void allIsWellAndRemembered(Lab lab) {
        lab.inhabit(World.PROCESSES);
        Diagnosed proven = proven(lab);
        assertEquals(0, proven.exitCode(), said(proven));
        assertEquals(everywhere("ok"), phoneHops(proven), said(proven));
        assertEquals(List.of(), proven.accusations());

        Diagnosed later = diagnosed(lab);
        assertEquals(everywhere("ok"), phoneHops(later), said(later));
        assertTrue(later.findings().stream().noneMatch(finding -> finding.id().equals("not-proven-from-a-phone")),
                said(later));
        Diagnosed other = Diagnosed.read(Script.run(lab, Fault.User.ROOT, "runbook.Diagnose", "--output", "json"));
        assertEquals(0, other.exitCode(), said(other));
    }

    private static Diagnosed proven(Lab lab, String... options) {
        try (Proof proof = Proof.verify(lab, "--output", "json", "--lang", "en"); Tab tab = lab.browser().open(ENGLISH)) {
            tab.go(proof.page());
            return Diagnosed.read(proof.end());
        }
    }

    private static Diagnosed diagnosed(Lab lab) {
        return Diagnosed.read(Script.run(lab, Fault.User.ROOT, "runbook.Diagnose", "--output", "json", "--lang", "en",
                "--services", lab.inventory("auto", false).toString()));
    }

    /** Port to the phone's hop. */
    private static Map<Integer, String> phoneHops(Diagnosed diagnosed) {
        var hops = new TreeMap<Integer, String>();
        diagnosed.endpoints().forEach((port, endpoint) -> hops.put(port, endpoint.hops().get("phone")));
        return hops;
    }

    private static Map<Integer, String> everywhere(String result) {
        var hops = new TreeMap<Integer, String>();
        StandIn.allPorts().forEach(port -> hops.put(port, result));
        return hops;
    }

    private static String said(Diagnosed diagnosed) {
        return diagnosed.ran().outText() + diagnosed.ran().errText();
    }
}
