package probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import inventory.HealthCheck;
import inventory.HttpTerms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import probe.Reply.Part;
import probe.Reply.State;
import process.LiveWorld;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayWorld;

/** An answer is one when its end came, and when it is the one that the services file wants. */
@Timeout(60)
class AnswerEndTest {
    /** Long enough for a busy machine where an answer does come. */
    private static final Limits PATIENT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    /** Short where its end does not. */
    private static final Limits SHORT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(3));
    private static final HealthCheck HEALTH = HealthCheck.of("/health");

    private static Reply probe(Peer peer, HealthCheck health, Limits limits) {
        return new Prober(new LiveWorld()).probe(peer.address(), peer.port(), Optional.of(health), limits).toOptional()
                .orElseThrow();
    }

    private static HealthCheck wanting(Set<Integer> statuses, Optional<String> contains, Map<String, String> json,
            Map<String, String> headers) {
        return new HealthCheck.HttpGet("/health", new HttpTerms(statuses, contains, new LinkedHashMap<>(json),
                new LinkedHashMap<>(headers), Optional.empty()));
    }

    /** Each says this and keeps the connection. */
    private static Reply ofOneThatStays(String said, Limits limits) throws IOException {
        var hold = new CountDownLatch(1);
        try (var peer = new Peer(socket -> {
            Peer.readRequest(socket);
            Peer.write(socket, said);
            hold.await();
        })) {
            return probe(peer, HEALTH, limits);
        } finally {
            hold.countDown();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nwell\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=x\r\n\r\n--x\r\n"})
    void oneThatIsWholeThoughTheConnectionStays(String said) throws IOException {
        assertEquals(State.ANSWERED, ofOneThatStays(said, PATIENT).state());
    }

    @Test
    void oneThatEndsWithItsConnection() throws IOException {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\n\r\nwell")) {
            assertEquals(State.ANSWERED, probe(peer, HEALTH, PATIENT).state());
        }
    }

    @ParameterizedTest
    @CsvSource({"'Content-Length: 100\r\n\r\n0123456789', 10, 100", "'Content-Length: 100\r\n\r\n', 0, 100",
        "'Transfer-Encoding: chunked\r\n\r\n4\r\nwell\r\n', 4, ", "'\r\nwell', 4, "})
    void oneWhoseEndDoesNotCome(String rest, long received, Long length) throws IOException {
        Reply reply = ofOneThatStays("HTTP/1.1 200 OK\r\n" + rest, SHORT);
        assertEquals(List.of(State.UNFINISHED, 200), List.of(reply.state(), reply.status()));
        assertEquals(Optional.of(new Part(received, Optional.ofNullable(length), false)), reply.part());
    }

    @Test
    void oneThatGoesOnAndOn() throws IOException {
        var hold = new CountDownLatch(1);
        try (var peer = new Peer(socket -> {
            Peer.readRequest(socket);
            Peer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
            while (!hold.await(20, TimeUnit.MILLISECONDS)) {
                Peer.write(socket, "x");
            }
        })) {
            assertEquals(State.UNFINISHED, probe(peer, HEALTH, SHORT).state());
        } finally {
            hold.countDown();
        }
    }

    @ParameterizedTest
    @CsvSource({"'Content-Length: 100\r\n\r\n0123456789', 10, 100",
        "'Transfer-Encoding: chunked\r\n\r\n4\r\nwell\r\n', 4, "})
    void oneThatBreaksOff(String rest, long received, Long length) throws IOException {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\n" + rest)) {
            Reply reply = probe(peer, HEALTH, PATIENT);
            assertEquals(State.UNFINISHED, reply.state());
            assertEquals(Optional.of(new Part(received, Optional.ofNullable(length), true)), reply.part());
        }
    }

    /** By it a browser decides whether a page may have the answer (Fetch Standard). */
    @ParameterizedTest
    @CsvSource({"Cross-Origin-Resource-Policy: same-origin, true, true", "cross-origin-resource-policy: SAME-ORIGIN, true, true",
        "Cross-Origin-Resource-Policy: same-site, false, true", "Cross-Origin-Resource-Policy: cross-origin, false, false",
        "X-Other: same-origin, false, false", "Cross-Origin-Resource-Policy: ''same-origin, false, false"})
    void whatABrowserHides(String header, boolean hidden, boolean hiddenByTls) throws IOException {
        for (String status : List.of("200 OK", "503 Busy")) {
            try (var peer = Peer.saying("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n" + header + "\r\n\r\n")) {
                Reply reply = probe(peer, HEALTH, PATIENT);
                assertEquals(List.of(hidden, hiddenByTls), List.of(reply.hiddenFromPages(false),
                        reply.hiddenFromPages(true)), reply.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"401, 401, ANSWERED", "401, 200, WRONG_ANSWER", "302, 302, ANSWERED", "200, 204, WRONG_ANSWER"})
    void theStatusThatIsWanted(int wanted, int status, State state) throws IOException {
        try (var peer = Peer.saying("HTTP/1.1 " + status + " X\r\nLocation: http://elsewhere.example/\r\n"
                + (status == 204 ? "\r\n" : "Content-Length: 0\r\n\r\n"))) {
            assertEquals(state, probe(peer, wanting(Set.of(wanted), Optional.empty(), Map.of(), Map.of()), PATIENT)
                    .state());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ready to serve | ready  | ANSWERED     | ''
            starting       | ready  | WRONG_ANSWER | starting
            ''             | ready  | WRONG_ANSWER | ''
            """)
    void theTextThatIsWanted(String body, String wanted, State state, String detail) throws IOException {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            Reply reply = probe(peer, wanting(Set.of(), Optional.of(wanted), Map.of(), Map.of()), PATIENT);
            assertEquals(List.of(state, detail), List.of(reply.state(), reply.detail()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"db":{"state":"up"}}            | db.state        | up   | ANSWERED     | ''
            {"db":{"state":"down"}}          | db.state        | up   | WRONG_ANSWER | db.state: down
            {"checks":[{"ok":true}],"n":3}   | checks.0.ok     | true | ANSWERED     | ''
            {"checks":[{"ok":true}],"n":3}   | n               | 3    | ANSWERED     | ''
            {"checks":[{"ok":true}],"n":3}   | checks.1.ok     | true | WRONG_ANSWER | {"checks":[{"ok":true}],"n":3}
            {"error":null}                   | error           | null | ANSWERED     | ''
            {"db":{}}                        | db              | up   | WRONG_ANSWER | {"db":{}}
            not JSON                         | db              | up   | WRONG_ANSWER | not JSON
            """)
    void theValueThatIsWanted(String body, String path, String value, State state, String detail) throws IOException {
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            Reply reply = probe(peer, wanting(Set.of(), Optional.empty(), Map.of(path, value), Map.of()), PATIENT);
            assertEquals(List.of(state, detail), List.of(reply.state(), reply.detail()));
        }
    }

    /** A host and a user agent of the file's own too; what they hold is in no name of a look. */
    @Test
    void theHeadersThatAreGiven(@TempDir Path folder) throws IOException {
        var request = new AtomicReference<String>();
        HealthCheck health = wanting(Set.of(), Optional.empty(), Map.of(),
                Map.of("Authorization", "Bearer s3cret", "Host", "api.test", "User-Agent", "app/2"));
        try (var peer = new Peer(socket -> {
            request.set(Peer.readRequest(socket));
            Peer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        })) {
            var recording = new RecordingWorld(new LiveWorld(), folder.resolve("r"), Redaction.off());
            Reply live = new Prober(recording).probe(peer.address(), peer.port(), Optional.of(health), PATIENT)
                    .toOptional().orElseThrow();
            assertEquals(Optional.of(live), new Prober(new ReplayWorld(folder.resolve("r")))
                    .probe(peer.address(), peer.port(), Optional.of(health), PATIENT).toOptional());
        }
        assertEquals(List.of("Authorization: Bearer s3cret", "Host: api.test", "User-Agent: app/2"),
                request.get().lines().filter(line -> line.matches("(?i)(?:authorization|host|user-agent):.*"))
                        .sorted().toList());
        assertEquals(-1, health.text().indexOf("s3cret"));
    }

    /** What came of it is kept in recordings whole. */
    @Test
    void aRecordingKnowsHowFarItCame(@TempDir Path folder) throws IOException {
        var recording = new RecordingWorld(new LiveWorld(), folder.resolve("r"), Redaction.off());
        try (var peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")) {
            var live = new Prober(recording).probe(peer.address(), peer.port(), Optional.of(HEALTH), PATIENT);
            assertEquals(live, new Prober(new ReplayWorld(folder.resolve("r")))
                    .probe(peer.address(), peer.port(), Optional.of(HEALTH), PATIENT));
        }
    }
}
