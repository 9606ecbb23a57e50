package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import process.Moment;
import state.StateException;
import state.StateFolder;
import text.Message;

/** Bytes of a journal that are not what was written: nothing that is in effect is hidden by them without a word. */
class DamagedJournalTest {
    private static final Instant START = MemoryWorld.START;
    private static final long SEED = 20261130;
    private static final int MUTATIONS = 10_000;

    @TempDir
    private Path temp;
    private StateFolder folder;

    /** What happens to a file. */
    private enum Mutation {
        CHANGE_BIT, CHANGE_BYTE, DELETE_BYTE, INSERT_BYTE, ZEROES, DELETE_LINE, REPEAT_LINE, SWAP_LINES;

        byte[] of(byte[] bytes, Random random) {
            int at = random.nextInt(bytes.length);
            byte[] changed = bytes.clone();
            return switch (this) {
                case CHANGE_BIT -> {
                    changed[at] ^= (byte) (1 << random.nextInt(8));
                    yield changed;
                }
                case CHANGE_BYTE -> {
                    changed[at] += (byte) random.nextInt(1, 256);
                    yield changed;
                }
                case DELETE_BYTE -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + 1, bytes.length));
                case INSERT_BYTE -> joined(Arrays.copyOf(bytes, at), new byte[] {(byte) random.nextInt(256)},
                        Arrays.copyOfRange(bytes, at, bytes.length));
                case ZEROES -> {
                    Arrays.fill(changed, at, Math.min(bytes.length, at + 64), (byte) 0);
                    yield changed;
                }
                case DELETE_LINE, REPEAT_LINE, SWAP_LINES -> lines(bytes, random);
            };
        }

        /** Not the last one: that it is gone is a journal that ends sooner. */
        private byte[] lines(byte[] bytes, Random random) {
            List<String> lines = new ArrayList<>(new String(bytes, StandardCharsets.UTF_8).lines().toList());
            int line = random.nextInt(lines.size() - 1);
            switch (this) {
                case DELETE_LINE -> lines.remove(line);
                case REPEAT_LINE -> lines.add(lines.get(line));
                default -> lines.add(random.nextInt(line + 1), lines.remove(line + 1));
            }
            return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        }

        private static byte[] joined(byte[]... parts) {
            var all = new ByteArrayOutputStream();
            for (byte[] part : parts) {
                all.writeBytes(part);
            }
            return all.toByteArray();
        }
    }

    @BeforeEach
    void aFolder() {
        folder = new StateFolder(temp.resolve("state"));
    }

    @ParameterizedTest
    @EnumSource
    void noMutationHidesWhatIsInEffect(Mutation mutation) throws Exception {
        write(lines());
        byte[] bytes = Files.readAllBytes(folder.journal());
        JournalState before = Journal.read(folder, Fixtures.KINDS);
        var random = new Random(SEED + mutation.ordinal());
        int noticed = 0;
        for (int i = 0; i < MUTATIONS / Mutation.values().length; i++) {
            byte[] changed = mutation.of(bytes, random);
            Pages pages = PagesReader.read(new ByteArrayInputStream(changed), folder.journal(), Fixtures.KINDS);
            JournalState after = pages.state();
            if (after.whole()) {
                assertEquals(before.open(), after.open(), () -> text(changed));
                assertEquals(before.lent(), after.lent(), () -> text(changed));
            } else {
                noticed++;
                assertFalse(pages.damages().isEmpty());
            }
        }
        assertTrue(noticed > 0, "some are noticed");
    }

    /** With one line damaged, whichever: what the others say is taken back, and of that one it is told. */
    @Test
    void whateverLineIsDamagedWhatTheOthersSayIsOpen() throws Exception {
        List<JournalLine> lines = lines();
        for (int damaged = 0; damaged < lines.size(); damaged++) {
            folder = new StateFolder(temp.resolve("line-" + damaged));
            write(lines);
            damage(damaged);
            var others = new ArrayList<>(lines);
            others.remove(damaged);
            var said = new ArrayList<Message>();
            try (Journal journal = Fixtures.open(folder.path(), "rollback", START, Fixtures.fast(), said)) {
                assertEquals(new JournalState(others).open().stream().map(JournalState.Item::change).toList(),
                        journal.state().open().stream().map(JournalState.Item::change).toList());
                assertTrue(journal.state().whole(), "it goes on with lines that are whole");
            }
            assertEquals(List.of("change.journal-damaged"), said.stream().map(Message::key).toList());
            Damage damage = Journal.damages(folder, Fixtures.KINDS).getFirst();
            assertEquals(Optional.of(lines.get(damaged).run()), damage.run(), "which run it was about can be read");
        }
    }

    /** The last line says how long, and nobody can read it any more: better too soon than never. */
    @Test
    void whatWasLentForATimeThatIsLostFallsDueAtOnce() throws Exception {
        write(List.of(lease(Fixtures.RUN), entry(Fixtures.RUN, "1.1", ChangeEvent.INTENDED),
                entry(Fixtures.RUN, "1.1", ChangeEvent.DONE)));
        damage(0);
        assertEquals(List.of(), Journal.read(folder, Fixtures.KINDS).pending());
        open().close();
        JournalState state = Journal.read(folder, Fixtures.KINDS);
        assertEquals(1, state.due(new Moment(START.plusSeconds(1), Optional.empty())).size());
        open().close();
        assertEquals(state, Journal.read(folder, Fixtures.KINDS), "once is enough");
    }

    /** What somebody has kept stays, also where it can no longer be read that it was lent. */
    @Test
    void whatIsKeptStays() throws Exception {
        write(List.of(lease(Fixtures.RUN), entry(Fixtures.RUN, "1.1", ChangeEvent.INTENDED),
                LeaseTest.kept(Fixtures.RUN, LeasePurpose.CONFIRM)));
        damage(0);
        open().close();
        assertEquals(List.of(), Journal.read(folder, Fixtures.KINDS).pending());
    }

    @Test
    void namesWhatCanStillBeRead() throws Exception {
        write(List.of(entry(Fixtures.RUN, "1.1", ChangeEvent.INTENDED), entry(Fixtures.RUN, "1.2", ChangeEvent.DONE)));
        String text = Files.readString(folder.journal());
        Files.writeString(folder.journal(), text.replaceFirst("\"step\"", "\"stop\""));
        Damage damage = Journal.damages(folder, Fixtures.KINDS).getFirst();
        assertEquals(Optional.of(Message.verbatim("accept a word on 8000")), damage.what());
        assertEquals(Message.of("change.line-sum"), damage.why());
    }

    /** What another version wrote is not damaged, and not for this one to set aside. */
    @Test
    void aWholeLineOfAnotherVersionIsRefused() throws Exception {
        folder.create();
        Files.writeString(folder.journal(), StoredLine.text("{\"journal\":9,\"new\":true}", 1) + "\n");
        var refused = assertThrows(StateException.class, this::open);
        assertEquals("change.journal-other-version", refused.why().key());
        assertEquals(List.of(), asides());
    }

    @Test
    void killedAtAnyInstantWhileItIsSetAsideNothingIsLost() throws Exception {
        int operations = 0;
        for (boolean ended = false; !ended; ) {
            folder = new StateFolder(temp.resolve("killed-" + ++operations));
            write(lines());
            damage(2);
            String damaged = Files.readString(folder.journal());
            List<JournalState.Item> open = Journal.read(folder, Fixtures.KINDS).open();
            var fuse = KillSwitch.at(operations);
            try {
                Fixtures.open(folder.path(), "rollback", START, Fixtures.burning(fuse), new ArrayList<>()).close();
            } catch (KillSwitch.Killed e) {
                assertTrue(fuse.blown());
            }
            ended = !fuse.blown();
            open().close();
            assertEquals(open, Journal.read(folder, Fixtures.KINDS).open(), "killed at operation " + operations);
            assertEquals(1, asides().size(), "killed at operation " + operations);
            assertEquals(damaged, Files.readString(asides().getFirst()));
        }
        assertEquals(3 + 2 + 1, operations);
    }

    /** A folder full of lines that are none: bounded in what is named. */
    @Test
    void muchDamageIsNamedUpToABound() throws Exception {
        folder.create();
        Files.writeString(folder.journal(), "nonsense\n".repeat(100_000) + "x".repeat(3 << 20) + "\n");
        assertEquals(PagesReader.DAMAGES, Journal.damages(folder, Fixtures.KINDS).size());
        open().close();
        assertTrue(Journal.read(folder, Fixtures.KINDS).whole());
    }

    private static List<JournalLine> lines() {
        return List.of(lease(Fixtures.RUN),
                entry(Fixtures.RUN, "1.1", ChangeEvent.INTENDED), entry(Fixtures.RUN, "1.1", ChangeEvent.DONE),
                entry(Fixtures.RUN, "1.2", ChangeEvent.INTENDED), entry(Fixtures.RUN, "1.2", ChangeEvent.DONE),
                entry(Fixtures.LATER, "1.1", ChangeEvent.INTENDED), entry(Fixtures.LATER, "1.1", ChangeEvent.DONE),
                entry(Fixtures.LATER, "1.1", ChangeEvent.UNDOING), entry(Fixtures.LATER, "1.1", ChangeEvent.UNDONE),
                entry(Fixtures.LATER, "1.2", ChangeEvent.INTENDED));
    }

    private static Lease lease(RunId run) {
        return new Lease(START, run, "fix-firewall", START.plusSeconds(60), LeasePurpose.CONFIRM);
    }

    private static ChangeEntry entry(RunId run, String step, ChangeEvent event) {
        return new ChangeEntry(START, run, step, event, "fix-firewall", new WordRule("a word", 8000), Optional.empty());
    }

    private void write(List<JournalLine> lines) throws StateException {
        try (Journal journal = open()) {
            for (JournalLine line : lines) {
                journal.write(line);
            }
        }
    }

    /** Another sign in the middle of that line. */
    private void damage(int line) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.journal()));
        lines.set(line, lines.get(line).replace("\"script\"", "\"scrip-\""));
        Files.writeString(folder.journal(), String.join("\n", lines) + "\n");
    }

    private Journal open() throws StateException {
        return Fixtures.open(folder.path(), "rollback", START, Fixtures.fast(), new ArrayList<>());
    }

    private List<Path> asides() throws Exception {
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.filter(file -> file.getFileName().toString().startsWith("journal.damaged-")).toList();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
