package probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.HealthCheck;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import probe.Reply.Redirect;
import probe.Reply.State;
import process.LiveWorld;

/** Redirects on the port that was asked are followed; where others lead is told. */
@Timeout(60)
class RedirectTest {
    private static final Limits PATIENT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** The requests that came, without their other lines. */
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Answers /health with a redirect, /well with 200 and all else with 404. */
    private Peer leading(String to) {
        return new Peer(socket -> {
            String request = Peer.readRequest(socket);
            String path = request.split(" ")[1];
            String port = String.valueOf(socket.getLocalPort());
            asked.add(path + " of " + request.lines().filter(line -> line.startsWith("Host: ")).findFirst().orElse("")
                    .replace(port, "PORT"));
            Peer.write(socket, path.equals("/health") || path.equals("/") || path.equals("/round")
                    ? "HTTP/1.1 302 Found\r\nLocation: " + to.replace("PORT", port) + "\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 " + (path.equals("/well") ? 200 : 404) + " X\r\nContent-Length: 0\r\n\r\n");
        });
    }

    private static Reply probe(Peer peer, Optional<String> name, Optional<String> health) {
        return new Prober(new LiveWorld(), name).probe(peer.address(), peer.port(), health.map(HealthCheck::of),
                PATIENT).toOptional().orElseThrow();
    }

    private static Reply probe(Peer peer) {
        return probe(peer, Optional.empty(), Optional.of("/health"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/well", "well", "http://127.0.0.1:PORT/well", "//127.0.0.1:PORT/well", "/well#part",
        "http://localhost:PORT/well", "HTTP://LOCALHOST:PORT/well"})
    void oneToTheSamePortIsFollowed(String to) throws IOException {
        try (var peer = leading(to)) {
            Reply reply = probe(peer);
            assertEquals(List.of(State.ANSWERED, 200), List.of(reply.state(), reply.status()));
            assertEquals("/well", asked.getLast().split(" ")[0]);
            assertTrue(reply.total().compareTo(reply.connect()) > 0, reply.toString());
        }
    }

    @Test
    void whatItLeadsToIsJudged() throws IOException {
        try (var peer = leading("/nothing")) {
            Reply reply = probe(peer);
            assertEquals(List.of(State.WRONG_ANSWER, 404), List.of(reply.state(), reply.status()));
        }
    }

    @Test
    void oneThatLeadsRoundIsGivenUp() throws IOException {
        try (var peer = leading("/round")) {
            Reply reply = probe(peer);
            assertEquals(List.of(State.WRONG_ANSWER, 302), List.of(reply.state(), reply.status()));
            assertEquals(6, asked.size());
        }
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:1/well, localhost", "https://127.0.0.1:PORT/well, 127.0.0.1",
        "http://192.168.1.57:PORT/well, 192.168.1.57", "https://example.org/well, example.org",
        "http://api:PORT/well, api", "'http://[fd00::1]/', fd00::1", "myapp://open/me, open", "myapp:me, ''"})
    void oneToElsewhereIsToldAndNotFollowed(String to, String host) throws IOException {
        try (var peer = leading(to)) {
            Reply reply = probe(peer);
            assertEquals(List.of(State.REDIRECTED, 302), List.of(reply.state(), reply.status()));
            assertEquals(Optional.of(new Redirect(to.replace("PORT", "" + peer.port()), host, Optional.empty())),
                    reply.redirect());
            assertEquals(1, asked.size());
        }
    }

    @ParameterizedTest
    @CsvSource({"localhost, true", "app.localhost, true", "127.0.0.1, true", "127.1.2.3, true", "::1, true",
        "0.0.0.0, true", "192.168.1.44, false", "localhost.example.org, false", "'', false"})
    void whatIsThePhoneItself(String host, boolean itself) {
        assertEquals(itself, new Redirect("", host, Optional.empty()).toLoopback());
    }

    /** Who has a name for this machine is led by it. */
    @ParameterizedTest
    @ValueSource(strings = {"http://my-pc.test:PORT/well", "http://127.0.0.1:PORT/well", "/well"})
    void theAppsNameIsTheSameHost(String to) throws IOException {
        try (var peer = leading(to)) {
            assertEquals(State.ANSWERED, probe(peer, Optional.of("my-pc.test"), Optional.of("/health")).state());
            assertEquals("/health of Host: my-pc.test:PORT", asked.getFirst());
        }
    }

    /** Without a health URL any answer is one, and its page may well be another. */
    @Test
    void aPortOfWhichNothingIsSaidIsNotFollowed() throws IOException {
        try (var peer = leading("/nothing")) {
            Reply reply = probe(peer, Optional.empty(), Optional.empty());
            assertEquals(List.of(State.ANSWERED, 302, 1), List.of(reply.state(), reply.status(), asked.size()));
        }
        try (var peer = leading("https://example.org/")) {
            assertEquals(State.REDIRECTED, probe(peer, Optional.empty(), Optional.empty()).state());
        }
    }
}
