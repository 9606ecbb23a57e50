package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import state.StateException;
import state.StateFolder;
import text.Language;
import text.Message;
import text.Words;

class JournalTest {

    @TempDir
    private Path folder;

    @Test
    void anEntryIsOneLineOfJsonThatHoldsTheWholeChange() throws Exception {
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            journal.write(intended("1.1", new WordRule("word", 8000)));
        }
        assertEquals(List.of("{\"journal\":1,\"at\":\"2026-11-22T10:15:00Z\",\"run\":\"20261122-101500-3f9a\","
                + "\"step\":\"1.1\",\"event\":\"intended\",\"script\":\"fix-firewall\",\"kind\":\"word\","
                + "\"change\":{\"word\":\"word\",\"port\":8000,\"note\":null},"
                + "\"line\":1,\"sum\":\"76354d95\"}"), Files.readAllLines(file()));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        ChangeEntry first = intended("1.1", new WordRule("word", 8000, Optional.of("a note\nwith \"quotes\" and é")));
        var failed = new ChangeEntry(MemoryWorld.START, Fixtures.RUN, "1.1", ChangeEvent.FAILED, "fix-firewall",
                first.change(), Optional.of("no room"));
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            journal.write(first);
            journal.write(failed);
        }
        assertEquals(List.of(first, failed), read().entries());
        assertEquals(2, Files.readAllLines(file()).size());
    }

    @Test
    void aJournalThatDoesNotExistIsEmptyAndReadingMakesNothing() throws Exception {
        Path none = folder.resolve("none");
        assertEquals(List.of(), Journal.read(new StateFolder(none), Fixtures.KINDS).entries());
        assertTrue(Files.notExists(none));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyItsOwnerCanReadIt() throws Exception {
        Path deep = folder.resolve("a/b");
        Fixtures.open(deep, "fix-firewall", MemoryWorld.START).close();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(deep)));
        assertEquals("rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.resolve("journal.jsonl"))));
    }

    @Test
    void aLastLineTornAtAnyByteIsSetAsideAndLosesNoOtherEntry() throws Exception {
        ChangeEntry first = intended("1.1", new WordRule("first", 1));
        ChangeEntry second = intended("1.2", new WordRule("second", 2));
        byte[] whole = (Fixtures.KINDS.line(first) + "\n" + Fixtures.KINDS.line(second) + "\n")
                .getBytes(StandardCharsets.UTF_8);
        int firstEnd = Fixtures.KINDS.line(first).length() + 1;
        for (int cut = firstEnd + 1; cut < whole.length - 1; cut++) {
            Path state = Files.createDirectories(folder.resolve("cut-" + cut));
            byte[] torn = Arrays.copyOf(whole, cut);
            Files.write(state.resolve("journal.jsonl"), torn);
            assertEquals(List.of(first), Journal.read(new StateFolder(state), Fixtures.KINDS).entries());

            var said = new ArrayList<Message>();
            try (Journal journal = Fixtures.open(state, "rollback", MemoryWorld.START, Disk.REAL, said)) {
                assertEquals(List.of(first), journal.state().entries());
                journal.write(second);
            }
            assertEquals(List.of(first, second), Journal.read(new StateFolder(state), Fixtures.KINDS).entries());
            assertEquals(List.of("change.journal-torn"), said.stream().map(Message::key).toList());
            assertEquals(new String(torn, firstEnd, cut - firstEnd, StandardCharsets.UTF_8),
                    Files.readString(asides(state).getFirst()));
        }
    }

    @Test
    void aLastLineThatLacksOnlyItsLineEndIsWhole() throws Exception {
        ChangeEntry entry = intended("1.1", new WordRule("first", 1));
        Files.writeString(file(), Fixtures.KINDS.line(entry));
        assertEquals(List.of(entry), read().entries());
        try (Journal journal = Fixtures.open(folder, "rollback", MemoryWorld.START)) {
            journal.write(entry.next(MemoryWorld.START, ChangeEvent.UNDONE, "rollback"));
        }
        assertEquals(2, Files.readAllLines(file()).size());
        assertEquals(List.of(), read().open());
        assertEquals(List.of(), asides(folder));
    }

    @Test
    void afterAFullDiskTheEntryIsNotThereAndTheNextOneIsWhole() throws Exception {
        boolean[] full = {true};
        Disk disk = (channel, bytes) -> {
            if (full[0]) {
                Disk.REAL.append(channel, Arrays.copyOf(bytes, 20));
                throw new IOException("No space left on device");
            }
            Disk.REAL.append(channel, bytes);
        };
        ChangeEntry entry = intended("1.1", new WordRule("first", 1));
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START, disk, new ArrayList<>())) {
            var refused = assertThrows(StateException.class, () -> journal.write(entry));
            assertEquals("change.journal-not-written", refused.why().key());
            assertEquals(0, Files.size(file()));
            full[0] = false;
            journal.write(entry);
        }
        assertEquals(List.of(entry), read().entries());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "\"kind\":\"word\"          ~ \"kind\":\"iptables\"        ~ unknown kind of change: iptables",
        "\"port\":8000              ~ \"port\":80000               ~ not a word and a port: word 80000",
        "\"port\":8000              ~ \"port\":\"; rm\"            ~ rm",
        "\"word\":\"word\"          ~ \"word\":\"-j ACCEPT; x\"    ~ not a word and a port",
        "\"port\":8000,             ~ ``                           ~ not a word and a port",
        "\"port\":8000              ~ \"port\":8000,\"more\":1     ~ a key too many",
        "\"note\":null              ~ \"other\":null               ~ a key too many",
        "\"journal\":1              ~ \"journal\":3                ~ not a line of version 1 or 2",
        "\"journal\":1              ~ \"journal\":2                ~ no text for by",
        "\"event\":\"intended\"     ~ \"event\":\"guessed\"        ~ unknown event: guessed",
        "\"step\":\"1.1\"           ~ \"step\":\"one\"             ~ not a step",
        "\"run\":\"20261122-101500-3f9a\" ~ \"run\":\"x\"          ~ not the name of a run",
        "2026-11-22T10:15:00Z       ~ yesterday                    ~ not a moment",
        "\"script\":\"fix-firewall\" ~ \"script\":\"../x\"         ~ not a script",
        "{\"journal\"               ~ [\"journal\"                 ~ not"})
    void aWholeLineThatIsNotOursIsSetAsideAndTheRestCounts(String part, String by, String reason) throws Exception {
        ChangeEntry entry = intended("1.1", new WordRule("word", 8000));
        String good = Fixtures.KINDS.line(entry);
        String bad = good.replace(part, by == null ? "" : by);
        assertTrue(!bad.equals(good), part);
        String all = good + "\n" + bad + "\n" + good + "\n";
        Files.writeString(file(), all);
        assertEquals(new JournalState(List.of(entry, entry), false), read());
        Damage damage = damages().getFirst();
        assertEquals(file() + ":2", damage.place());
        assertTrue(said(damage.why()).contains(reason), damage::toString);

        var said = new ArrayList<Message>();
        Fixtures.open(folder, "rollback", MemoryWorld.START, Disk.REAL, said).close();
        assertEquals(new JournalState(List.of(entry, entry)), read());
        assertEquals(List.of("change.journal-damaged"), said.stream().map(Message::key).toList());
        Path aside = folder.resolve("journal.damaged-" + MemoryWorld.START.getEpochSecond() + "-1");
        assertEquals(all, Files.readString(aside));
        assertEquals(List.of(aside + ":2"), damages().stream().map(Damage::place).toList(), "it is not forgotten");
    }

    @Test
    void aKindThatIsNotRegisteredIsNeverWritten() {
        var none = new JournalCodec(Map.of());
        assertThrows(IllegalArgumentException.class, () -> none.line(intended("1.1", new WordRule("word", 1))));
    }

    private static ChangeEntry intended(String step, WordRule rule) {
        return new ChangeEntry(MemoryWorld.START, Fixtures.RUN, step, ChangeEvent.INTENDED, "fix-firewall", rule,
                Optional.empty());
    }

    private Path file() {
        return folder.resolve("journal.jsonl");
    }

    private List<Damage> damages() throws StateException {
        return Journal.damages(new StateFolder(folder), Fixtures.KINDS);
    }

    private static String said(Message message) {
        return new Words(Language.ENGLISH).say(message);
    }

    private JournalState read() throws StateException {
        return Journal.read(new StateFolder(folder), Fixtures.KINDS);
    }

    private static List<Path> asides(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal.torn-")).toList();
        }
    }
}
