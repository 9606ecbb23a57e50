package path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.Listener;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortListenersTest {

    private static Listener of(long pid, String program, String address) {
        return new Listener(Protocol.TCP, address, 8000, Optional.of(pid), Optional.of(program));
    }

    /** @param bound addresses of sockets, in the order of netstat */
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "192.168.1.44, 0.0.0.0 192.168.1.44, 192.168.1.44",
        "192.168.1.44, 192.168.1.44 0.0.0.0 ::, 192.168.1.44",
        "192.168.1.44, 0.0.0.0 127.0.0.1 ::1, 0.0.0.0",
        "192.168.1.44, :: 0.0.0.0, 0.0.0.0",
        "192.168.1.44, ::, ::",
        "192.168.1.44, 10.8.0.2 127.0.0.1 ::1, -",
        "127.0.0.1, 0.0.0.0 192.168.1.44, 0.0.0.0",
        "127.0.0.1, 0.0.0.0 127.0.0.1, 127.0.0.1",
        "::1, 0.0.0.0 :: ::1, ::1",
        "::1, 0.0.0.0 ::, ::",
        "::1, 0.0.0.0 127.0.0.1, -"})
    void theNarrowestAddressTakesIt(String to, String bound, String taking) {
        var all = Stream.of(bound.split(" ")).map(address -> of(address.length(), "a.exe", address)).toList();
        assertEquals(Optional.ofNullable(taking).stream().toList(), new PortListeners(all)
                .taking(InetAddress.ofLiteral(to)).stream().map(Listener::address).toList());
    }

    @Test
    void socketsThatAreBoundAlikeShareIt() {
        List<Listener> both = List.of(of(1, "a.exe", "0.0.0.0"), of(2, "b.exe", "0.0.0.0"));
        assertEquals(both, new PortListeners(both).taking(InetAddress.ofLiteral("192.168.1.44")));
    }

    @ParameterizedTest
    @CsvSource({"java.exe, 1, node.exe, 2, true", "node.exe, 1, node.exe, 2, true", "node.exe, 1, node.exe, 1, false",
        "com.docker.backend.exe, 1, wslrelay.exe, 2, false", "WSLHost.exe, 1, svchost.exe, 2, false",
        "com.docker.backend.exe, 1, Com.Docker.Proxy.exe, 2, false", "docker-proxy, 1, docker-proxy, 2, false",
        "com.docker.backend.exe, 1, java.exe, 2, true"})
    void twoProcessesAreApartUnlessTheyLeadToOneService(String one, long pid, String other, long otherPid,
            boolean apart) {
        assertEquals(apart, PortListeners.apart(of(pid, one, "0.0.0.0"), of(otherPid, other, "127.0.0.1")));
        assertEquals(apart, PortListeners.apart(of(otherPid, other, "127.0.0.1"), of(pid, one, "0.0.0.0")));
    }

    @Test
    void processesThatTheSystemDoesNotTellMayBeOne() {
        var untold = new Listener(Protocol.TCP, "0.0.0.0", 8000, Optional.empty(), Optional.empty());
        assertFalse(PortListeners.apart(untold, of(1, "java.exe", "127.0.0.1")));
        assertTrue(PortListeners.apart(of(2, "node.exe", "0.0.0.0"), of(1, "java.exe", "127.0.0.1")));
    }
}
