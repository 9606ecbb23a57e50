package process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayException;
import process.recording.ReplayWorld;
import testing.Project;
import text.Message;

/** What is recorded is what is replayed, without the names of people and machines. */
class RecordingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    private Path folder;

    /** A machine that answers from a list, one answer after the other. */
    private static final class Scripted implements World {
        final Deque<Ran> answers = new ArrayDeque<>();

        @Override
        public Ran run(Command command) {
            return answers.removeFirst();
        }

        @Override
        public <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look) {
            return look.get();
        }

        @Override
        public Os os() {
            return Os.WINDOWS;
        }

        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public boolean live() {
            return true;
        }
    }

    private record Seen(int port, List<String> names, Duration took) { }

    private static final Command DOCKER = Command.of("docker", "ps", "-a");

    private static Ran ran(Command command, Ran.End end, String out, String err) {
        return new Ran(command, end, out.getBytes(StandardCharsets.UTF_8), err.getBytes(StandardCharsets.UTF_8),
                Duration.ofMillis(7));
    }

    @Test
    void everyKindOfEndComesBackAsItWas() throws IOException {
        List<Ran.End> ends = List.of(new Ran.Exited(0), new Ran.Exited(5), new Ran.TimedOut(), new Ran.NotFound(),
                new Ran.Flooded());
        var machine = new Scripted();
        ends.forEach(end -> machine.answers.add(ran(DOCKER, end, "out\r\n", "err")));
        var recording = new RecordingWorld(machine, folder.resolve("r"), Redaction.off());
        ends.forEach(end -> recording.run(DOCKER));
        var replayed = new ReplayWorld(folder.resolve("r"));
        assertEquals(Os.WINDOWS, replayed.os());
        assertEquals(NOW, replayed.now());
        assertFalse(replayed.live());
        for (Ran.End end : ends) {
            Ran again = replayed.run(DOCKER);
            assertEquals(end, again.end());
            assertEquals("out\r\n", again.outText());
            assertEquals("err", again.errText());
            assertEquals(Duration.ofMillis(7), again.took());
        }
        assertEquals(new Ran.Flooded(), replayed.run(DOCKER).end(), "asked once more: the last answer again");
    }

    @Test
    void looksComeBackKnownOrUnknown() throws IOException {
        var recording = new RecordingWorld(new Scripted(), folder.resolve("r"), Redaction.off());
        var seen = new Seen(8000, List.of("a", "b"), Duration.ofMillis(3));
        recording.observe("port", Seen.class, () -> Fact.known(seen));
        recording.observe("other", Seen.class, () -> Fact.unknown(Message.of("process.interrupted")));
        var replayed = new ReplayWorld(folder.resolve("r"));
        assertEquals(Fact.known(seen), replayed.observe("port", Seen.class, () -> {
            throw new AssertionError("a replay looks at nothing");
        }));
        assertEquals(Fact.unknown(Message.verbatim("it was interrupted")),
                replayed.observe("other", Seen.class, () -> Fact.known(seen)));
        assertInstanceOf(Fact.Unknown.class, replayed.observe("never asked", Seen.class, () -> Fact.known(seen)));
        assertInstanceOf(Ran.NotStarted.class, replayed.run(Command.of("never-ran")).end());
    }

    @Test
    void namesAndPublicAddressesAreReplacedEverywhereAlike() throws IOException {
        var machine = new Scripted();
        machine.answers.add(ran(DOCKER, new Ran.Exited(0),
                "C:\\Users\\Amelie\\x on DESKTOP-7 at 81.2.69.142 and 192.168.1.44, 8.8.4.4, 2a02:26f7::1, fe80::1, "
                        + "a4-5e-60-c1-00-17, a4:5e:60:c1:00:17",
                "amelie@81.2.69.142"));
        var recording = new RecordingWorld(machine, folder.resolve("r"), Redaction.of("Amelie", "DESKTOP-7"));
        assertTrue(recording.run(DOCKER).outText().contains("Amelie"), "the run itself sees the truth");
        Ran again = new ReplayWorld(folder.resolve("r")).run(DOCKER);
        assertEquals("C:\\Users\\user\\x on host at 203.0.113.2 and 192.168.1.44, 203.0.113.3, 2001:db8::4, fe80::1, "
                + "02-00-00-00-00-01, 02:00:00:00:00:01",
                again.outText());
        assertEquals("user@203.0.113.2", again.errText());
    }

    /** In UTF-8, in the ASCII of PowerShell's answer, and in Windows' own code page. */
    @Test
    void aNameWithAccentsIsReplacedInWhateverFormItStands() throws IOException {
        var machine = new Scripted();
        machine.answers.add(ran(DOCKER, new Ran.Exited(0), "Zo\u00e9 D'\u00c9t\u00e9 {\"message\":"
                + "\"Zo\\u00e9 D'\\u00c9t\\u00e9 may not\"}", ""));
        machine.answers.add(new Ran(DOCKER, new Ran.Exited(0), "Zo\u00e9 D'\u00c9t\u00e9.".getBytes(
                StandardCharsets.ISO_8859_1), new byte[0], Duration.ZERO));
        var recording = new RecordingWorld(machine, folder.resolve("r"),
                Redaction.of("Zo\u00e9 D'\u00c9t\u00e9", "DESKTOP-7"));
        recording.run(DOCKER);
        recording.run(DOCKER);
        var replay = new ReplayWorld(folder.resolve("r"));
        assertEquals("user {\"message\":\"user may not\"}", replay.run(DOCKER).outText());
        assertEquals("user.", replay.run(DOCKER).outText());
    }

    /** A route to half the world tells nobody's address, and is judged; the next hop and a network of ours do. */
    @Test
    void routesToMuchOfTheWorldStay() throws IOException {
        var machine = new Scripted();
        machine.answers.add(ran(DOCKER, new Ran.Exited(0), "0.0.0.0/1 128.0.0.0/1 64.0.0.0/2 2000::/3 ::/0 8000::/1"
                + " 10.8.0.0/24 81.2.69.0/24 2a02:26f7:1:2::/64", ""));
        new RecordingWorld(machine, folder.resolve("r"), Redaction.of("someone", "somewhere")).run(DOCKER);
        assertEquals("0.0.0.0/1 128.0.0.0/1 64.0.0.0/2 2000::/3 ::/0 8000::/1 10.8.0.0/24 203.0.113.1/24"
                + " 2001:db8::2/64", new ReplayWorld(folder.resolve("r")).run(DOCKER).outText());
    }

    @Test
    void foldersOfOtherPeopleTellNoNames() throws IOException {
        var machine = new Scripted();
        machine.answers.add(ran(DOCKER, new Ran.Exited(0), "App=C:\\users\\marie claire\\appdata\\x.exe|"
                + " {\"path\":\"C:\\\\Users\\\\Marie Claire\\\\x.exe\"} C:\\Users\\Public\\a C:\\Users\\Amelie\\b"
                + " \"C:\\\\Users\\\\Ren\\u00e9\\\\y\"", ""));
        new RecordingWorld(machine, folder.resolve("r"), Redaction.of("Amelie", "DESKTOP-7")).run(DOCKER);
        assertEquals("App=C:\\users\\user-2\\appdata\\x.exe| {\"path\":\"C:\\\\Users\\\\user-2\\\\x.exe\"}"
                + " C:\\Users\\Public\\a C:\\Users\\user\\b \"C:\\\\Users\\\\user-3\\\\y\"",
                new ReplayWorld(folder.resolve("r")).run(DOCKER).outText());
    }

    /** In every language, with one character that only this code page has; the adapter's name stays. */
    @ParameterizedTest
    @CsvSource({"en, SomeProfile", "de, Profile1 2", "es, Profile-1", "fr, SomeProfile"})
    void wirelessNetworksLoseTheirNames(String language, String profile) throws IOException {
        Command netsh = Command.of("netsh", "wlan", "show", "interfaces");
        byte[] real = Project.fixture("wlan/win-netsh-wlan-interfaces-" + language + ".txt");
        String before = new String(real, StandardCharsets.ISO_8859_1).replace("SSID-1", "Caf\u0082 Lutetia")
                .replace("\n", "\r\n");
        var machine = new Scripted();
        machine.answers.add(new Ran(netsh, new Ran.Exited(0), before.getBytes(StandardCharsets.ISO_8859_1),
                new byte[0], Duration.ZERO));
        new RecordingWorld(machine, folder.resolve("r"), Redaction.of("someone", "somewhere")).run(netsh);
        String after = new String(new ReplayWorld(folder.resolve("r")).run(netsh).out(), StandardCharsets.ISO_8859_1);
        assertFalse(after.contains("Lutetia") || after.contains(profile), after);
        String expected = before.replace("Caf\u0082 Lutetia", "network-1").replace(profile, "network-2")
                .replace("fe:dc:ba:09:87:01", "02:00:00:00:00:01").replace("fe:dc:ba:09:87:02", "02:00:00:00:00:02");
        assertEquals(expected, after);
    }

    @Test
    void theNetworkThatAScriptIsAskedAboutHasTheSameOtherNameEverywhere() throws IOException {
        var machine = new Scripted();
        String script = "powershell firewall/windows/";
        Command read = DOCKER.called(script + "read-network.ps1 {\"guid\":\"{1}\"}");
        Command set = DOCKER.called(script
                + "set-network-category.ps1 {\"network\":\"Lutetia\",\"category\":\"Private\"}");
        machine.answers.add(ran(read, new Ran.Exited(0), "{\"network\":{\"name\":\"Lutetia\",\"category\":0}}", ""));
        machine.answers.add(ran(set, new Ran.Exited(0), "{}", ""));
        var recording = new RecordingWorld(machine, folder.resolve("r"), Redaction.of("someone", "somewhere"));
        recording.run(read);
        recording.run(set);
        String manifest = Files.readString(folder.resolve("r/manifest.jsonl"));
        assertFalse(manifest.contains("Lutetia"), manifest);
        assertTrue(manifest.contains("\\\"network\\\":\\\"network-1\\\""), manifest);
        assertEquals("{\"network\":{\"name\":\"network-1\",\"category\":0}}",
                new ReplayWorld(folder.resolve("r")).run(read).outText());
    }

    @Test
    void bytesOfAnotherCodePageStay() throws IOException {
        byte[] german = {'A', 'B', 'H', (byte) 0x99, 'R', 'E', 'N'};
        var machine = new Scripted();
        machine.answers.add(new Ran(DOCKER, new Ran.Exited(0), german, new byte[0], Duration.ZERO));
        new RecordingWorld(machine, folder.resolve("r"), Redaction.of("someone", "somewhere")).run(DOCKER);
        Ran again = new ReplayWorld(folder.resolve("r")).run(DOCKER);
        assertArrayEquals(german, again.out());
        assertEquals("ABHÖREN", again.outText());
    }

    @Test
    void aFolderThatHoldsSomethingIsNotWrittenInto() throws IOException {
        Files.writeString(folder.resolve("precious"), "");
        assertThrows(IOException.class, () -> new RecordingWorld(new Scripted(), folder, Redaction.off()));
    }

    @Test
    void whatIsNoRecordingIsRefusedWithItsPlace() throws IOException {
        assertTrue(problem().contains("this is not a recording"));
        write("not json\n");
        assertTrue(problem().contains("manifest.jsonl:1"));
        write("{\"schema\":\"else\"}\n");
        assertTrue(problem().contains("manifest.jsonl:1"));
        write("{\"schema\":\"runbook-recording/1\",\"os\":\"amiga\",\"startedAt\":\"2026-11-23T10:00:00Z\"}\n");
        assertTrue(problem().contains("manifest.jsonl:1"));
        write("{\"schema\":\"runbook-recording/1\",\"os\":\"linux\",\"startedAt\":\"2026-11-23T10:00:00Z\"}\n{}\n");
        assertTrue(problem().contains("manifest.jsonl:2"));
    }

    @Test
    void aManifestCannotMakeUsReadOtherFiles() throws IOException {
        Files.writeString(folder.resolve("secret"), "secret");
        Path recording = Files.createDirectory(folder.resolve("r"));
        Files.writeString(recording.resolve("manifest.jsonl"), """
                {"schema":"runbook-recording/1","os":"linux","startedAt":"2026-11-23T10:00:00Z"}
                {"what":"docker ps -a","end":"exit","code":0,"out":"../secret"}
                """);
        assertTrue(assertThrows(ReplayException.class, () -> new ReplayWorld(recording)).getMessage()
                .contains("\"../secret\" is no name of a file of a recording"));
    }

    private void write(String manifest) throws IOException {
        Files.writeString(folder.resolve("manifest.jsonl"), manifest);
    }

    private String problem() {
        return assertThrows(ReplayException.class, () -> new ReplayWorld(folder)).getMessage();
    }
}
