package host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import host.Neighbour;
import java.util.List;
import org.junit.jupiter.api.Test;
import process.Fact;
import process.Ran;
import testing.Mutations;
import testing.Project;

class ProcNetTest {
    private static final String HEAD =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    @Test
    void theDefaultRouteWithTheLowestMetricWins() {
        assertEquals(Fact.known(List.of("tun9", "fe0")),
                ProcNet.defaultRoutes(Ran.decode(Project.fixture("linux/proc-net-route.txt"))));
    }

    @Test
    void aRouteToOneNetworkOrOneThatRejectsIsNone() {
        assertEquals(Fact.known(List.of()), ProcNet.defaultRoutes(HEAD
                + "eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
                + "wg0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0\n"
                + "*\t00000000\t00000000\t0201\t0\t0\t0\t00000000\t0\t0\t0\n"));
        assertEquals(Fact.known(List.of()), ProcNet.defaultRoutes(HEAD));
    }

    @Test
    void neighboursThatAnsweredAndThatDidNot() {
        assertEquals(Fact.known(List.of(new Neighbour("172.17.0.3", "docker0", true))),
                ProcNet.neighbours(Ran.decode(Project.fixture("linux/proc-net-arp.txt"))));
        assertEquals(Fact.known(List.of(new Neighbour("192.168.1.23", "eth0", false))), ProcNet.neighbours(
                "IP address       HW type     Flags       HW address            Mask     Device\n"
                + "192.168.1.23     0x1         0x0         00:00:00:00:00:00     *        eth0\n"));
    }

    @Test
    void theEffectiveUserDecides() {
        assertEquals(Fact.known(true), ProcNet.root("Name:\tjava\nUid:\t1000\t0\t0\t0\n"));
        assertEquals(Fact.known(false), ProcNet.root("Name:\tjava\nUid:\t0\t1000\t0\t1000\n"));
        assertInstanceOf(Fact.Unknown.class, ProcNet.root(""));
    }

    @Test
    void mutilatedTablesNeverThrow() {
        for (byte[] bytes : Mutations.of(Project.fixture("linux/proc-net-route.txt"), 200, 3)) {
            if (ProcNet.defaultRoutes(Ran.decode(bytes)) instanceof Fact.Known<List<String>>(var names)) {
                assertEquals(List.of(), names.stream().filter(name -> !Ran.decode(bytes).contains(name)).toList());
            }
        }
        for (byte[] bytes : Mutations.of(Project.fixture("linux/proc-net-arp.txt"), 200, 3)) {
            ProcNet.neighbours(Ran.decode(bytes));
        }
    }
}
