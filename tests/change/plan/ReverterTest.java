package change.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.ChangeEntry;
import change.journal.ChangeEvent;
import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.KillSwitch;
import change.journal.MemoryWorld;
import change.journal.RunId;
import change.journal.WordRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;
import text.Message;

class ReverterTest {

    @TempDir
    private Path folder;
    private final MemoryWorld world = new MemoryWorld(KillSwitch.never());

    @BeforeEach
    void twoRuns() throws StateException {
        world.rules.add("theirs");
        for (RunId run : List.of(Fixtures.RUN, Fixtures.LATER)) {
            try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
                new Applier(world, journal, message -> { })
                        .apply(Fixtures.plan(run, run.equals(Fixtures.RUN) ? "run" : "later"));
            }
        }
    }

    @Test
    void takesBackNewestFirstAndASecondTimeFindsNothing() throws Exception {
        RollbackResult back = rollBack(false);
        assertTrue(back.complete());
        assertEquals(8, back.lines().size());
        assertEquals(Fixtures.LATER, back.lines().getFirst().item().run());
        assertEquals("2.2", back.lines().getFirst().item().step());
        assertEquals(List.of("theirs"), world.rules);
        assertEquals(List.of(), rollBack(false).lines());
    }

    /** Something that never ends, and that looks like a tool of an interrupted run, is waited for once and not for each change. */
    @Test
    void whatIsWaitedForIsBoundedForAllChangesTogether() throws Exception {
        var interrupted = new RunId("20261122-121500-0002");
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            for (int i = 1; i <= 5; i++) {
                journal.write(new ChangeEntry(MemoryWorld.START, interrupted, "1." + i, ChangeEvent.INTENDED,
                        "fix-firewall", new WordRule("never made", 8000), Optional.empty()));
            }
        }
        var waits = new ArrayList<Duration>();
        try (Journal journal = Fixtures.open(folder, "rollback", MemoryWorld.START)) {
            var reverter = new Reverter(world, journal, message -> { }, (since, atMost) -> {
                waits.add(atMost);
                return Duration.ofSeconds(100).compareTo(atMost) < 0 ? Duration.ofSeconds(100) : atMost;
            });
            assertTrue(reverter.takeBack(journal.state().open(interrupted), false).complete());
        }
        assertEquals(List.of(RunningTools.LIMIT, RunningTools.LIMIT.minusSeconds(100)), waits);
    }

    @Test
    void whatIsGoneAlreadyIsNotAFailure() throws Exception {
        world.rules.clear();
        RollbackResult back = rollBack(false);
        assertTrue(back.complete());
        assertEquals(List.of("gone"), back.lines().stream().map(line -> line.result().id()).distinct().toList());
        assertEquals(List.of(), Journal.read(new StateFolder(folder), Fixtures.KINDS).open());
    }

    @Test
    void whatSomebodyEditedStaysUnlessForced() throws Exception {
        world.rules.set(world.rules.indexOf("run live"), "run live*");
        RollbackResult back = rollBack(false);
        assertFalse(back.complete());
        assertEquals(List.of(new RollbackResult.Refused(Message.of("change.edited-to", List.of("run live*")))),
                back.lines().stream().map(RollbackResult.Line::result).filter(RollbackResult.Refused.class::isInstance)
                        .toList());
        assertEquals(List.of("run live*", "theirs"), world.rules);

        assertTrue(rollBack(true).complete());
        assertEquals(List.of("theirs"), world.rules);
    }

    @Test
    void whatCannotBeReadStaysInTheJournal() throws Exception {
        world.rules.add("unreadable");
        RollbackResult back = rollBack(false);
        assertEquals(List.of("failed"), back.lines().stream().map(line -> line.result().id()).distinct().toList());
        assertEquals(8, Journal.read(new StateFolder(folder), Fixtures.KINDS).open().size());
    }

    private RollbackResult rollBack(boolean force) throws StateException {
        try (Journal journal = Fixtures.open(folder, "rollback", MemoryWorld.START)) {
            return new Reverter(world, journal, message -> { }).takeBack(journal.state().open(), force);
        }
    }

    /** The run was killed, and the program that it had started goes on: an iptables that waits for its lock. */
    @Test
    void whatIsInTheMakingStillIsWaitedForAndTakenBack() throws Exception {
        var late = new WordRule("late", 1);
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            journal.write(new ChangeEntry(MemoryWorld.START.plusSeconds(1), Fixtures.LATER, "3.1", ChangeEvent.INTENDED,
                    "fix-firewall", late, Optional.empty()));
        }
        try (Journal journal = Fixtures.open(folder, "rollback", MemoryWorld.START)) {
            RollbackResult back = new Reverter(world, journal, message -> { }, (since, atMost) -> {
                assertEquals(MemoryWorld.START.plusSeconds(1), since);
                world.rules.add("late");
                return Duration.ofSeconds(1);
            }).takeBack(journal.state().open(), false);
            assertTrue(back.complete());
        }
        assertEquals(List.of("theirs"), world.rules);
    }
}
