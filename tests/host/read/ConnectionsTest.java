package host.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.Connection;
import host.Connection.Phase;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.Ran;
import testing.Project;

class ConnectionsTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.44");

    @Test
    void ofTheKernelsTable() {
        String table = new String(Project.fixture("linux/proc-net-tcp-phone.txt"), StandardCharsets.UTF_8);
        assertEquals(Fact.known(List.of(new Connection(HERE, PHONE, 0xA55E, 8000, Phase.OVER))),
                Connections.fromTable(table));
        assertEquals(Fact.known(List.of(new Connection(HERE, PHONE, 0xA55E, 8000, Phase.OPEN))),
                Connections.fromTable(table.replace("A55E 06", "A55E 01")));
        assertEquals(Fact.known(List.of(new Connection(HERE, PHONE, 0xA55E, 8000, Phase.BEGUN))),
                Connections.fromTable(table.replace("A55E 06", "A55E 03")));
        // This machine asks the phone.
        assertEquals(Fact.known(List.of()), Connections.fromTable(table.replace("A55E 06", "A55E 02")));
        assertInstanceOf(Fact.Unknown.class, Connections.fromTable(table.replace("A55E 06", "A55E")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"win-de-netstat-ano.utf8.txt", "win-de-netstat-ano.cp850-reencoded.txt",
        "win-es-netstat-ano.utf8.txt", "win-fr-netstat-ano-rancher-loopback-only.txt", "win10-en-jc-netstat-aon.txt"})
    void ofWindowsInEveryLanguage(String capture) {
        String text = Ran.decode(Project.fixture("netstat/" + capture));
        List<Connection> all = Connections.fromNetstat(text).toOptional().orElseThrow();
        long rows = text.lines().filter(line -> line.strip().matches("TCP .*"))
                .filter(line -> !line.matches(".*\\s(0\\.0\\.0\\.0|\\[::]):0\\s.*")).count();
        assertEquals(rows, all.size());
        assertTrue(all.stream().allMatch(each -> each.remotePort() > 0));
    }

    @Test
    void aHandshakeThatIsNotOverIsNone() {
        assertEquals(Fact.known(List.of(new Connection(HERE, PHONE, 54712, 8000, Phase.BEGUN),
                new Connection(HERE, PHONE, 54713, 8000, Phase.OPEN))), Connections.fromNetstat("""
                  TCP    192.168.1.44:8000      192.168.1.23:54712     SYN_RECEIVED    4
                  TCP    192.168.1.44:8000      192.168.1.23:54713     HERGESTELLT     4
                  TCP    0.0.0.0:8000           0.0.0.0:0              ABH\u00d6REN         4
                """));
    }
}
