package probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.HealthCheck;
import inventory.HttpTerms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import probe.Reply.Certificate.Flaw;
import probe.Reply.State;
import process.LiveWorld;

/** Health URLs with TLS, and ports that speak it where nobody said so. */
@Timeout(60)
class TlsHealthTest {
    private static final Limits PATIENT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    /** Of a handshake that a server of plain words waits to be a request. */
    private static final Limits SHORT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(2));
    private static final HealthCheck PLAIN = HealthCheck.of("/health");

    @TempDir
    private Path folder;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private static HealthCheck https(String ca) {
        return new HealthCheck.HttpGet("/health", new HttpTerms(Set.of(), Optional.empty(), new LinkedHashMap<>(),
                new LinkedHashMap<>(Map.of("Authorization", "Bearer s3cret")),
                Optional.of(new HttpTerms.Tls(Optional.ofNullable(ca)))));
    }

    private static Reply probe(int port, HealthCheck health, String name) {
        return new Prober(new LiveWorld(), Optional.ofNullable(name)).probe(InetAddress.getLoopbackAddress(), port,
                Optional.of(health), PATIENT).toOptional().orElseThrow();
    }

    /** A server whose certificate is signed by itself. @param more words for keytool */
    private ServerSocket server(String... more) throws Exception {
        Path keys = folder.resolve("keys" + more.length);
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-keystore", keys.toString(), "-storepass", "changeit", "-keyalg", "EC", "-dname",
                "CN=Lab Root, O=Lab", "-alias", "lab"));
        words.addAll(List.of(more));
        Process made = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, made.waitFor(), said);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(KeyStore.getInstance(keys.toFile(), "changeit".toCharArray()), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        ServerSocket server = context.getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> serve(server));
        return server;
    }

    private void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try (var client = (SSLSocket) server.accept()) {
                requests.add(Peer.readRequest(client));
                Peer.write(client, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell");
            } catch (IOException e) {
                // Plain words, or a client that does not like the certificate.
            }
        }
    }

    @Test
    void aPortThatIsAskedInPlainWords() throws Exception {
        try (var server = server()) {
            Reply reply = probe(server.getLocalPort(), PLAIN, null);
            assertEquals(State.WANTS_TLS, reply.state());
            assertEquals(Optional.of(Flaw.UNKNOWN_AUTHORITY), reply.refused().map(Reply.Certificate::flaw));
            assertEquals(State.WANTS_TLS, probe(server.getLocalPort(), HealthCheck.of("ws:/rtc"), null).state());
        }
    }

    /** As uvicorn and Python's own server do: plain words are not answered at all. */
    @ParameterizedTest
    @ValueSource(strings = {"/health", "ws:/rtc"})
    void aPortThatHangsUpOnPlainWords(String health) throws IOException {
        try (var peer = new Peer(socket -> {
            if (socket.getInputStream().read() == 22) {
                Peer.write(socket, "\u0016\u0003\u0003\u0000\u0000");
            }
        })) {
            assertEquals(State.WANTS_TLS, probe(peer.port(), HealthCheck.of(health), null).state());
        }
    }

    @Test
    void aPortThatIsSaidToSpeakTlsInOneWord() throws Exception {
        try (var server = server("-ext", "san=dns:my-pc.test")) {
            assertEquals(List.of(State.UNTRUSTED, State.UNTRUSTED), List.of(
                    probe(server.getLocalPort(), HealthCheck.of("https:/health"), null).state(),
                    probe(server.getLocalPort(), HealthCheck.of("wss:/rtc"), null).state()));
            assertEquals(List.of(), requests, "what is sent to somebody unknown");
        }
        try (var peer = new Peer(socket -> { })) {
            assertEquals(State.CLOSED, probe(peer.port(), HealthCheck.of("wss:/rtc"), null).state());
        }
    }

    @Test
    void aWebSocketByTls() throws Exception {
        try (var server = server()) {
            var check = new HealthCheck.WebSocketUpgrade("/rtc", Optional.of(new HttpTerms.Tls(
                    Optional.of("Lab Root"))));
            Reply reply = probe(server.getLocalPort(), check, null);
            assertEquals(List.of(State.WRONG_ANSWER, 200), List.of(reply.state(), reply.status()));
            assertTrue(requests.getFirst().startsWith("GET /rtc HTTP/1.1") && requests.getFirst()
                    .contains("Upgrade: websocket"), requests.toString());
        }
    }

    /** A phone's browser is led there as well, and refuses it. */
    @Test
    void aRedirectToACertificateOfSomebody() throws Exception {
        try (var server = server()) {
            assertEquals(State.UNTRUSTED, new OtherPort(new Semaphore(0), PATIENT, Optional.empty())
                    .ask(InetAddress.getLoopbackAddress(),
                            HttpUrl.get("https://127.0.0.1:" + server.getLocalPort() + "/"), Duration.ofSeconds(20)));
        }
        try (var peer = new Peer(socket -> { })) {
            assertEquals(State.CLOSED, new OtherPort(new Semaphore(0), PATIENT, Optional.empty()).ask(peer.address(),
                    HttpUrl.get("https://127.0.0.1:" + peer.port() + "/"), Duration.ofSeconds(20)));
        }
    }

    /** As nginx and Go do: they answer plain words in plain words, and a ClientHello by TLS. */
    @Test
    void aPortThatSaysInPlainWordsThatItWantsTls() throws IOException {
        try (var peer = new Peer(socket -> Peer.write(socket, socket.getInputStream().read() == 22
                ? "\u0015\u0003\u0001\u0000\u0002\u0002\u0028"
                : "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))) {
            assertEquals(State.WANTS_TLS, probe(peer.port(), PLAIN, null).state());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", ""})
    void aPortThatIsUnwellSpeaksNoTlsForThat(String said) throws IOException {
        try (var peer = new Peer(socket -> Peer.write(socket, said))) {
            assertEquals(said.isEmpty() ? State.CLOSED : State.WRONG_ANSWER, probe(peer.port(), PLAIN, null).state());
        }
    }

    @ParameterizedTest
    @CsvSource({", , UNKNOWN_AUTHORITY", "Other Root, , UNKNOWN_AUTHORITY", "Lab Root, , ",
        "'CN=Lab Root,O=Lab', , ", "Lab Root, my-pc.test, ", "Lab Root, MY-PC.test, ", "Lab Root, a.wild.test, ",
        "Lab Root, a.b.wild.test, OTHER_NAME", "Lab Root, wild.test, OTHER_NAME", "Lab Root, other.test, OTHER_NAME",
        "Lab Root, 192.168.1.44, ", "Lab Root, 192.168.1.45, OTHER_NAME"})
    void aCertificateIsTakenAsAPhoneTakesIt(String ca, String name, Flaw flaw) throws Exception {
        try (var server = server("-ext", "san=dns:my-pc.test,dns:*.wild.test,ip:192.168.1.44")) {
            Reply reply = probe(server.getLocalPort(), https(ca), name);
            assertEquals(flaw == null ? State.ANSWERED : State.UNTRUSTED, reply.state(), reply.toString());
            assertEquals(Optional.ofNullable(flaw), reply.refused().map(Reply.Certificate::flaw));
            reply.refused().ifPresent(refused -> {
                assertEquals("Lab Root", refused.issuer());
                assertEquals(List.of("my-pc.test", "*.wild.test", "192.168.1.44"), refused.names());
                assertEquals(List.of(), requests, "what is sent to somebody unknown");
            });
        }
    }

    @Test
    void aCertificateOfThePast() throws Exception {
        try (var server = server("-startdate", "-10d", "-validity", "1")) {
            assertEquals(Optional.of(Flaw.NOT_NOW), probe(server.getLocalPort(), https("Lab Root"), null).refused()
                    .map(Reply.Certificate::flaw));
        }
    }

    @Test
    void aPortThatIsAskedByTlsAndSpeaksPlainHttp() throws IOException {
        try (var peer = new Peer(socket -> {
            requests.add(Peer.readRequest(socket));
            Peer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertEquals(State.WANTS_PLAIN, new Prober(new LiveWorld()).probe(peer.address(), peer.port(),
                    Optional.of(https(null)), SHORT).toOptional().orElseThrow().state());
            assertTrue(requests.stream().noneMatch(request -> request.contains("s3cret")), requests.toString());
        }
        try (var peer = new Peer(socket -> { })) {
            assertEquals(State.CLOSED, probe(peer.port(), https(null), null).state());
        }
    }
}
