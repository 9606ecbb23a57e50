package host.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import host.Listener;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.Ran;
import testing.Mutations;
import testing.Project;

class ListenerTablesTest {

    private static String text(String fixture) {
        return Ran.decode(Project.fixture(fixture));
    }

    private static List<Listener> known(Fact<List<Listener>> fact) {
        return switch (fact) {
            case Fact.Known<List<Listener>>(List<Listener> list) -> list;
            case Fact.Unknown<List<Listener>>(var cause) -> throw new AssertionError(cause);
        };
    }

    private static Listener listener(Protocol protocol, String address, int port, long pid, String program) {
        return new Listener(protocol, address, port, Optional.of(pid), Optional.of(program));
    }

    private static Set<String> sockets(List<Listener> listeners) {
        return listeners.stream().map(one -> one.protocol() + " " + one.address() + " " + one.port())
                .collect(Collectors.toSet());
    }

    @Test
    void ssTellsAddressPortAndProcess() {
        List<Listener> listeners = known(ListenerTables.fromSs(text("linux/ss-docker-host.txt")));
        assertEquals(16, listeners.size());
        assertTrue(listeners.containsAll(List.of(
                listener(Protocol.UDP, "127.0.0.53", 53, 17664, "python3"),
                listener(Protocol.UDP, "::", 5353, 17664, "python3"),
                listener(Protocol.TCP, "127.0.0.1", 8001, 11895, "docker-proxy"),
                listener(Protocol.TCP, "0.0.0.0", 8000, 12457, "docker-proxy"),
                listener(Protocol.TCP, "::", 8000, 12463, "docker-proxy"),
                listener(Protocol.TCP, "::", 8080, 17664, "python3"),
                listener(Protocol.TCP, "::1", 8082, 17664, "python3"),
                listener(Protocol.TCP, "127.0.0.1", 8084, 17664, "python3"),
                listener(Protocol.TCP, "fe80::9404:63ff:fe7d:bff8", 8085, 17664, "python3"))), listeners.toString());
    }

    @Test
    void netstatTellsTheSameAsSs() {
        assertEquals(new HashSet<>(known(ListenerTables.fromSs(text("linux/ss-docker-host.txt")))),
                new HashSet<>(known(ListenerTables.fromNetstat(text("linux/netstat-docker-host.txt")))));
    }

    @Test
    void withoutRightsTheProcessIsUnknownAndNothingElse() {
        Set<Listener> nameless = known(ListenerTables.fromSs(text("linux/ss-docker-host.txt"))).stream()
                .map(one -> new Listener(one.protocol(), one.address(), one.port(), Optional.empty(), Optional.empty()))
                .collect(Collectors.toSet());
        assertEquals(nameless, new HashSet<>(known(ListenerTables.fromSs(text("linux/ss-not-root.txt")))));
        assertEquals(nameless, new HashSet<>(known(ListenerTables.fromNetstat(text("linux/netstat-not-root.txt")))));
    }

    @Test
    void theKernelsTablesHoldTheSameSocketsAndNoConnections() {
        List<Listener> all = Stream.of(known(ListenerTables.fromTable(text("linux/proc-net-tcp.txt"), Protocol.TCP)),
                known(ListenerTables.fromTable(text("linux/proc-net-tcp6.txt"), Protocol.TCP)),
                known(ListenerTables.fromTable(text("linux/proc-net-udp.txt"), Protocol.UDP)),
                known(ListenerTables.fromTable(text("linux/proc-net-udp6.txt"), Protocol.UDP)))
                .flatMap(List::stream).toList();
        assertEquals(sockets(known(ListenerTables.fromSs(text("linux/ss-docker-host.txt")))), sockets(all));
        assertEquals(16, all.size());
    }

    @Test
    void theFirstOfSeveralProcessesNamesTheSocketAndOddNamesStayWhole() {
        assertEquals(List.of(listener(Protocol.TCP, "0.0.0.0", 80, 12, "nginx")), known(ListenerTables.fromSs(
                "tcp LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:((\"nginx\",pid=12,fd=6),(\"nginx\",pid=13,fd=6))\n")));
        assertEquals(List.of(listener(Protocol.TCP, "0.0.0.0", 80, 12, "a \"b\" (c)")), known(ListenerTables.fromSs(
                "tcp LISTEN 0 511 0.0.0.0:80 0.0.0.0:* users:((\"a \"b\" (c)\",pid=12,fd=6))\n")));
        assertEquals(List.of(listener(Protocol.TCP, "::", 80, 12, "python3 -m x")), known(ListenerTables.fromNetstat(
                "tcp6  0  0 :::80  :::*  LISTEN  12/python3 -m x\n")));
    }

    /** prctl(2), PR_SET_NAME: fifteen bytes of any kind. */
    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\n", "x\ntcp LISTEN 0", "a))\nb", "x,fd=1))\n", "a\rb", "  ", "(", "\"", "\n\n\n",
        "a\u2028b", "\t\u000b"})
    void aProcessMayBeCalledAnything(String name) {
        String rows = "udp UNCONN 0 0 0.0.0.0:53 0.0.0.0:*\n"
                + "tcp LISTEN 0 5 0.0.0.0:80 0.0.0.0:* users:((\"" + name + "\",pid=12,fd=6))\n"
                + "tcp LISTEN 0 5 0.0.0.0:81 0.0.0.0:* users:((\"" + name + "\",pid=13,fd=6),(\"" + name
                + "\",pid=14,fd=6))\n";
        List<Listener> all = known(ListenerTables.fromSs(rows));
        assertEquals(List.of(53, 80, 81), all.stream().map(Listener::port).toList());
        assertEquals(List.of(Optional.empty(), Optional.of(12L), Optional.of(13L)),
                all.stream().map(Listener::pid).toList());
        assertEquals(name.isBlank() ? Optional.empty() : Optional.of(name), all.get(1).program());
    }

    @Test
    void aNameThatHoldsAnOwnerIsNobodys() {
        Listener one = known(ListenerTables.fromSs("tcp LISTEN 0 5 0.0.0.0:80 0.0.0.0:* "
                + "users:((\"\",pid=1,fd=1))\n\",pid=12,fd=6))\ntcp LISTEN 0 5 0.0.0.0:81 0.0.0.0:*\n")).getFirst();
        assertEquals(new Listener(Protocol.TCP, "0.0.0.0", 80, Optional.empty(), Optional.empty()), one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp LISTEN 0 511 0.0.0.0:http 0.0.0.0:*", "tcp LISTEN 0", "raw UNCONN 0 0 0.0.0.0:1 *:*",
        "tcp LISTEN 0 511 0.0.0.0:70000 0.0.0.0:*", "\u0000\u0001binary"})
    void aRowThatIsNotUnderstoodLeavesNothingKnown(String line) {
        assertInstanceOf(Fact.Unknown.class, ListenerTables.fromSs("tcp LISTEN 0 1 0.0.0.0:1 0.0.0.0:*\n" + line
                + "\n"));
    }

    @Test
    void nobodyListensIsAnAnswer() {
        assertEquals(Fact.known(List.of()), ListenerTables.fromSs(""));
        assertEquals(Fact.known(List.of()), ListenerTables.fromNetstat("Proto Recv-Q Send-Q Local Address\n"));
    }

    @Test
    void mutilatedOutputNeverInventsAListener() {
        check("linux/ss-docker-host.txt", ListenerTables::fromSs);
        check("linux/netstat-docker-host.txt", ListenerTables::fromNetstat);
    }

    private static void check(String fixture, Function<String, Fact<List<Listener>>> parser) {
        for (byte[] bytes : Mutations.of(Project.fixture(fixture), 200, 7)) {
            if (parser.apply(Ran.decode(bytes)) instanceof Fact.Known<List<Listener>>(List<Listener> listeners)) {
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                for (Listener one : listeners) {
                    assertTrue(text.contains(":" + one.port()) || text.contains(":0" + one.port()), one.toString());
                    one.program().ifPresent(name -> assertTrue(text.contains(
                            new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
                            || !StandardCharsets.US_ASCII.newEncoder().canEncode(name), name));
                }
            }
        }
    }
}
