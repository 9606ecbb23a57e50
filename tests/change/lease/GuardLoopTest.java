package change.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.JournalLine;
import change.journal.KillSwitch;
import change.journal.LeasePurpose;
import change.journal.LeaseTest;
import change.journal.MemoryGuard;
import change.journal.MemoryWorld;
import change.journal.RunId;
import change.journal.WordRule;
import change.plan.Applier;
import change.plan.Reverter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import text.Message;

/** What a guard does, second by second, on a machine that is a list of words. */
class GuardLoopTest {
    private static final LeaseTerms.Length HALF_AN_HOUR = new LeaseTerms.Length(LeasePurpose.CONFIRM,
            Duration.ofMinutes(30));

    /** Something that happens while the guard waits. */
    interface Happening {
        void happen() throws Exception;
    }

    @TempDir
    private Path folder;
    private final MemoryWorld world = new MemoryWorld(KillSwitch.never());
    private final List<Message> log = new ArrayList<>();
    private final Map<Integer, Happening> happenings = new TreeMap<>();
    private int rests;

    @Test
    void takesBackWhatFallsDueAndNotBefore() throws Exception {
        lend(Fixtures.RUN, "run", HALF_AN_HOUR);
        happenings.put(100, () -> assertEquals(4, world.rules.size(), "it is not due yet"));
        serve();
        assertEquals(List.of(), world.rules);
        assertTrue(rests > 100, "it waited");
        assertEquals("change.guard-there change.undone change.undone change.undone change.undone", said());
        assertFalse(ProcessLock.isHeld(new StateFolder(folder).guardLock()));
    }

    /** It looks every second of half an hour, and reads the eight lines of the journal when they are new. */
    @Test
    void readsTheJournalOnlyWhereItHasChanged() throws Exception {
        lend(Fixtures.RUN, "run", HALF_AN_HOUR);
        happenings.put(200, () -> lend(Fixtures.LATER, "later", HALF_AN_HOUR));
        var made = new AtomicLong();
        happenings.put(201, () -> {
            made.set(WordRule.MADE.get().get());
            assertTrue(made.get() > 0, "what the guard reads is counted");
        });
        happenings.put(250, () -> made.set(WordRule.MADE.get().get() - made.get()));
        serve();
        assertEquals(List.of(), world.rules, "what was lent later is seen and taken back as well");
        assertTrue(rests > 250, "it looked often");
        assertTrue(made.get() <= 3 * 16, "rules read in fifty looks, at a journal with sixteen: " + made);
    }

    /** Whoever sets the clock, by a time server or by hand: half an hour is half an hour. */
    @ParameterizedTest
    @ValueSource(longs = {-86_400, -7200, 7200, 86_400})
    void aClockThatIsSetMakesNoLeaseLongerOrShorter(long seconds) throws Exception {
        world.boot = Optional.of("0a");
        lend(Fixtures.RUN, "run", HALF_AN_HOUR);
        happenings.put(5, () -> world.set = Duration.ofSeconds(seconds));
        happenings.put(100, () -> assertEquals(4, world.rules.size(), "it is not due yet"));
        serve();
        assertEquals(List.of(), world.rules);
        assertTrue(world.passed().compareTo(Duration.ofMinutes(32)) < 0, world.passed()::toString);
    }

    @Test
    void endsSoonWhenItIsKept() throws Exception {
        lend(Fixtures.RUN, "run", HALF_AN_HOUR);
        happenings.put(5, () -> write(LeaseTest.kept(Fixtures.RUN, LeasePurpose.CONFIRM)));
        serve();
        assertEquals(4, world.rules.size());
        assertEquals(5, rests);
    }

    @Test
    void endsSoonWhenSomebodyTakesItBackByHand() throws Exception {
        lend(Fixtures.RUN, "run", HALF_AN_HOUR);
        happenings.put(5, () -> rollBack(Fixtures.RUN));
        serve();
        assertEquals(5, rests);
        assertEquals("change.guard-there", said());
    }

    @Test
    void endsAtOnceWhereNothingIsLent() throws Exception {
        apply(Fixtures.RUN, "run");
        serve();
        assertEquals(0, rests);
        assertEquals(4, world.rules.size());
    }

    @Test
    void servesLeasesThatComeLaterEachAtItsTime() throws Exception {
        lend(Fixtures.RUN, "run", HALF_AN_HOUR);
        happenings.put(3, () -> lend(Fixtures.LATER, "later",
                new LeaseTerms.Length(LeasePurpose.PAGE, Duration.ofMinutes(5))));
        happenings.put(200, () -> assertEquals(4, world.rules.stream().filter(rule -> rule.startsWith("run")).count()));
        serve();
        assertEquals(List.of(), world.rules);
        List<String> taken = log.stream().filter(line -> line.key().equals("change.undone"))
                .map(line -> line.args().getFirst().toString().contains("later") ? "later" : "run").distinct().toList();
        assertEquals(List.of("later", "run"), taken);
    }

    @Test
    void waitsForWhoeverHoldsTheJournal() throws Exception {
        lend(Fixtures.RUN, "run", new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        Journal other = Fixtures.open(folder, "rollback", MemoryWorld.START);
        happenings.put(200, () -> {
            assertEquals(4, world.rules.size(), "another one writes");
            other.close();
        });
        serve();
        assertEquals(List.of(), world.rules);
        assertEquals(200, rests, "right after it ended");
    }

    @Test
    void triesAgainWhereItDoesNotSucceedAtOnce() throws Exception {
        lend(Fixtures.RUN, "run", new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        world.rules.add("unreadable");
        happenings.put(100, () -> world.rules.remove("unreadable"));
        serve();
        assertEquals(List.of(), world.rules);
        assertTrue(said().contains("change.guard-not"), said());
        assertTrue(said().endsWith("change.undone change.undone change.undone change.undone"), said());
    }

    @Test
    void doesNotTryForEverAndSaysWhoIsToDoIt() throws Exception {
        lend(Fixtures.RUN, "run", new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        world.rules.add("unreadable");
        serve();
        assertEquals(5, world.rules.size());
        assertTrue(said().endsWith("change.guard-left"), said());
        long attempts = log.stream().filter(line -> line.key().equals("change.guard-not")).count() / 4;
        assertTrue(attempts > 10 && attempts < 50, attempts + " attempts");
        assertFalse(ProcessLock.isHeld(new StateFolder(folder).guardLock()));
    }

    @Test
    void leavesAloneWhatSomebodyHasChangedSince() throws Exception {
        lend(Fixtures.RUN, "run", new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        world.rules.replaceAll(rule -> rule.equals("run live") ? "run live*" : rule);
        serve();
        assertEquals(List.of("run live*"), world.rules);
        assertTrue(said().endsWith("change.guard-left"), said());
    }

    @Test
    void aTornLastLineKeepsItFromNothing() throws Exception {
        lend(Fixtures.RUN, "run", new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        Files.writeString(folder.resolve("journal.jsonl"), "{\"journal\":2,\"at\":\"20", StandardOpenOption.APPEND);
        serve();
        assertEquals(List.of(), world.rules);
    }

    @Test
    void aDamagedLineIsToldAndKeepsItFromNothing() throws Exception {
        lend(Fixtures.RUN, "run", new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        Files.writeString(folder.resolve("journal.jsonl"), "nonsense\n", StandardOpenOption.APPEND);
        serve();
        assertEquals(List.of(), world.rules);
        assertEquals("change.guard-there change.journal-damaged" + " change.undone".repeat(4), said());
    }

    /** The line that says for how long: nobody waits for ever for what it said. */
    @Test
    void whereTheLeaseItselfIsDamagedItIsTakenBackAtOnce() throws Exception {
        lend(Fixtures.RUN, "run", HALF_AN_HOUR);
        Path journal = folder.resolve("journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replaceFirst("10:45", "19:45"));
        serve();
        assertEquals(List.of(), world.rules);
        assertTrue(rests < 10, rests + " rests");
    }

    @Test
    void aJournalThatCannotBeReadIsToldOnceAndNotWaitedForForEver() throws Exception {
        lend(Fixtures.RUN, "run", new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        happenings.put(1, () -> {
            Files.delete(folder.resolve("journal.jsonl"));
            Files.createDirectory(folder.resolve("journal.jsonl"));
        });
        serve();
        assertEquals(4, world.rules.size());
        assertEquals("change.guard-there state.no-file-of-ours change.guard-gives-up", said());
    }

    /** A bug in taking one change back, too, keeps no other in effect. */
    @Test
    void whatBreaksIsToldAndTriedAgain() throws Exception {
        lend(Fixtures.RUN, "run", new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        int[] looks = {0};
        world.beforeLook = () -> {
            if (++looks[0] == 2) {
                throw new IllegalStateException("a bug");
            }
        };
        serve();
        assertEquals(List.of(), world.rules);
        assertEquals(1, log.stream().filter(line -> line.key().equals("change.guard-not")).count(), said());
    }

    @Test
    void whateverItEndsOfStandsInItsLog() {
        for (Throwable end : List.of(new OutOfMemoryError("Java heap space"), new IllegalStateException("a bug"))) {
            log.clear();
            assertSame(end, assertThrows(end.getClass(), () -> GuardLog.watched(log::add, () -> {
                if (end instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) end;
            })));
            assertEquals("change.guard-bug change.guard-gives-up", said());
        }
    }

    @Test
    void aSecondGuardLeavesTheFirstToIt() throws Exception {
        lend(Fixtures.RUN, "run", HALF_AN_HOUR);
        try (ProcessLock _ = ProcessLock.take(new StateFolder(folder).guardLock(), "guard", MemoryWorld.START)
                .orElseThrow()) {
            serve();
            assertEquals("", said());
            assertEquals(4, world.rules.size());
            assertTrue(ProcessLock.isHeld(new StateFolder(folder).guardLock()));
        }
    }

    private void serve() throws Exception {
        Files.createDirectories(folder);
        new GuardLoop(world, new StateFolder(folder), Fixtures.KINDS, log::add, new MemoryClock(world, () -> {
            Happening now = happenings.get(++rests);
            assertTrue(rests < 20_000, "it never ends");
            if (now != null) {
                try {
                    now.happen();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        })).serve();
    }

    private void lend(RunId run, String prefix, LeaseTerms.Length limit) throws StateException {
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            new LeaseWriter(world, journal, MemoryGuard.there()).lend(run, List.of(limit));
            new Applier(world, journal, message -> { }).apply(Fixtures.plan(run, prefix));
        }
    }

    private void apply(RunId run, String prefix) throws StateException {
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            new Applier(world, journal, message -> { }).apply(Fixtures.plan(run, prefix));
        }
    }

    private void rollBack(RunId run) throws StateException {
        try (Journal journal = Fixtures.open(folder, "rollback", MemoryWorld.START)) {
            new Reverter(world, journal, message -> { }).takeBack(journal.state().open(run), false);
        }
    }

    private void write(JournalLine line) throws StateException {
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            journal.write(line);
        }
    }

    private String said() {
        return String.join(" ", log.stream().map(Message::key).toList());
    }
}
