package probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.HealthCheck;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import probe.Reply.State;
import process.Fact;
import process.LiveWorld;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayWorld;
import testing.HelperProcess;
import testing.Jvm;

/** Against real servers on loopback. The time-outs of the class only end what hangs. */
@Timeout(60)
class ProberTest {
    /** Long enough for a busy machine where an answer does come. */
    private static final Limits PATIENT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    /** Short where no answer comes. */
    private static final Limits SHORT = new Limits(Duration.ofSeconds(20), Duration.ofMillis(300));
    private static final Optional<HealthCheck> HEALTH = Optional.of(HealthCheck.of("/health"));
    private static final Optional<HealthCheck> RAW = Optional.empty();

    private static Reply known(Fact<Reply> fact) {
        return switch (fact) {
            case Fact.Known<Reply>(Reply reply) -> reply;
            case Fact.Unknown<Reply>(var cause) -> throw new AssertionError(cause);
        };
    }

    private static Reply probe(Peer peer, Optional<HealthCheck> health, Limits limits) {
        return known(new Prober(new LiveWorld()).probe(peer.address(), peer.port(), health, limits));
    }

    private static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @CsvSource({"200, ANSWERED", "204, ANSWERED", "299, ANSWERED", "302, WRONG_ANSWER", "399, WRONG_ANSWER",
        "400, WRONG_ANSWER", "404, WRONG_ANSWER", "503, WRONG_ANSWER", "101, WRONG_ANSWER"})
    void theStatusOfTheHealthUrlDecides(int status, State state) throws IOException {
        try (var peer = Peer.saying(answer(status, ""))) {
            Reply reply = probe(peer, HEALTH, PATIENT);
            assertEquals(List.of(state, status), List.of(reply.state(), reply.status()));
        }
    }

    @Test
    void aWrongAnswerShowsTheFirstLineOfItsBody() throws IOException {
        try (var peer = Peer.saying(answer(503, "\r\nthe model is loading\nplease wait"))) {
            assertEquals("the model is loading", probe(peer, HEALTH, PATIENT).detail());
        }
    }

    @Test
    void anInvitationToTryAgainIsNotFollowed() throws IOException {
        try (var peer = Peer.saying("HTTP/1.1 503 X\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")) {
            assertEquals(503, probe(peer, HEALTH, PATIENT).status());
            assertEquals(1, peer.accepted());
        }
    }

    @Test
    void theRequestIsWhatAClientOnTheLanWouldSend() throws IOException {
        var request = new AtomicReference<String>();
        try (var peer = new Peer(socket -> {
            request.set(Peer.readRequest(socket));
            Peer.write(socket, answer(200, ""));
        })) {
            probe(peer, Optional.of(HealthCheck.of("/api/health?deep=1")), PATIENT);
            List<String> lines = request.get().lines().toList();
            assertEquals("GET /api/health?deep=1 HTTP/1.1", lines.getFirst());
            assertTrue(lines.contains("Host: 127.0.0.1:" + peer.port()), request.get());
            assertTrue(lines.contains("User-Agent: runbook/1"), request.get());
            assertEquals(1, peer.accepted());
        }
    }

    /** One that hangs up on all requests but one of six is asked as often as a phone asks it, whichever comes first. */
    @ParameterizedTest
    @CsvSource({"1", "4", "6"})
    void oneAnswerMayBeOneOfMany(int which) throws IOException {
        var asked = new AtomicInteger();
        try (var peer = new Peer(socket -> {
            Peer.readRequest(socket);
            if (asked.incrementAndGet() == which) {
                Peer.write(socket, answer(200, ""));
            }
        })) {
            Reply reply = probe(peer, HEALTH, PATIENT.repeated());
            assertEquals(State.ANSWERED, reply.state());
            assertEquals(Optional.of(new Reply.Count(1, 6)), reply.count());
            assertFalse(reply.wellAnswered());
        }
    }

    @Test
    void whoAnswersEachTimeIsCountedByNobody() throws IOException {
        try (var peer = Peer.saying(answer(200, ""))) {
            assertEquals(Optional.empty(), probe(peer, HEALTH, PATIENT.repeated()).count());
            assertEquals(6, peer.accepted());
            assertEquals(State.ANSWERED, probe(peer, HEALTH, PATIENT).state());
            assertEquals(7, peer.accepted(), "without a phone, once");
        }
    }

    @Test
    void aPathCannotLeadToAnotherHost() throws IOException {
        var request = new AtomicReference<String>();
        try (var peer = new Peer(socket -> {
            request.set(Peer.readRequest(socket));
            Peer.write(socket, answer(200, ""));
        })) {
            probe(peer, Optional.of(new HealthCheck.HttpGet("//elsewhere.example/x")), PATIENT);
            assertTrue(request.get().contains("\r\nHost: 127.0.0.1:" + peer.port() + "\r\n"), request.get());
        }
    }

    @Test
    void theSystemsProxyIsNotUsed() throws IOException {
        try (var proxy = Peer.saying(answer(500, "")); var peer = Peer.saying(answer(200, ""))) {
            // These properties hold for a whole JVM, so it is one of its own.
            try (HelperProcess other =
                    HelperProcess.start(Jvm.words(ProbeOnce.class, List.of("-Dhttp.proxyHost=127.0.0.1",
                    "-Dhttp.proxyPort=" + proxy.port(), "-Dhttp.nonProxyHosts="), "" + peer.port()))) {
                other.says("200");
            }
            assertEquals(0, proxy.accepted());
        }
    }

    @Test
    void aServerThatAcceptsAndSaysNothing() throws IOException {
        var hold = new CountDownLatch(1);
        try (var peer = new Peer(socket -> hold.await())) {
            assertEquals(State.SILENT, probe(peer, HEALTH, SHORT).state());
            assertEquals(State.HELD, probe(peer, RAW, SHORT).state());
        } finally {
            hold.countDown();
        }
    }

    @Test
    void aServerThatAnswersLaterThanAConnectionMayTakeIsSlowAndNotDead() throws IOException {
        try (var peer = new Peer(socket -> {
            Peer.readRequest(socket);
            Thread.sleep(400);
            Peer.write(socket, answer(200, ""));
        })) {
            Reply reply = probe(peer, HEALTH, new Limits(Duration.ofMillis(200), Duration.ofSeconds(20)));
            assertEquals(State.ANSWERED, reply.state());
            assertTrue(reply.firstByte().compareTo(Duration.ofMillis(399)) >= 0, reply.toString());
            assertTrue(reply.total().compareTo(reply.firstByte()) >= 0, reply.toString());
        }
    }

    @Test
    void aServerThatAcceptsAndCloses() throws IOException {
        try (var peer = new Peer(socket -> { })) {
            assertEquals(State.CLOSED, probe(peer, HEALTH, PATIENT).state());
            assertEquals(State.CLOSED, probe(peer, RAW, PATIENT).state());
        }
    }

    @Test
    void aServerThatAcceptsAndResets() throws IOException {
        try (var peer = new Peer(socket -> socket.setSoLinger(true, 0))) {
            assertEquals(State.CLOSED, probe(peer, HEALTH, PATIENT).state());
            assertEquals(State.CLOSED, probe(peer, RAW, PATIENT).state());
        }
    }

    @Test
    void aServerThatReadsTheRequestAndResets() throws IOException {
        try (var peer = new Peer(socket -> {
            Peer.readRequest(socket);
            socket.setSoLinger(true, 0);
        })) {
            assertEquals(State.CLOSED, probe(peer, HEALTH, PATIENT).state());
        }
    }

    @Test
    void aServerOfAnotherKind() throws IOException {
        try (var peer = new Peer(socket -> {
            Peer.write(socket, "SSH-2.0-Dropbear\r\n");
            socket.getInputStream().readAllBytes();
        })) {
            Reply asked = probe(peer, HEALTH, PATIENT);
            assertEquals(List.of(State.WRONG_ANSWER, 0, "SSH-2.0-Dropbear"),
                    List.of(asked.state(), asked.status(), asked.detail()));
            Reply raw = probe(peer, RAW, PATIENT);
            assertEquals(List.of(State.ANSWERED, "SSH-2.0-Dropbear"), List.of(raw.state(), raw.detail()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000\u0001\u0002\u00ff", "HTTP/1.1", "HTTP/1.1 abc\r\n\r\n", "{}\n", "\r\n\r\n"})
    void bytesThatAreNoHttp(String bytes) throws IOException {
        try (var peer = Peer.saying(bytes); var raw = new Peer(socket -> Peer.write(socket, bytes))) {
            assertEquals(State.ANSWERED, probe(raw, RAW, PATIENT).state());
            assertEquals(State.WRONG_ANSWER, probe(peer, HEALTH, PATIENT).state());
        }
    }

    @Test
    void headersWithoutEndAreNoAnswerHoweverSlowlyTheyCome() throws IOException {
        try (var peer = new Peer(socket -> {
            Peer.readRequest(socket);
            for (char c : "HTTP/1.1 200 OK and so on and so on".toCharArray()) {
                Peer.write(socket, String.valueOf(c));
                Thread.sleep(100);
            }
        })) {
            assertEquals(State.WRONG_ANSWER, probe(peer, HEALTH, SHORT).state());
        }
    }

    @Test
    void headersOfOneMegabyteAreRefused() throws IOException {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\nX: " + "a".repeat(1 << 20) + "\r\n\r\n")) {
            assertEquals(State.WRONG_ANSWER, probe(peer, HEALTH, PATIENT).state());
        }
    }

    @ParameterizedTest
    @CsvSource({"200, ANSWERED, ''", "503, WRONG_ANSWER, first line"})
    void aBodyOf100MegabytesIsNotRead(int status, State state, String detail) throws IOException {
        var written = new AtomicLong();
        try (var peer = new Peer(socket -> {
            Peer.readRequest(socket);
            Peer.write(socket, "HTTP/1.1 " + status + " X\r\nContent-Length: 100000000\r\n\r\nfirst line\n");
            byte[] block = new byte[100_000];
            while (written.get() < 100_000_000) {
                socket.getOutputStream().write(block);
                written.addAndGet(block.length);
            }
        })) {
            Reply reply = probe(peer, HEALTH, PATIENT);
            assertEquals(List.of(state, detail), List.of(reply.state(), reply.detail()));
        }
        assertTrue(written.get() < 50_000_000, "read " + written.get() + " bytes");
    }

    @Test
    void aBodyThatStopsTakesNothingFromTheStatus() throws IOException {
        try (var peer = Peer.saying("HTTP/1.1 500 X\r\nContent-Length: 100\r\n\r\nhalf")) {
            Reply reply = probe(peer, HEALTH, PATIENT);
            assertEquals(List.of(State.WRONG_ANSWER, 500), List.of(reply.state(), reply.status()));
        }
    }

    @Test
    void aPortWithoutListenerRefuses() throws IOException {
        // Held by somebody who does not listen, so that nobody else may.
        try (var held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            for (Optional<HealthCheck> health : List.of(HEALTH, RAW)) {
                Reply reply = known(new Prober(new LiveWorld())
                        .probe(InetAddress.getLoopbackAddress(), held.getLocalPort(), health, PATIENT));
                assertEquals(State.REFUSED, reply.state());
                assertEquals(Duration.ZERO, reply.firstByte());
            }
        }
    }

    /** Linux drops a SYN for a listener whose queue is full, which is what a silent firewall does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aSynThatIsDroppedTimesOut() throws IOException {
        List<SocketChannel> queue = new ArrayList<>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 8; i++) {
                var waiting = SocketChannel.open();
                queue.add(waiting);
                waiting.configureBlocking(false);
                waiting.connect(full.getLocalSocketAddress());
            }
            Reply reply = known(new Prober(new LiveWorld()).probe(InetAddress.getLoopbackAddress(), full.getLocalPort(),
                    HEALTH, new Limits(Duration.ofMillis(300), Duration.ofSeconds(20))));
            assertEquals(State.TIMED_OUT, reply.state());
        } finally {
            for (SocketChannel waiting : queue) {
                waiting.close();
            }
        }
    }

    /** A link-local address behind an interface that is not there: the system knows no way, and sends nothing. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void anAddressWithoutAWayThereIsUnreachable() throws IOException {
        byte[] address = InetAddress.ofLiteral("fe80::1").getAddress();
        Reply reply = known(new Prober(new LiveWorld())
                .probe(Inet6Address.getByAddress(null, address, 999_999), 9, RAW, PATIENT));
        assertEquals(State.UNREACHABLE, reply.state());
    }

    @Test
    void probesThatWaitDoNotHoldUpOthers() throws Exception {
        int many = 64;
        var hold = new CountDownLatch(1);
        var asked = new CountDownLatch(many);
        try (var silent = new Peer(socket -> {
            Peer.readRequest(socket);
            asked.countDown();
            hold.await();
        }); var quick = Peer.saying(answer(200, "")); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var prober = new Prober(new LiveWorld());
            List<Future<Fact<Reply>>> waiting = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                waiting.add(threads.submit(() -> prober.probe(silent.address(), silent.port(), HEALTH, PATIENT)));
            }
            asked.await();
            assertEquals(State.ANSWERED,
                    known(prober.probe(quick.address(), quick.port(), HEALTH, PATIENT)).state());
            hold.countDown();
            for (Future<Fact<Reply>> one : waiting) {
                assertEquals(State.CLOSED, known(one.get()).state());
            }
        }
    }

    /** Recorded when the services file said nothing of how the port is tested, replayed with one that does. */
    @Test
    void aRecordingOfAnOpenConnectionAnswersForEveryTest(@TempDir Path folder) throws IOException {
        var recording = new RecordingWorld(new LiveWorld(), folder.resolve("r"), Redaction.off());
        try (var peer = new Peer(socket -> socket.getInputStream().readAllBytes())) {
            new Prober(recording).probe(peer.address(), peer.port(), Optional.of(HealthCheck.of("tcp")), PATIENT);
            for (String health : List.of("tcp", "/", "ws:/rtc")) {
                assertEquals(State.HELD, known(new Prober(new ReplayWorld(folder.resolve("r"))).probe(peer.address(),
                        peer.port(), Optional.of(HealthCheck.of(health)), PATIENT)).state());
            }
        }
    }

    @Test
    void aRecordingAnswersAsTheMachineDid(@TempDir Path folder) throws IOException {
        var recording = new RecordingWorld(new LiveWorld(), folder.resolve("r"), Redaction.off());
        try (var peer = Peer.saying(answer(503, "busy"))) {
            Fact<Reply> live = new Prober(recording).probe(peer.address(), peer.port(), HEALTH, PATIENT);
            assertEquals(live, new Prober(new ReplayWorld(folder.resolve("r")))
                    .probe(peer.address(), peer.port(), HEALTH, PATIENT));
            assertEquals(1, peer.accepted());
        }
    }
}
