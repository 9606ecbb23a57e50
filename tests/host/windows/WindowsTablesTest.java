package host.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.Adapter;
import host.AdapterKind;
import host.Listener;
import host.Neighbour;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.Ran;
import testing.Mutations;
import testing.Project;

class WindowsTablesTest {

    private static Fact<List<Listener>> parse(byte[] bytes) {
        return WindowsTables.listeners(Ran.decode(bytes), Map.of());
    }

    private static List<Listener> listeners(String fixture) {
        return switch (parse(Project.fixture("netstat/" + fixture))) {
            case Fact.Known<List<Listener>>(List<Listener> list) -> list;
            case Fact.Unknown<List<Listener>>(var cause) -> throw new AssertionError(cause);
        };
    }

    /** Counts taken from the files with awk: TCP rows with nobody at the other end, UDP rows that name no peer. */
    @ParameterizedTest
    @CsvSource({"win-de-netstat-ano.utf8.txt, 25, 10", "win-de-netstat-ano.cp850-reencoded.txt, 25, 10",
        "win-es-netstat-ano.utf8.txt, 49, 84", "win10-en-jc-netstat-aon.txt, 39, 137",
        "win10-en-jc-netstat-aonb.txt, 51, 204",
        "win-fr-netstat-ano-rancher-loopback-only.txt, 2, 0", "win-en-netstat-portproxy-listener.txt, 1, 0",
        "win-en-netstat-anb-docker-backend.txt, 1, 0", "win-fr-netstat-ab-excerpt2.txt, 4, 0"})
    void everyListenerOfEveryLanguage(String fixture, int tcp, int udp) {
        List<Listener> listeners = listeners(fixture);
        assertEquals(tcp, listeners.stream().filter(one -> one.protocol() == Protocol.TCP).count());
        assertEquals(udp, listeners.stream().filter(one -> one.protocol() == Protocol.UDP).count());
    }

    @Test
    void aGermanRowInCodePage850() {
        assertEquals(new Listener(Protocol.TCP, "0.0.0.0", 80, Optional.of(4L), Optional.of("System")),
                listeners("win-de-netstat-ano.cp850-reencoded.txt").getFirst());
        assertEquals(listeners("win-de-netstat-ano.utf8.txt"), listeners("win-de-netstat-ano.cp850-reencoded.txt"));
    }

    @Test
    void aPortOnLoopbackOnlyHasTwoListenersAndTheNameOfItsProcess() {
        String text = Ran.decode(Project.fixture("netstat/win-fr-netstat-ano-rancher-loopback-only.txt"));
        assertEquals(Fact.known(List.of(
                new Listener(Protocol.TCP, "127.0.0.1", 38080, Optional.of(15452L), Optional.of("wslhost.exe")),
                new Listener(Protocol.TCP, "::1", 38080, Optional.of(15452L), Optional.of("wslhost.exe")))),
                WindowsTables.listeners(text, Map.of(15452L, new Listener.Program("wslhost.exe", Optional.empty()))));
    }

    @Test
    void theZoneOfALinkLocalAddressIsNoPartOfIt() {
        assertTrue(WindowsTables.listeners("  UDP    [fe80::b5a7:87fc:c1a7:1ef%12]:1900  *:*    5612\r\n", Map.of())
                .equals(Fact.known(List.of(new Listener(Protocol.UDP, "fe80::b5a7:87fc:c1a7:1ef", 1900,
                        Optional.of(5612L), Optional.empty())))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP", "TCP    0.0.0.0:135", "TCP    0.0.0.0:x  0.0.0.0:0  LISTENING 4",
        "UDP 1.2.3.4 *:* 1"})
    void aRowThatIsNotUnderstoodLeavesNothingKnown(String line) {
        assertInstanceOf(Fact.Unknown.class, WindowsTables.listeners(line + "\r\n", Map.of()));
    }

    @Test
    void whoListensOnAPortOfDockerDesktop() {
        assertEquals(List.of(new Listener(Protocol.TCP, "0.0.0.0", 80, Optional.empty(), Optional.empty())),
                listeners("win-en-netstat-anb-docker-backend.txt"));
    }

    /** Two with names of hosts, one with an address that somebody masked with letters, three that are no netstat. */
    @ParameterizedTest
    @ValueSource(strings = {"win-fr-netstat-abo-excerpt.txt", "win-en-netstat-ab-wsl-issue7377.txt",
        "win10-en-jc-netstat.txt", "win10-en-jc-netstat-an.txt", "win-fr-tasklist-wslhost.txt",
        "docker-desktop-port-owner-evidence.txt", "Get-NetTCPConnection.ConvertTo-Json.json"})
    void whatIsNoTableOfAddressesLeavesNothingKnown(String fixture) {
        assertInstanceOf(Fact.Unknown.class, parse(Project.fixture("netstat/" + fixture)));
    }

    static Stream<String> captures() {
        return Project.files("tests/fixtures/netstat", "").stream();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void mutilatedOutputNeverInventsAListener(String file) {
        byte[] real = Project.fixture(file.substring("tests/fixtures/".length()));
        for (byte[] bytes : Mutations.of(real, 200, 11)) {
            if (parse(bytes) instanceof Fact.Known<List<Listener>>(List<Listener> listeners)) {
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                for (Listener one : listeners) {
                    assertTrue(text.contains(":" + one.port()) || text.contains(":0" + one.port()), one.toString());
                    one.pid().ifPresent(pid -> assertTrue(text.contains("" + pid), one.toString()));
                }
            }
        }
    }

    /** Made by hand after the layout that arp prints; "dynamique" is what a French system says. */
    @Test
    void neighboursAreDevicesAndNotBroadcasts() {
        var wifi = new Adapter("Wi-Fi", "Intel", List.of(Cidr.parse("192.168.1.44/24")), Adapter.Link.UP,
                AdapterKind.ETHERNET);
        assertEquals(List.of(new Neighbour("192.168.1.23", "Wi-Fi", true), new Neighbour("172.28.16.2", "", true)),
                WindowsTables.neighbours("\r\nInterface\u00a0: 192.168.1.44 --- 0x5\r\n"
                        + "  Adresse Internet      Adresse physique      Type\r\n"
                        + "  192.168.1.23          5a-4c-11-03-9e-72     dynamique\r\n"
                        + "  192.168.1.255         ff-ff-ff-ff-ff-ff     statique\r\n"
                        + "  224.0.0.22            01-00-5e-00-00-16     statique\r\n"
                        + "\r\nInterface\u00a0: 172.28.16.1 --- 0x2b\r\n"
                        + "  172.28.16.2           00-15-5d-00-00-01     dynamique\r\n", List.of(wifi)));
    }
}
