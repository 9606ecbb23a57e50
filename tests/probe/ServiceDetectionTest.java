package probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.HealthCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
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
import testing.HelperProcess;

/** Ports of which nobody said what they speak, and ports of which somebody said that a connection is enough. */
@Timeout(60)
class ServiceDetectionTest {
    /** Long enough for a busy machine where an answer does come. */
    private static final Limits PATIENT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    /** Short where none comes. */
    private static final Limits SHORT = new Limits(Duration.ofSeconds(20), Duration.ofMillis(1500));

    private static Reply probe(int port, Limits limits) {
        return probe(port, Optional.empty(), limits);
    }

    private static Reply probe(int port, Optional<HealthCheck> health, Limits limits) {
        return new Prober(new LiveWorld()).probe(InetAddress.getLoopbackAddress(), port, health, limits).toOptional()
                .orElseThrow();
    }

    private static byte[] read(Socket socket, int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 302, 401, 404, 426, 500, 503})
    void anyAnswerInHttpProvesThatSomebodyReads(int status) throws IOException {
        try (var peer = Peer.saying("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n")) {
            Reply reply = probe(peer.port(), PATIENT);
            assertEquals(List.of(State.ANSWERED, status), List.of(reply.state(), reply.status()));
            assertTrue(reply.took().isPresent());
            assertEquals(1, peer.accepted());
        }
    }

    /** Its next client waits for the one before: a second connection beside the first would never be heard. */
    @Test
    void aServerThatTakesOneClientAtATime() throws Exception {
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket client = server.accept()) {
                        Peer.readRequest(client);
                        Peer.write(client, "HTTP/1.0 200 OK\r\n\r\nhello");
                    } catch (IOException e) {
                        // The test looks at what the client saw.
                    }
                }
            });
            assertEquals(200, probe(server.getLocalPort(), PATIENT).status());
        }
    }

    @Test
    void whoGreetsIsAskedNothing() throws IOException {
        var said = new AtomicReference<byte[]>();
        var left = new CountDownLatch(1);
        try (var peer = new Peer(socket -> {
            Peer.write(socket, "SSH-2.0-Dropbear\r\n");
            said.set(socket.getInputStream().readAllBytes());
            left.countDown();
        })) {
            Reply reply = probe(peer.port(), PATIENT);
            assertEquals(List.of(State.ANSWERED, "SSH-2.0-Dropbear"), List.of(reply.state(), reply.detail()));
            left.await();
            assertEquals(0, said.get().length);
            assertEquals(1, peer.accepted());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-ERR unknown command 'GET'\r\n", "\u0000\u0000\u0000\u0001", "{}\n"})
    void anyOtherBytesDoSoToo(String bytes) throws IOException {
        try (var peer = Peer.saying(bytes)) {
            Reply reply = probe(peer.port(), PATIENT);
            assertEquals(List.of(State.ANSWERED, 0), List.of(reply.state(), reply.status()));
            assertTrue(reply.took().isPresent());
        }
    }

    /** Begun, and never ended: what we waited for the end is no time of the service. */
    @Test
    void headersWithoutEnd() throws IOException {
        var hold = new CountDownLatch(1);
        try (var peer = new Peer(socket -> {
            Peer.readRequest(socket);
            Peer.write(socket, "HTTP/1.1 200 OK\r\n");
            hold.await();
        })) {
            Reply reply = probe(peer.port(), SHORT);
            assertEquals(State.ANSWERED, reply.state());
            assertEquals(reply.connect().plus(reply.firstByte()), reply.total());
        } finally {
            hold.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({"22, TLS", "21, TLS", "23, ANSWERED"})
    void aServerThatKnowsOnlyTls(int recordType, State state) throws IOException {
        var hold = new CountDownLatch(1);
        try (var peer = new Peer(socket -> {
            if (read(socket, 1)[0] == 22) {
                socket.getOutputStream().write(new byte[] {(byte) recordType, 3, 3, 0, 2, 2, 40});
            }
            hold.await();
        })) {
            Reply reply = probe(peer.port(), PATIENT);
            assertEquals(state, reply.state());
            assertTrue(reply.took().isPresent());
        } finally {
            hold.countDown();
        }
    }

    @Test
    void aRealTlsServerIsNotTrustedAndIsThere(@TempDir Path folder) throws Exception {
        try (var server = tlsServer(folder)) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (var client = (SSLSocket) server.accept()) {
                        client.startHandshake();
                    } catch (IOException e) {
                        // A GET, or a client that leaves after the ServerHello.
                    }
                }
            });
            assertEquals(State.TLS, probe(server.getLocalPort(), PATIENT).state());
        }
    }

    /** The extension server_name has the number 0 and would come first of all (RFC 6066, 3). */
    @Test
    void noServerIsNamed() {
        ByteBuffer hello = ByteBuffer.wrap(TlsHello.bytes());
        // RFC 8446, 4.1.2: record, message, version and random; session, cipher suites and compression with lengths.
        hello.position(5 + 4 + 2 + 32);
        hello.position(hello.get() + hello.position());
        hello.position(hello.getShort() + hello.position());
        hello.position(hello.get() + hello.position());
        assertEquals(hello.getShort(), hello.remaining());
        var extensions = new TreeSet<Short>();
        while (hello.hasRemaining()) {
            extensions.add(hello.getShort());
            hello.position(hello.getShort() + hello.position());
        }
        assertTrue(extensions.contains((short) 43), "supported_versions: " + extensions);
        assertFalse(extensions.contains((short) 0), "server_name: " + extensions);
    }

    private static ServerSocket tlsServer(Path folder) throws Exception {
        Path keys = folder.resolve("keys");
        Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", keys.toString(), "-storepass", "changeit", "-keyalg", "EC",
                "-dname", "CN=test", "-alias", "test").redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, made.waitFor(), said);
        var store = KeyStore.getInstance(keys.toFile(), "changeit".toCharArray());
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    /** Most protocols answer an HTTP request so. It was read: a connection without one lives on. */
    @Test
    void whoClosesOnWhatWeSayHasReadIt() throws IOException {
        try (var peer = new Peer(socket -> read(socket, 4))) {
            Reply reply = probe(peer.port(), PATIENT);
            assertEquals(State.HUNG_UP, reply.state());
            assertEquals(Optional.empty(), reply.took());
        }
    }

    @Test
    void whoClosesOnTlsAloneHasReadItToo() throws IOException {
        var hold = new CountDownLatch(1);
        try (var peer = new Peer(socket -> {
            if (read(socket, 1)[0] != 22) {
                hold.await();
            }
        })) {
            assertEquals(State.HUNG_UP, probe(peer.port(), new Limits(Duration.ofSeconds(20), Duration.ofSeconds(3)))
                    .state());
        } finally {
            hold.countDown();
        }
    }

    /** Docker's proxy in front of a dead process, on a quick machine and on slower ones: nobody read anything. */
    @ParameterizedTest
    @ValueSource(ints = {0, 60, 250, 500})
    void whoClosesWhateverIsSaidHasReadNothing(int millis) throws IOException {
        try (var peer = new Peer(socket -> open(millis))) {
            assertEquals(State.CLOSED, probe(peer.port(), PATIENT).state());
        }
    }

    /** A proxy that waits seconds for its target, or a server that loses patience: neither a proof nor a fault. */
    @Test
    void whoClosesMuchLaterProvesNothing() throws IOException {
        try (var peer = new Peer(socket -> open(2500))) {
            assertEquals(State.HELD, probe(peer.port(), PATIENT).state());
        }
    }

    /** Keeps a connection that long, whatever comes. */
    private static void open(int millis) throws InterruptedException {
        new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    @Test
    void aServiceThatOnlyReads() throws IOException {
        var hold = new CountDownLatch(1);
        try (var peer = new Peer(socket -> hold.await())) {
            Reply reply = probe(peer.port(), SHORT);
            assertEquals(State.HELD, reply.state());
            assertEquals(Optional.empty(), reply.took());
        } finally {
            hold.countDown();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatIsFrozenProvesNothingUntilItGoesOn() throws Exception {
        try (HelperProcess server = HelperProcess.java(HttpPeer.class)) {
            int port = Integer.parseInt(server.line());
            assertEquals(404, probe(port, PATIENT).status());
            signal("STOP", server.pid());
            Reply frozen = probe(port, SHORT);
            assertEquals(State.HELD, frozen.state());
            assertEquals(Optional.empty(), frozen.took());
            signal("CONT", server.pid());
            assertEquals(404, probe(port, PATIENT).status());
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).inheritIO().start().waitFor());
    }

    /** A service that answers is not kept waiting by those that do not: all of them are asked at the same time. */
    @Test
    void manySilentPortsAndOneThatAnswers() throws Exception {
        int many = 64;
        var hold = new CountDownLatch(1);
        var asked = new CountDownLatch(many);
        try (var silent = new Peer(socket -> {
            Peer.readRequest(socket);
            asked.countDown();
            hold.await();
        }); var quick = Peer.saying("HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var prober = new Prober(new LiveWorld());
            Callable<Reply> look = () -> prober.probe(silent.address(), silent.port(), Optional.empty(), PATIENT)
                    .toOptional().orElseThrow();
            List<Future<Reply>> waiting = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                waiting.add(threads.submit(look));
            }
            asked.await();
            assertEquals(State.ANSWERED, prober.probe(quick.address(), quick.port(), Optional.empty(), PATIENT)
                    .toOptional().orElseThrow().state());
            assertFalse(waiting.stream().anyMatch(Future::isDone));
            hold.countDown();
            threads.shutdownNow();
        }
    }

    /** The second connection to a frozen server finds its queue full, and nobody waits for that connection but itself. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void fullQueuesHoldUpNobody() throws Exception {
        List<ServerSocket> frozen = new ArrayList<>();
        List<FutureTask<Fact<Reply>>> waiting = new ArrayList<>();
        var limits = new Limits(Duration.ofSeconds(40), Duration.ofSeconds(40));
        try (var quick = Peer.saying("HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n")) {
            var prober = new Prober(new LiveWorld());
            var connected = new CountDownLatch(1);
            for (int i = 0; i < 64; i++) {
                // Nobody accepts: the kernel takes two, one of them ours.
                var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                frozen.add(server);
                var look = new FutureTask<>(() -> prober.probe(server.getInetAddress(), server.getLocalPort(),
                        Optional.empty(), limits));
                waiting.add(look);
                Thread.ofVirtual().start(look);
                Thread.ofVirtual().start(() -> {
                    try (var _ = new Socket(server.getInetAddress(), server.getLocalPort())) {
                        connected.await();
                    } catch (IOException | InterruptedException e) {
                        // The test is over.
                    }
                });
            }
            for (int i = 0; i < 3; i++) {
                open(700);
                assertEquals(State.ANSWERED, prober.probe(quick.address(), quick.port(), Optional.empty(), limits)
                        .toOptional().orElseThrow().state());
            }
            assertFalse(waiting.stream().anyMatch(Future::isDone));
            connected.countDown();
        } finally {
            for (ServerSocket server : frozen) {
                server.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"101, ANSWERED", "400, ANSWERED", "401, ANSWERED", "403, ANSWERED", "426, ANSWERED",
        "200, WRONG_ANSWER", "302, WRONG_ANSWER", "404, WRONG_ANSWER", "500, WRONG_ANSWER"})
    void aWebSocketIsAskedToOpen(int status, State state) throws IOException {
        var request = new AtomicReference<String>();
        try (var peer = new Peer(socket -> {
            request.set(Peer.readRequest(socket));
            Peer.write(socket, "HTTP/1.1 " + status + " X\r\n" + (status == 101
                    ? "Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n" : "Content-Length: 0\r\n\r\n"));
        })) {
            Reply reply = probe(peer.port(), Optional.of(HealthCheck.of("ws:/rtc?x=1")), PATIENT);
            assertEquals(List.of(state, status), List.of(reply.state(), reply.status()));
            List<String> lines = request.get().lines().toList();
            assertEquals("GET /rtc?x=1 HTTP/1.1", lines.getFirst());
            assertTrue(lines.containsAll(List.of("Connection: Upgrade", "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13")), request.get());
            assertTrue(request.get().matches("(?s).*\r\nSec-WebSocket-Key: [A-Za-z0-9+/]{22}==\r\n.*"), request.get());
        }
    }

    @Test
    void whereAConnectionIsEnoughNothingIsSaid() throws IOException {
        var heard = new AtomicInteger(-1);
        var left = new CountDownLatch(1);
        try (var peer = new Peer(socket -> {
            heard.set(socket.getInputStream().readAllBytes().length);
            left.countDown();
        }); var dead = new Peer(socket -> { })) {
            Optional<HealthCheck> tcp = Optional.of(HealthCheck.of("tcp"));
            assertEquals(State.HELD, probe(peer.port(), tcp, PATIENT).state());
            left.await();
            assertEquals(List.of(0, 1), List.of(heard.get(), peer.accepted()));
            assertEquals(State.CLOSED, probe(dead.port(), tcp, PATIENT).state());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
