package phone.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phone.evidence.ConntrackEntry.Kind;
import testing.Project;

class ConntrackEntryTest {
    private static final InetAddress HOST = InetAddress.ofLiteral("192.168.1.44");

    private static List<ConntrackEntry> parsed(String fixture) {
        return new String(Project.fixture("conntrack/" + fixture), StandardCharsets.UTF_8).lines()
                .map(ConntrackEntry::parse).flatMap(Optional::stream).toList();
    }

    private static ConnectionLog.Attempt attempt(int from, int port, Protocol protocol) {
        return new ConnectionLog.Attempt(InetAddress.ofLiteral("192.168.1.23"), from, new ServicePort(protocol, port));
    }

    @Test
    void events() {
        ConnectionLog.Attempt taken = attempt(48840, 8000, Protocol.TCP);
        List<ConntrackEntry> all = parsed("events.txt");
        ConnectionLog.Attempt refused = attempt(all.get(6).attempt().from(), 8002, Protocol.TCP);
        assertEquals(List.of(
                new ConntrackEntry(taken, HOST, new ConnectionProgress.LetIn(), Kind.BEGINS, false),
                new ConntrackEntry(taken, HOST, new ConnectionProgress.Answered(), Kind.LATER, false),
                new ConntrackEntry(taken, HOST, ConnectionProgress.Ended.CONNECTED, Kind.LATER, true),
                new ConntrackEntry(taken, HOST, ConnectionProgress.Ended.CONNECTED, Kind.LATER, false),
                new ConntrackEntry(taken, HOST, ConnectionProgress.Ended.CONNECTED, Kind.LATER, false),
                new ConntrackEntry(taken, HOST, ConnectionProgress.Ended.CONNECTED, Kind.LATER, false),
                new ConntrackEntry(refused, HOST, new ConnectionProgress.LetIn(), Kind.BEGINS, false),
                new ConntrackEntry(refused, HOST, ConnectionProgress.Ended.REFUSED, Kind.LATER, false),
                new ConntrackEntry(attempt(60076, 7882, Protocol.UDP), HOST, new ConnectionProgress.Came(), Kind.BEGINS,
                false),
                // By the port that the phone asked for, not by the container's.
                new ConntrackEntry(attempt(32904, 7880, Protocol.TCP), HOST, new ConnectionProgress.LetIn(), Kind.BEGINS,
                        false),
                new ConntrackEntry(attempt(42788, 7882, Protocol.UDP), HOST, new ConnectionProgress.Came(), Kind.LATER,
                false)), all);
    }

    @Test
    void theTableSaysTheSameInBothForms() {
        List<ConntrackEntry> table = parsed("table.txt");
        assertEquals(List.copyOf(table), parsed("proc.txt"));
        assertEquals(List.of(ConnectionProgress.Ended.CONNECTED, ConnectionProgress.Ended.CONNECTED,
                new ConnectionProgress.Came(), new ConnectionProgress.LetIn()),
                table.stream().map(ConntrackEntry::progress).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "conntrack v1.4.7 (conntrack-tools): 9 flow entries have been shown.",
        // Came upon half-way: nobody here saw it made.
        "tcp 6 300 ESTABLISHED src=192.168.1.23 dst=192.168.1.44 sport=1 dport=8000 [UNREPLIED] src=192.168.1.44 "
                + "dst=192.168.1.23 sport=8000 dport=1 mark=0 use=1",
        // It timed out: that nobody answered was told before.
        "[DESTROY] tcp 6 0 SYN_SENT src=192.168.1.23 dst=192.168.1.44 sport=1 dport=8000 [UNREPLIED] "
                + "src=192.168.1.44 dst=192.168.1.23 sport=8000 dport=1",
        // An older kernel, which does not say how it ended.
        "[DESTROY] tcp 6 src=192.168.1.23 dst=192.168.1.44 sport=1 dport=8000 [UNREPLIED] src=192.168.1.44 "
                + "dst=192.168.1.23 sport=8000 dport=1",
        "[NEW] icmp 1 30 src=192.168.1.23 dst=192.168.1.44 type=8 code=0 id=1 [UNREPLIED]",
        "[NEW] tcp 6 120 SYN_SENT src=nowhere dst=192.168.1.44 sport=1 dport=8000",
        "[NEW] tcp 6 120 SYN_SENT src=192.168.1.23 dst=192.168.1.44 sport=1 dport=99999",
        "[NEW] tcp 6 120 SYN_SENT src=192.168.1.23"})
    void whatSaysNothingIsLeftOut(String line) {
        assertEquals(Optional.empty(), ConntrackEntry.parse(line));
    }
}
