package phone.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import host.Listener;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.Facts;
import path.PacketFate;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import testing.FactsBuilder;
import testing.FakeWorld;
import testing.ForwardingWorld;
import text.Message;

/** A phone says that it got through: what this machine makes of that, by what it saw and what it could have seen. */
class GotThroughTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.44");
    private static final InetAddress ALSO_HERE = InetAddress.ofLiteral("192.168.1.45");
    private static final int PAGE = 8765;
    private static final List<ServicePort> PORTS = List.of(new ServicePort(Protocol.TCP, 8000),
            new ServicePort(Protocol.TCP, PAGE));

    /** A Linux machine whose tables get these rows once the phone has come. */
    private static final class Linux extends ForwardingWorld {
        private final Optional<CountDownLatch> tracked;
        private final CountDownLatch read = new CountDownLatch(2);
        private volatile String tracking = "";
        private volatile String sockets = "";

        /** @param root who may see what connection tracking has */
        Linux(boolean root) {
            super(new FakeWorld(Os.LINUX));
            tracked = root ? Optional.of(new CountDownLatch(2)) : Optional.empty();
        }

        @Override
        public Fact<String> file(String path) {
            return switch (path) {
                case "/proc/net/nf_conntrack" -> {
                    tracked.ifPresent(CountDownLatch::countDown);
                    yield tracked.isPresent() ? Fact.known(tracking) : Fact.unknown(Message.verbatim("no right"));
                }
                case "/proc/net/tcp" -> {
                    read.countDown();
                    yield Fact.known("  sl  local_address rem_address   st\n" + sockets);
                }
                default -> super.file(path);
            };
        }

        /** What is in the tables when they are read first is older than the watch. */
        void lookedAt() throws InterruptedException {
            read.await();
            if (tracked.isPresent()) {
                tracked.get().await();
            }
        }
    }

    private static Facts facts(boolean root) {
        return FactsBuilder.unknown(Os.LINUX, List.of()).administrator(Fact.known(root)).build();
    }

    private static String tracked(InetAddress to, int port, int from, String state) {
        return "ipv4 2 tcp 6 100 " + state + " src=192.168.1.23 dst=" + to.getHostAddress() + " sport=" + from
                + " dport=" + port + " src=172.17.0.2 dst=192.168.1.23 sport=80 dport=" + from + " [ASSURED] mark=0\n";
    }

    private static Fact<PacketFate> of(Linux linux, boolean root, String tracking, String sockets)
            throws InterruptedException {
        return of(linux, facts(root), tracking, sockets);
    }

    private static Fact<PacketFate> of(Linux linux, Facts facts, String tracking, String sockets)
            throws InterruptedException {
        try (PacketWatch watch = PacketWatch.begin(linux, facts, PORTS, Optional.empty())) {
            linux.lookedAt();
            linux.tracking = tracking;
            linux.sockets = sockets;
            return watch.through(PHONE, HERE, Protocol.TCP, 8000);
        }
    }

    private static String why(Fact<PacketFate> seen) {
        return assertInstanceOf(Fact.Unknown.class, seen).cause().key();
    }

    @Test
    void aConnectionThatWasTrackedBearsItOut() throws InterruptedException {
        assertEquals(Fact.known(new PacketFate.Connected()), of(new Linux(true), true,
                tracked(HERE, PAGE, 50001, "ESTABLISHED") + tracked(HERE, 8000, 50002, "TIME_WAIT"), ""));
    }

    /** The page's own connection is tracked, so another one would be. */
    @Test
    void noConnectionBesideThatOfThePageContradictsIt() throws InterruptedException {
        assertEquals(Fact.known(new PacketFate.NoConnection()), of(new Linux(true), true,
                tracked(HERE, PAGE, 50001, "ESTABLISHED"), ""));
    }

    /** A port may be open at one address of this machine and closed at the other. */
    @Test
    void aConnectionToAnotherAddressBearsNothingOut() throws InterruptedException {
        assertEquals(Fact.known(new PacketFate.NoConnection()), of(new Linux(true), true,
                tracked(HERE, PAGE, 50001, "ESTABLISHED") + tracked(ALSO_HERE, 8000, 50002, "ESTABLISHED"), ""));
    }

    @Test
    void aFirstPacketWithoutAnAnswerBearsNothingOut() throws InterruptedException {
        assertEquals(Fact.known(new PacketFate.Unanswered()), of(new Linux(true), true,
                tracked(HERE, PAGE, 50001, "ESTABLISHED")
                        + tracked(HERE, 8000, 50002, "SYN_SENT").replace("[ASSURED]", "[UNREPLIED]"), ""));
    }

    @Test
    void anotherDevicesConnectionBearsNothingOut() throws InterruptedException {
        assertEquals(Fact.known(new PacketFate.NoConnection()), of(new Linux(true), true,
                tracked(HERE, PAGE, 50001, "ESTABLISHED")
                        + tracked(HERE, 8000, 50002, "ESTABLISHED").replace("192.168.1.23", "192.168.1.24"), ""));
    }

    @Test
    void whereNothingIsTrackedItCannotBeSaid() throws InterruptedException {
        assertEquals("evidence.no-tracking", why(of(new Linux(true), true, "", "")));
        assertEquals("evidence.needs-root", why(of(new Linux(false), false, "", "")));
    }

    /** Nothing is tracked; the page's connection is among the sockets, so another one to a process here would be. */
    @Test
    void whatAProcessOfThisMachineTakesIsAmongTheSockets() throws InterruptedException {
        String page = "   1: 2C01A8C0:223D 1701A8C0:A55E 01 00000000:00000000 00:00000000 00000000 0 0 1 1 0\n";
        assertEquals(Fact.known(new PacketFate.NoConnection()), of(new Linux(false), listening("0.0.0.0", "java"), "",
                page));
        assertEquals("evidence.needs-root", why(of(new Linux(false), listening("0.0.0.0", "java"), "", "")));
        assertEquals("evidence.needs-root", why(of(new Linux(false), listening("0.0.0.0", "docker-proxy"), "", page)));
        assertEquals("evidence.needs-root", why(of(new Linux(false), listening("127.0.0.1", "java"), "", page)));
        assertEquals("evidence.needs-root", why(of(new Linux(false), listening("0.0.0.0", ""), "", page)));
    }

    /** @param program empty where nobody may know it */
    private static Facts listening(String address, String program) {
        return FactsBuilder.unknown(Os.LINUX, List.of()).administrator(Fact.known(false))
                .listeners(Fact.known(List.of(new Listener(Protocol.TCP, address, 8000, Optional.empty(),
                        Optional.of(program).filter(name -> !name.isEmpty()))))).build();
    }

    /** Who listens is unknown: that the table of sockets is empty proves nothing. */
    @Test
    void aSocketBearsItOutAndNoSocketContradictsNothing() throws InterruptedException {
        assertEquals(Fact.known(new PacketFate.Connected()), of(new Linux(false), false, "",
                "   1: 2C01A8C0:1F40 1701A8C0:A55E 01 00000000:00000000 00:00000000 00000000 0 0 1 1 0\n"));
        assertEquals("evidence.needs-root", why(of(new Linux(false), false, "",
                "   1: 2C01A8C0:223D 1701A8C0:A55E 01 00000000:00000000 00:00000000 00000000 0 0 1 1 0\n")));
        assertEquals("evidence.needs-root", why(of(new Linux(false), false, "",
                "   1: 2D01A8C0:1F40 1701A8C0:A55E 01 00000000:00000000 00:00000000 00000000 0 0 1 1 0\n")));
    }

    /** A phone may go on using what it had before: then there is no other connection to see. */
    @Test
    void aConnectionFromBeforeMayBeTheOneItMeans() throws InterruptedException {
        var linux = new Linux(true);
        linux.tracking = tracked(HERE, 8000, 50002, "ESTABLISHED");
        assertEquals("evidence.connection-before", why(of(linux, true, tracked(HERE, PAGE, 50001, "ESTABLISHED")
                + tracked(HERE, 8000, 50002, "ESTABLISHED"), "")));
    }

    private static final String PAGE_ROW = "  TCP 192.168.1.44:8765 192.168.1.23:50001 ESTABLISHED 4\n";
    private static final String ROW = "  TCP 192.168.1.44:8000 192.168.1.23:50002 TIME_WAIT 0\n";

    private static Fact<PacketFate> ofWindows(String listenerAt, String rows) throws InterruptedException {
        var readTwice = new CountDownLatch(2);
        var late = new StringBuffer();
        var windows = new ForwardingWorld(new FakeWorld(Os.WINDOWS)) {
            @Override
            public Ran run(Command command) {
                if (!command.program().equals("netstat")) {
                    return super.run(command);
                }
                byte[] out = ("  TCP 0.0.0.0:8000 0.0.0.0:0 LISTENING 4\n" + late).getBytes();
                readTwice.countDown();
                return new Ran(command, new Ran.Exited(0), out, new byte[0], Duration.ZERO);
            }
        };
        Facts facts = FactsBuilder.unknown(Os.WINDOWS, List.of()).administrator(Fact.known(false))
                .listeners(Fact.known(listenerAt.isEmpty() ? List.of() : List.of(new Listener(Protocol.TCP, listenerAt,
                        8000, Optional.empty(), Optional.empty())))).build();
        try (PacketWatch watch = PacketWatch.begin(windows, facts, PORTS, Optional.empty())) {
            readTwice.await();
            late.append(rows);
            return watch.through(PHONE, HERE, Protocol.TCP, 8000);
        }
    }

    @Test
    void windowsListsWhatItTakesItself() throws InterruptedException {
        assertEquals(Fact.known(new PacketFate.Connected()), ofWindows("0.0.0.0", PAGE_ROW + ROW));
        assertEquals(Fact.known(new PacketFate.NoConnection()), ofWindows("0.0.0.0", PAGE_ROW));
        assertEquals(Fact.known(new PacketFate.NoConnection()), ofWindows("0.0.0.0", PAGE_ROW
                + ROW.replace("1.44:8000", "1.45:8000")));
    }

    @Test
    void whatWindowsPassesOnItDoesNotList() throws InterruptedException {
        assertEquals("evidence.not-this-windows", why(ofWindows("", PAGE_ROW)));
        assertEquals("evidence.not-this-windows", why(ofWindows("127.0.0.1", PAGE_ROW)));
        assertEquals("evidence.phone-not-in-table", why(ofWindows("0.0.0.0", "")));
    }
}
