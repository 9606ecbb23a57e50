package evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inventory.Protocol;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Project;

class TrackingTest {
    private static final InetAddress HOST = InetAddress.ofLiteral("192.168.1.44");

    private static List<Tracking> parsed(String fixture) {
        return new String(Project.fixture("conntrack/" + fixture), StandardCharsets.UTF_8).lines()
                .map(Tracking::parse).flatMap(Optional::stream).toList();
    }

    private static ConnectionAttempt attempt(int from, int port, Protocol protocol) {
        return new ConnectionAttempt(InetAddress.ofLiteral("192.168.1.23"), from, new Port(protocol, port));
    }

    @Test
    void events() {
        ConnectionAttempt taken = attempt(48840, 8000, Protocol.TCP);
        List<Tracking> all = parsed("events.txt");
        ConnectionAttempt refused = attempt(all.get(6).attempt().from(), 8002, Protocol.TCP);
        assertEquals(List.of(
                new Tracking(taken, HOST, new Course.LetIn(), false, false),
                new Tracking(taken, HOST, new Course.Answered(), true, false),
                new Tracking(taken, HOST, Course.Ended.CONNECTED, true, true),
                new Tracking(taken, HOST, Course.Ended.CONNECTED, true, false),
                new Tracking(taken, HOST, Course.Ended.CONNECTED, true, false),
                new Tracking(taken, HOST, Course.Ended.CONNECTED, true, false),
                new Tracking(refused, HOST, new Course.LetIn(), false, false),
                new Tracking(refused, HOST, Course.Ended.REFUSED, true, false),
                new Tracking(attempt(60076, 7882, Protocol.UDP), HOST, new Course.Came(), false, false),
                // By the port that the phone asked for, not by the container's.
                new Tracking(attempt(32904, 7880, Protocol.TCP), HOST, new Course.LetIn(), false, false),
                new Tracking(attempt(42788, 7882, Protocol.UDP), HOST, new Course.Came(), true, false)), all);
    }

    @Test
    void theTableSaysTheSameInBothForms() {
        List<Tracking> table = parsed("table.txt");
        assertEquals(List.copyOf(table), parsed("proc.txt"));
        assertEquals(List.of(Course.Ended.CONNECTED, Course.Ended.CONNECTED, new Course.Came(), new Course.LetIn()),
                table.stream().map(Tracking::course).toList());
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
        assertEquals(Optional.empty(), Tracking.parse(line));
    }
}
