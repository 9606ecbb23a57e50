package path.gather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inventory.Endpoint;
import inventory.Inventory;
import inventory.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import path.Confidence;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import path.PhoneReport.How;
import process.Fact;
import process.LiveWorld;
import process.World;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayWorld;
import state.Account;
import state.StateFolder;
import text.Message;

/** What phones said outlives the run, whole or not at all, and nothing else gets in that way. */
class PhoneHistoryTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Service API = new Service("Éloquence \"API\"; rm -rf", List.of(8000, 8001), Protocol.TCP,
            Optional.of("/health"), Optional.empty());
    private static final Inventory INVENTORY = new Inventory(Optional.empty(), List.of(API), "test");
    private static final Fact<PacketFate> NOT_THEN = Fact.unknown(Message.of("path.seen.not-then"));
    private static final World WORLD = new LiveWorld();

    @TempDir
    private Path folder;

    private StateFolder state() {
        return new StateFolder(folder.resolve("state"));
    }

    private static PhoneReport word(int port, String phone, PhoneAttempt attempt, Fact<PacketFate> seen) {
        return new PhoneReport(NOW, InetAddress.ofLiteral(phone), new Endpoint(API, port),
                InetAddress.ofLiteral("192.168.1.44"), How.BROWSER, attempt, seen);
    }

    private static PhoneReport through(int port, String phone) {
        return word(port, phone, new PhoneAttempt.GotThrough(Duration.ofMillis(12), Duration.ofMillis(40), 5),
                Fact.known(new PacketFate.Connected()));
    }

    private void keep(PhoneReport... words) {
        assertEquals(Optional.empty(), PhoneHistory.keep(Fact.known(state()), List.of(words), NOW));
    }

    private Fact<List<PhoneReport>> read() {
        return PhoneHistory.read(WORLD, Fact.known(state()), INVENTORY);
    }

    static Stream<PhoneReport> words() {
        var late = new PhoneAttempt.TimedOut(Duration.ofSeconds(5));
        return Stream.of(through(8000, "192.168.1.23"), word(8000, "fe80::1", new PhoneAttempt.Refused(), NOT_THEN),
                word(8001, "192.168.1.23", new PhoneAttempt.Unreachable(), NOT_THEN),
                word(8000, "192.168.1.23", new PhoneAttempt.FailedFast(Duration.ofMillis(3)),
                        Fact.known(new PacketFate.Refused())),
                word(8000, "192.168.1.23", new PhoneAttempt.Intermittent(1, 6, Duration.ofMillis(41),
                        Duration.ofMillis(41)), Fact.known(new PacketFate.Connected())),
                word(8000, "192.168.1.23", new PhoneAttempt.Unfinished(Duration.ofSeconds(10)), NOT_THEN),
                word(8000, "192.168.1.23", late, Fact.known(new PacketFate.Unanswered())),
                word(8000, "192.168.1.23", late, Fact.known(new PacketFate.Arrived())),
                word(8000, "192.168.1.23", late, Fact.known(new PacketFate.NeverArrived())),
                word(8000, "192.168.1.23", late, Fact.known(new PacketFate.Dropped("a \"rule\"", "filter INPUT",
                        Confidence.INFERRED))));
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordComesBackAsItWas(PhoneReport word) {
        keep(word);
        assertEquals(Fact.known(List.of(word)), read());
    }

    /** As it was written before a phone told how many of its requests were answered. */
    @Test
    void whatAnEarlierVersionKeptIsStillRead() throws Exception {
        state().create();
        Files.writeString(state().heard(), """
                {"schema": "runbook-phones/1", "words": [{"at": "2026-11-23T10:00:00Z", "phone": "192.168.1.23",
                "service": "Éloquence \\"API\\"; rm -rf", "port": 8000, "protocol": "tcp", "asked": "192.168.1.44",
                "how": "browser", "tried": {"result": "got-through", "medianMs": 12, "worstMs": 40, "tries": 5},
                "seen": {"packet": "connected"}}]}
                """);
        Files.setPosixFilePermissions(state().heard(), PosixFilePermissions.fromString("rw-------"));
        assertEquals(Fact.known(List.of(through(8000, "192.168.1.23"))), read());
    }

    @Test
    void aLaterWordTakesThePlaceOfTheEarlierOneOfTheSame() {
        keep(through(8000, "192.168.1.23"), through(8001, "192.168.1.23"), through(8000, "192.168.1.24"));
        PhoneReport late = word(8000, "192.168.1.23", new PhoneAttempt.TimedOut(Duration.ofSeconds(5)), NOT_THEN);
        keep(late);
        List<PhoneReport> words = read().toOptional().orElseThrow();
        assertEquals(3, words.size());
        assertTrue(words.contains(late) && !words.contains(through(8000, "192.168.1.23")), words::toString);
    }

    @Test
    void whatWasNotTriedIsNotKept() {
        keep(word(8000, "192.168.1.23", new PhoneAttempt.NotTried(Message.of("path.hop.udp")), NOT_THEN));
        assertFalse(Files.exists(state().heard()));
        assertEquals(Fact.known(List.of()), read());
    }

    @Test
    void ofAnotherInventoryOnlyWhatItHasIsRead() {
        keep(through(8000, "192.168.1.23"));
        var other = new Inventory(Optional.empty(), List.of(new Service("Another", List.of(8000), Protocol.TCP,
                Optional.empty(), Optional.empty())), "test");
        assertEquals(Fact.known(List.of()), PhoneHistory.read(WORLD, Fact.known(state()), other));
        keep(through(8001, "192.168.1.23"));
        assertEquals(2, read().toOptional().orElseThrow().size(), "and what others have is kept");
    }

    @Test
    void itDoesNotGrowForEver() {
        var words = new ArrayList<PhoneReport>();
        for (int i = 0; i < 1000; i++) {
            words.add(word(8000, "10.0." + i / 250 + "." + (1 + i % 250), new PhoneAttempt.Refused(),
                    Fact.known(new PacketFate.Dropped("x".repeat(5000), "y".repeat(5000), Confidence.OBSERVED))));
        }
        keep(words.toArray(PhoneReport[]::new));
        List<PhoneReport> kept = read().toOptional().orElseThrow();
        assertEquals(300, kept.size());
        keep(through(8000, "192.168.1.23"));
        assertEquals(300, read().toOptional().orElseThrow().size());
    }

    @Test
    void whatIsOlderThanASeasonGoes() {
        keep(through(8000, "192.168.1.23"));
        assertEquals(Optional.empty(), PhoneHistory.keep(Fact.known(state()), List.of(),
                NOW.plus(Duration.ofDays(91))));
        assertEquals(1, read().toOptional().orElseThrow().size(), "nothing new, nothing written");
        PhoneReport now = new PhoneReport(NOW.plus(Duration.ofDays(91)), InetAddress.ofLiteral("192.168.1.24"),
                new Endpoint(API, 8000), InetAddress.ofLiteral("192.168.1.44"), How.ADB, new PhoneAttempt.Refused(),
                NOT_THEN);
        PhoneHistory.keep(Fact.known(state()), List.of(now), now.at());
        assertEquals(Fact.known(List.of(now)), read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{", "[]", "null", "{}", "{\"schema\": \"runbook-phones/1\"}",
        "{\"schema\": \"runbook-phones/1\", \"words\": {}}", "{\"schema\": [], \"words\": []}",
        "{\"schema\": \"runbook-phones/2\", \"words\": []}", "{schema: 'runbook-phones/1', words: []}",
        "{\"schema\": \"runbook-phones/1\", \"words\": [null]}",
        "{\"schema\": \"runbook-phones/1\", \"words\": [{}]}",
        "{\"schema\": \"runbook-phones/1\", \"words\": [], \"more\": 1}"})
    void aFileOfAnotherFormIsNotBelieved(String text) throws IOException {
        write(text);
        assertInstanceOf(Fact.Unknown.class, read());
    }

    /** Each of these differs from a good file in one place. */
    @ParameterizedTest
    @ValueSource(strings = {"8000>70000x", "8000>\"8000\"", "8000>8000.5", "tcp>sctp", "browser>telnet",
        "got-through>went-through", "192.168.1.23>example.org", "192.168.1.23>192.168.1.023", "2026-11-23T10>23 Nov 10",
        "\"worstMs\": 40>\"worstMs\": 4", "\"medianMs\": 12>\"medianMs\": -12", "\"tries\": 5>\"tries\": 0",
        "\"tries\": 5>\"tries\": 5, \"more\": 1", "\"packet\": \"connected\">\"packet\": \"seen\""})
    void aDamagedWordSpoilsTheWholeFile(String change) throws IOException {
        keep(through(8000, "192.168.1.23"));
        String good = Files.readString(state().heard());
        String[] sides = change.split(">");
        assertTrue(good.contains(sides[0]), good);
        write(good.replace(sides[0], sides[1]));
        Fact<List<PhoneReport>> read = read();
        assertInstanceOf(Fact.Unknown.class, read);
        assertTrue(read.toString().contains("phones.json"), read::toString);
    }

    @Test
    void aDamagedFileIsWrittenAnew() throws IOException {
        write("{");
        keep(through(8000, "192.168.1.23"));
        assertEquals(1, read().toOptional().orElseThrow().size());
    }

    @Test
    void aHugeFileIsNotReadAtAll() throws IOException {
        write(" ".repeat(2 << 20));
        assertInstanceOf(Fact.Unknown.class, read());
    }

    private void write(String text) throws IOException {
        Files.createDirectories(state().path());
        Files.writeString(state().heard(), text);
    }

    @Test
    void itIsForItsOwnersEyesAlone() throws IOException {
        assumeTrue(Account.current().posix());
        keep(through(8000, "192.168.1.23"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state().heard())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state().path())));
        try (Stream<Path> inside = Files.list(state().path())) {
            assertEquals(List.of(state().heard()), inside.toList(), "nothing is left lying about");
        }
    }

    @Test
    void aLinkIsNeitherReadNorWrittenThrough() throws IOException {
        assumeTrue(Account.current().posix());
        Path other = Files.writeString(folder.resolve("other"), "precious");
        Files.createDirectories(state().path());
        Files.createSymbolicLink(state().heard(), other);
        assertInstanceOf(Fact.Unknown.class, read());
        keep(through(8000, "192.168.1.23"));
        assertEquals("precious", Files.readString(other));
        assertTrue(Files.isRegularFile(state().heard(), LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void aFolderThatIsALinkIsNotWrittenTo() throws IOException {
        assumeTrue(Account.current().posix());
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(state().path(), elsewhere);
        assertTrue(PhoneHistory.keep(Fact.known(state()), List.of(through(8000, "192.168.1.23")), NOW).isPresent());
        try (Stream<Path> inside = Files.list(elsewhere)) {
            assertEquals(0, inside.count());
        }
    }

    @Test
    void whyItCannotBeKeptIsSaidWithThePlace() throws IOException {
        var below = new StateFolder(Files.writeString(folder.resolve("file"), "").resolve("state"));
        Optional<Message> why = PhoneHistory.keep(Fact.known(below), List.of(through(8000, "192.168.1.23")), NOW);
        assertTrue(why.orElseThrow().toString().contains(below.path().toString()), why::toString);
        assertEquals("path.memory.not-kept", why.get().key());
        var none = Message.of("state.no-home");
        assertEquals(Optional.of(Message.of("path.memory.not-kept", none)), PhoneHistory.keep(Fact.unknown(none),
                List.of(through(8000, "192.168.1.23")), NOW));
        assertEquals(Optional.empty(), PhoneHistory.keep(Fact.unknown(none), List.of(), NOW),
                "there is nothing to keep");
    }

    @Test
    void aRecordingHoldsItAndAReplaySaysTheSame() throws IOException {
        keep(through(8000, "192.168.1.23"), through(8001, "192.168.1.24"));
        Path recording = folder.resolve("recording");
        var recorder = new RecordingWorld(WORLD, recording, Redaction.ofThisMachine());
        Fact<List<PhoneReport>> live = PhoneHistory.read(recorder, Fact.known(state()), INVENTORY);
        assertEquals(live, PhoneHistory.read(new ReplayWorld(recording), Fact.unknown(Message.of("state.no-home")),
                INVENTORY));
        assertEquals(2, live.toOptional().orElseThrow().size());
        assertFalse(Files.readString(recording.resolve("manifest.jsonl")).contains(folder.toString()),
                "where it lies is nobody's business");
    }
}
