package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import process.Ran;

/** The script for the phone's shell, run by Android's own shell and toybox in the phone's network. */
@LabTest
class AdbLabTest {

    private static DiagnoseResult verify(Lab lab) throws IOException {
        try (Cable cable = Cable.plug(lab)) {
            Ran ran = cable.verify(lab, "--adb", "--output", "json", "--services",
                    lab.inventory("auto", false).toString());
            return DiagnoseResult.read(ran);
        }
    }

    private static TreeMap<Integer, String> phone(DiagnoseResult diagnosed) {
        var hops = new TreeMap<Integer, String>();
        diagnosed.endpoints().forEach((port, endpoint) -> hops.put(port, endpoint.hops().get("phone")));
        return hops;
    }

    @Test
    void aPhoneThatGetsThroughEverywhere(Lab lab) throws IOException {
        lab.inhabit(World.PROCESSES);

        DiagnoseResult diagnosed = verify(lab);

        assertEquals(0, diagnosed.exitCode(), ChangeSteps.said(diagnosed.ran()));
        assertEquals(Set.of("ok"), new TreeSet<>(phone(diagnosed).values()), ChangeSteps.said(diagnosed.ran()));
        String asked = diagnosed.findings().stream().filter(found -> found.id().equals("phone-asked-by-adb"))
                .map(DiagnoseResult.Finding::text).findFirst().orElseThrow();
        assertTrue(asked.contains(Lab.PHONE) && asked.contains("wlan0"), asked);
    }

    /** One port dropped, one rejected, one answered by ICMP as if the machine were not there, one without a service. */
    @Test
    void everyFailureIsToldFromTheOthers(Lab lab) throws Exception {
        lab.inhabit(World.PROCESSES);
        lab.end(LabService.LIVEKIT);
        Fault.Heal heal = Commands.rules("iptables -I INPUT 1 -i eth0 -p tcp --dport 5002 -j DROP",
                "iptables -I INPUT 1 -i eth0 -p tcp --dport 8000 -j REJECT --reject-with tcp-reset",
                "iptables -I INPUT 1 -i eth0 -p tcp --dport 8001 -j REJECT --reject-with icmp-host-unreachable")
                .inject(lab);
        try {
            DiagnoseResult diagnosed = verify(lab);
            String all = ChangeSteps.said(diagnosed.ran());

            assertEquals(20, diagnosed.exitCode(), all);
            assertEquals(List.of("fail"), phone(diagnosed).values().stream().distinct().toList(), all);
            assertTrue(all.contains("tried 5002 at 192.168.1.44: no answer within 4 s"), all);
            assertTrue(all.contains("tried 8000 at 192.168.1.44: connection refused"), all);
            assertTrue(all.contains("tried 8001 at 192.168.1.44: no route to this machine"), all);
            diagnosed.endpoints().values().stream()
                    .filter(endpoint -> endpoint.port() < 7880 || endpoint.port() >= 8000)
                    .forEach(endpoint -> assertEquals("firewall-block-rule", endpoint.cause(), all));
        } finally {
            heal.heal();
            lab.start(LabService.LIVEKIT);
        }
    }
}
