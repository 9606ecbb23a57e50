package change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;
import text.Message;

class RollbackerTest {

    @TempDir
    private Path folder;
    private final MemoryWorld world = new MemoryWorld(Fuse.never());

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
        RolledBack back = rollBack(false);
        assertTrue(back.complete());
        assertEquals(8, back.lines().size());
        assertEquals(Fixtures.LATER, back.lines().getFirst().item().run());
        assertEquals("2.2", back.lines().getFirst().item().step());
        assertEquals(List.of("theirs"), world.rules);
        assertEquals(List.of(), rollBack(false).lines());
    }

    @Test
    void whatIsGoneAlreadyIsNotAFailure() throws Exception {
        world.rules.clear();
        RolledBack back = rollBack(false);
        assertTrue(back.complete());
        assertEquals(List.of("gone"), back.lines().stream().map(line -> line.result().id()).distinct().toList());
        assertEquals(List.of(), Journal.read(new StateFolder(folder), Fixtures.KINDS).open());
    }

    @Test
    void whatSomebodyEditedStaysUnlessForced() throws Exception {
        world.rules.set(world.rules.indexOf("run live"), "run live*");
        RolledBack back = rollBack(false);
        assertFalse(back.complete());
        assertEquals(List.of(new RolledBack.Refused(Message.of("change.edited-to", List.of("run live*")))),
                back.lines().stream().map(RolledBack.Line::result).filter(RolledBack.Refused.class::isInstance)
                        .toList());
        assertEquals(List.of("run live*", "theirs"), world.rules);

        assertTrue(rollBack(true).complete());
        assertEquals(List.of("theirs"), world.rules);
    }

    @Test
    void whatCannotBeReadStaysInTheJournal() throws Exception {
        world.rules.add("unreadable");
        RolledBack back = rollBack(false);
        assertEquals(List.of("failed"), back.lines().stream().map(line -> line.result().id()).distinct().toList());
        assertEquals(8, Journal.read(new StateFolder(folder), Fixtures.KINDS).open().size());
    }

    private RolledBack rollBack(boolean force) throws StateException {
        try (Journal journal = Fixtures.open(folder, "rollback", MemoryWorld.START)) {
            return new Rollbacker(world, journal, message -> { }).takeBack(journal.ledger().open(), force);
        }
    }

    /** The run was killed, and the program that it had started goes on: an iptables that waits for its lock. */
    @Test
    void whatIsInTheMakingStillIsWaitedForAndTakenBack() throws Exception {
        var late = new WordRule("late", 1);
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            journal.write(new Entry(MemoryWorld.START.plusSeconds(1), Fixtures.LATER, "3.1", Event.INTENDED,
                    "fix-firewall", late, Optional.empty()));
        }
        try (Journal journal = Fixtures.open(folder, "rollback", MemoryWorld.START)) {
            RolledBack back = new Rollbacker(world, journal, message -> { }, since -> {
                assertEquals(MemoryWorld.START.plusSeconds(1), since);
                world.rules.add("late");
            }).takeBack(journal.ledger().open(), false);
            assertTrue(back.complete());
        }
        assertEquals(List.of("theirs"), world.rules);
    }
}
