package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.plan.Applier;
import change.plan.Reverter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.AtomicFile;
import state.StateException;
import state.StateFolder;
import testing.Rights;

/** A journal does not grow for ever, and never loses what may be in effect: not even when it is killed meanwhile. */
class CompactionTest {
    private static final Instant START = MemoryWorld.START;
    /** Runs of four changes; some seventy are as much as may be settled before anything is left out. */
    private static final int MUCH = 110;

    @TempDir
    private Path temp;
    private StateFolder folder;

    @BeforeEach
    void aFolder() throws StateException {
        folder = new StateFolder(temp.resolve("state"));
        folder.create();
    }

    @Test
    void whatIsSettledForLongestGoesAndTheRestStays() throws Exception {
        List<JournalLine> lines = new ArrayList<>(stays());
        for (int i = 0; i < MUCH; i++) {
            lines.addAll(settled(run(i)));
        }
        write(lines);
        JournalState before = read();
        open().close();

        JournalState after = read();
        assertEquals(before.open(), after.open());
        assertEquals(before.pending(), after.pending());
        assertTrue(Files.size(folder.journal()) < Compaction.SETTLED_KEPT + bytes(stays()), "it is small again");
        Set<RunId> known = runs(after);
        assertTrue(known.contains(run(MUCH - 1)), "the newest is still known by name");
        assertFalse(known.contains(run(0)), "the oldest is not");
        for (RunId run : known) {
            assertEquals(lines(before, run), lines(after, run), "a settled run is there wholly or not at all");
        }
        var all = new ArrayList<>(Files.readAllLines(folder.history()));
        all.addAll(bodies());
        assertEquals(new HashSet<>(before.lines().stream().map(Fixtures.KINDS::line).toList()), new HashSet<>(all),
                "what was left out can be read in the history");
        assertEquals(List.of(), Rights.ofOthers(folder.path()));
        assertEquals(Set.of("journal.jsonl", "journal.lock", "journal.history"), names());
    }

    @Test
    void whereLittleIsSettledNothingIsTouched() throws Exception {
        List<JournalLine> lines = new ArrayList<>(stays());
        for (int i = 0; i < 20; i++) {
            lines.addAll(settled(run(i)));
        }
        write(lines);
        String before = Files.readString(folder.journal());
        open().close();
        assertEquals(before, Files.readString(folder.journal()));
        assertFalse(Files.exists(folder.history()));
    }

    /** What is in effect is no less than it was for being large. */
    @Test
    void muchThatMayBeInEffectStaysHoweverLargeItIs() throws Exception {
        var lines = new ArrayList<JournalLine>();
        for (int i = 0; i < 6 * MUCH; i++) {
            for (int step = 1; step <= 3; step++) {
                lines.add(entry(run(i), "1." + step, ChangeEvent.INTENDED));
                lines.add(entry(run(i), "1." + step, ChangeEvent.DONE));
            }
        }
        write(lines);
        assertTrue(Files.size(folder.journal()) > Compaction.SETTLED_AT_MOST);
        open().close();
        assertEquals(lines, read().lines());
        assertFalse(Files.exists(folder.history()));
    }

    /** A change that cannot be taken back is tried again and again, each time with a line of its own. */
    @Test
    void ofManyAttemptsTheFirstLineAndTheLastStay() throws Exception {
        ChangeEntry announced = entry(run(1), "1.1", ChangeEvent.INTENDED);
        var lines = new ArrayList<JournalLine>(List.of(announced));
        for (int i = 0; i < 2000; i++) {
            lines.add(announced.next(START.plusSeconds(i), ChangeEvent.UNDOING, "guard"));
        }
        write(lines);
        open().close();
        assertEquals(List.of(announced, lines.getLast()), read().lines());
    }

    @Test
    void whateverInstantItIsKilledAtNothingIsLost() throws Exception {
        List<JournalLine> lines = new ArrayList<>(stays());
        for (int i = 0; i < MUCH; i++) {
            lines.addAll(settled(run(i)));
        }
        Set<String> whole = new HashSet<>(lines.stream().map(Fixtures.KINDS::line).toList());
        int operations = 0;
        for (boolean ended = false; !ended; ) {
            folder = new StateFolder(temp.resolve("killed-" + ++operations));
            folder.create();
            write(lines);
            JournalState before = read();
            var fuse = KillSwitch.at(operations);
            try {
                Fixtures.open(folder.path(), "rollback", START, Fixtures.burning(fuse), new ArrayList<>()).close();
            } catch (KillSwitch.Killed e) {
                assertTrue(fuse.blown());
            }
            ended = !fuse.blown();

            assertEquals(before.open(), read().open(), "killed at operation " + operations);
            assertEquals(before.pending(), read().pending(), "killed at operation " + operations);
            open().close();
            assertEquals(before.open(), read().open(), "and once more after operation " + operations);
            assertTrue(Files.size(folder.journal()) < Compaction.SETTLED_AT_MOST, "the next writer does it");
            var all = new HashSet<>(Files.readAllLines(folder.history()));
            all.addAll(bodies());
            assertEquals(whole, all);
            assertEquals(Set.of("journal.jsonl", "journal.lock", "journal.history"), names());
        }
        // The new journal has three ticks of the disk; that it takes the old one's place has two.
        assertEquals(3 + 2 + 1, operations);
    }

    /** The rollback that comes after it takes back all that the runs before it have left. */
    @Test
    void whatStaysCanStillBeTakenBack() throws Exception {
        var world = new MemoryWorld(KillSwitch.never());
        try (Journal journal = open()) {
            new Applier(world, journal, message -> { }).apply(Fixtures.plan(Fixtures.RUN, "run"));
        }
        try (Journal journal = open()) {
            for (int i = 0; i < MUCH; i++) {
                for (JournalLine line : settled(run(i))) {
                    journal.write(line);
                }
            }
        }
        assertTrue(Files.exists(folder.history()), "something was left out");
        assertEquals(4, world.rules.size());
        try (Journal journal = open()) {
            var back = new Reverter(world, journal, message -> { });
            assertTrue(back.takeBack(journal.state().open(), false).complete());
        }
        assertEquals(List.of(), world.rules);
    }

    /** Some months of runs: the journal and its history stay small. */
    @Test
    void itDoesNotGrowForEver() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Journal journal = open()) {
                for (JournalLine line : settled(run(i))) {
                    journal.write(line);
                }
            }
            long run = bytes(settled(run(i)));
            assertTrue(Files.size(folder.journal()) <= Compaction.SETTLED_AT_MOST + run, "after run " + i);
        }
        try (Stream<Path> files = Files.list(folder.path())) {
            long all = files.mapToLong(file -> file.toFile().length()).sum();
            assertTrue(all < Compaction.SETTLED_AT_MOST + (2 << 20) + 4096, all + " bytes");
        }
    }

    @Test
    void whereItCannotBeDoneTheJournalStaysAsItIs() throws Exception {
        List<JournalLine> lines = new ArrayList<>(stays());
        for (int i = 0; i < MUCH; i++) {
            lines.addAll(settled(run(i)));
        }
        write(lines);
        Files.createDirectory(folder.history());
        open().close();
        assertEquals(lines, read().lines());
        Files.delete(folder.history());
        Disk full = new Disk() {
            @Override
            public void append(FileChannel file, byte[] bytes) throws IOException {
                Disk.REAL.append(file, new byte[] {bytes[0]});
                throw new IOException("No space left on device");
            }
        };
        Fixtures.open(folder.path(), "rollback", START, full, new ArrayList<>()).close();
        assertEquals(lines, read().lines());
        assertEquals(Set.of("journal.jsonl", "journal.lock", "journal.history"), names());
    }

    /** Who reads without a lock sees the one journal or the other. */
    @Test
    void whoReadsMeanwhileSeesAllThatMayBeInEffect() throws Exception {
        List<JournalLine> lines = new ArrayList<>(stays());
        for (int i = 0; i < MUCH; i++) {
            lines.addAll(settled(run(i)));
        }
        write(lines);
        List<JournalState.Item> open = read().open();
        var wrong = new AtomicReference<Object>();
        var ended = new AtomicBoolean();
        var reader = new Thread(() -> {
            while (!ended.get() && wrong.get() == null) {
                try {
                    List<JournalState.Item> seen = Journal.read(folder, Fixtures.KINDS).open();
                    wrong.set(seen.equals(open) ? null : seen);
                } catch (StateException e) {
                    wrong.set(e);
                }
            }
        });
        reader.start();
        for (int i = 0; i < 4; i++) {
            open().close();
            write(lines);
        }
        ended.set(true);
        reader.join();
        assertEquals(null, wrong.get());
    }

    /** Whatever stands in a journal, in whatever order: what it says of what may be in effect is the same without. */
    @RepeatedTest(5)
    void noLineThatMattersIsLeftOut(RepetitionInfo round) throws Exception {
        var random = new Random(round.getCurrentRepetition());
        var lines = new ArrayList<JournalLine>();
        for (int i = 0; i < 1300; i++) {
            lines.add(anyLine(random, i));
        }
        JournalState before = new JournalState(lines);
        Compaction compaction = Compaction.of(before, Fixtures.KINDS).orElseThrow();
        var read = new ArrayList<JournalLine>();
        read.addAll(compaction.kept());
        var after = new JournalState(read);
        assertEquals(before.open(), after.open());
        assertEquals(before.pending(), after.pending());
        for (JournalState.Item item : before.open()) {
            assertEquals(before.until(item.run()), after.until(item.run()));
            for (LeasePurpose purpose : LeasePurpose.values()) {
                assertEquals(before.kept(item.run(), purpose), after.kept(item.run(), purpose));
            }
        }
        assertEquals(lines.size(), compaction.kept().size() + compaction.settled().size());
    }

    private static JournalLine anyLine(Random random, int second) {
        RunId run = run(random.nextInt(40));
        Instant at = START.plusSeconds(second);
        LeasePurpose purpose = LeasePurpose.values()[random.nextInt(4)];
        return switch (random.nextInt(8)) {
            case 0 -> new Lease(at, run, "fix-firewall", at.plusSeconds(random.nextInt(1, 9999)), purpose);
            case 1 -> new LeaseKept(at, run, "fix-firewall", random.nextBoolean() ? LeasePurpose.CONFIRM
                    : LeasePurpose.UNTIL, LeaseKept.By.PERSON);
            default -> new ChangeEntry(at, run, "1." + (1 + random.nextInt(3)), ChangeEvent.values()[random.nextInt(5)],
                    "guard", new WordRule("a long word " + "x".repeat(300), 8000), Optional.empty());
        };
    }

    /** Of one run a change that stays and one that was taken back; of another, what is lent; of a third, a failure. */
    private static List<JournalLine> stays() {
        return List.of(entry(Fixtures.RUN, "1.1", ChangeEvent.INTENDED), entry(Fixtures.RUN, "1.1", ChangeEvent.DONE),
                entry(Fixtures.RUN, "1.2", ChangeEvent.INTENDED), entry(Fixtures.RUN, "1.2", ChangeEvent.UNDONE),
                new Lease(START, Fixtures.LATER, "fix-firewall", START.plusSeconds(60), LeasePurpose.CONFIRM),
                new Lease(START, Fixtures.LATER, "fix-firewall", START.plusSeconds(3600), LeasePurpose.UNTIL),
                entry(Fixtures.LATER, "1.1", ChangeEvent.INTENDED), entry(Fixtures.LATER, "1.1", ChangeEvent.DONE),
                new LeaseKept(START, Fixtures.LATER, "fix-firewall", LeasePurpose.CONFIRM, LeaseKept.By.PHONE),
                entry(run(9999), "1.1", ChangeEvent.INTENDED));
    }

    /** Four changes, made and taken back, and the lease under which they were. */
    private static List<JournalLine> settled(RunId run) {
        var lines = new ArrayList<JournalLine>(List.of(
                new Lease(START, run, "fix-firewall", START.plusSeconds(60), LeasePurpose.CONFIRM)));
        for (ChangeEvent event : List.of(ChangeEvent.INTENDED, ChangeEvent.DONE, ChangeEvent.UNDOING,
                ChangeEvent.UNDONE)) {
            for (int step = 1; step <= 4; step++) {
                lines.add(entry(run, "1." + step, event));
            }
        }
        return lines;
    }

    private static ChangeEntry entry(RunId run, String step, ChangeEvent event) {
        return new ChangeEntry(START, run, step, event, "fix-firewall", new WordRule("a word", 8000), Optional.empty());
    }

    private static RunId run(int number) {
        return new RunId("20261122-101500-%04x".formatted(number));
    }

    private static Set<RunId> runs(JournalState journalState) {
        var runs = new HashSet<RunId>();
        journalState.entries().forEach(entry -> runs.add(entry.run()));
        runs.remove(Fixtures.RUN);
        return runs;
    }

    private static List<JournalLine> lines(JournalState journalState, RunId run) {
        return journalState.lines().stream().filter(line -> line.run().equals(run)).toList();
    }

    /** The lines of the journal as the codec writes them, with their numbers in order. */
    private List<String> bodies() throws IOException {
        var bodies = new ArrayList<String>();
        for (String line : Files.readAllLines(folder.journal())) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            StoredLine stored = StoredLine.read(bytes, bytes.length).orElseThrow();
            bodies.add(stored.body());
            assertEquals(bodies.size(), stored.number().orElse(bodies.size()));
        }
        return bodies;
    }

    private void write(List<JournalLine> lines) throws IOException {
        String text = String.join("\n", lines.stream().map(Fixtures.KINDS::line).toList()) + "\n";
        AtomicFile.write(folder.journal(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static long bytes(List<JournalLine> lines) {
        return lines.stream().mapToLong(line -> StoredLine.text(Fixtures.KINDS.line(line), 9999).length() + 1).sum();
    }

    private Journal open() throws StateException {
        return Fixtures.open(folder.path(), "rollback", START, Fixtures.fast(), new ArrayList<>());
    }

    private JournalState read() throws StateException {
        return Journal.read(folder, Fixtures.KINDS);
    }

    private Set<String> names() throws IOException {
        var names = new HashSet<String>();
        try (Stream<Path> files = Files.list(folder.path())) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }
}
