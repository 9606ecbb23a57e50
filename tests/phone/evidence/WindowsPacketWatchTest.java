package phone.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.Confidence;
import path.Facts;
import path.PacketFate;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import testing.FactsBuilder;
import testing.FakeWorld;
import testing.ForwardingWorld;
import testing.Wait;

/** What is made of Windows' tables and logs; events in the shape of the documentation. */
class WindowsPacketWatchTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final List<ServicePort> PORTS = List.of(new ServicePort(Protocol.TCP, 8000),
            new ServicePort(Protocol.TCP, 8001), new ServicePort(Protocol.TCP, 8002));
    private static final String EVENT = """
            {"event":5157,"values":{"Direction":"%%14592","SourceAddress":"192.168.1.23","SourcePort":"54712",
            "DestAddress":"192.168.1.44","DestPort":"8001","Protocol":"6","FilterRTID":"70201",
            "FilterOrigin":"Stealth"}}
            """.replace("\n", "");

    /** A Windows whose table of connections gets these rows once the phone has come. */
    private static final class Windows extends ForwardingWorld {
        private volatile String rows = "";
        private final CountDownLatch readOnce = new CountDownLatch(2);
        private String events = "";

        Windows() {
            super(new FakeWorld(Os.WINDOWS));
        }

        @Override
        public Ran run(Command command) {
            String said = command.program().equals("netstat") ? "  TCP 0.0.0.0:8000 0.0.0.0:0 LISTENING 4\n" + rows
                    : command.line().startsWith("powershell firewall/windows/read-drops.ps1")
                    ? "runbook-begin {\"answer\":{\"state\":\"read\",\"drops\":[" + events + "]}} runbook-end" : null;
            if (command.program().equals("netstat")) {
                readOnce.countDown();
            }
            return said == null ? super.run(command)
                    : new Ran(command, new Ran.Exited(0), said.getBytes(), new byte[0], Duration.ZERO);
        }
    }

    private static Facts facts(boolean administrator) {
        return FactsBuilder.unknown(Os.WINDOWS, List.of()).administrator(Fact.known(administrator)).build();
    }

    private static String why(PacketWatch watch, int port) {
        return assertInstanceOf(Fact.Unknown.class, watch.seen(PHONE, Protocol.TCP, port)).cause().key();
    }

    @Test
    void aDropIsNamed() {
        var windows = new Windows();
        windows.events = EVENT;
        try (PacketWatch watch = PacketWatch.begin(windows, facts(true), PORTS, Optional.empty())) {
            assertEquals(Fact.known(new PacketFate.Dropped("Stealth", "Security 5157", Confidence.OBSERVED)),
                    watch.seen(PHONE, Protocol.TCP, 8001));
            assertEquals("evidence.not-written", why(watch, 8002));
            assertInstanceOf(Fact.Unknown.class, watch.arrivedAt(Protocol.TCP, 8000));
        }
    }

    @Test
    void aConnectionThatComesIsSeen() throws InterruptedException {
        var windows = new Windows();
        try (PacketWatch watch = PacketWatch.begin(windows, facts(false), PORTS, Optional.empty())) {
            // What is in the table when it is read first is older than the watch.
            windows.readOnce.await();
            windows.rows = "  TCP 192.168.1.44:8000 192.168.1.23:50001 HERGESTELLT 4\n"
                    + "  TCP 192.168.1.44:8002 192.168.1.23:50002 SYN_EMPFANGEN 4\n";
            Wait.until("it is seen twice", Duration.ofSeconds(30), () ->
                    watch.seen(PHONE, Protocol.TCP, 8000).equals(Fact.known(new PacketFate.Connected())));
            assertEquals(Fact.known(new PacketFate.Arrived()), watch.seen(PHONE, Protocol.TCP, 8002));
        }
    }

    @Test
    void withoutTheRightOnlyConnectionsAreSeen() {
        var windows = new Windows();
        windows.events = EVENT;
        try (PacketWatch watch = PacketWatch.begin(windows, facts(false), PORTS, Optional.empty())) {
            assertEquals("evidence.needs-administrator", why(watch, 8001));
        }
    }
}
