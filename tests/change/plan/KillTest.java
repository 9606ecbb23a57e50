package change.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.KillSwitch;
import change.journal.MemoryWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;

/** Killed at every single operation, of the firewall and of the disk: the next rollback puts everything back. */
class KillTest {
    private static final List<String> BEFORE = List.of("ours before", "theirs");

    @TempDir
    private Path folder;

    @Test
    void appliesWhateverInstantItIsKilledAtAndRollsBackToExactlyWhatWas() throws Exception {
        int operations = 0;
        for (boolean ended = false; !ended; ) {
            var fuse = KillSwitch.at(++operations);
            MemoryWorld world = world(fuse);
            Path state = folder.resolve("apply-" + operations);
            applyUntilKilled(world, state, fuse);
            ended = !fuse.blown();

            MemoryWorld after = world.again();
            assertTrue(rollBack(after, state).complete(), "killed at operation " + operations);
            assertEquals(BEFORE, after.rules, "killed at operation " + operations);
            assertEquals(List.of(), Journal.read(new StateFolder(state), Fixtures.KINDS).open());
        }
        // 4 changes: look, three ticks of the disk, make, look, three ticks of the disk each.
        assertEquals(4 * 9 + 1, operations);
    }

    @Test
    void rollsBackWhateverInstantTheRollbackIsKilledAt() throws Exception {
        int operations = 0;
        for (boolean ended = false; !ended; ) {
            Path state = folder.resolve("rollback-" + ++operations);
            MemoryWorld whole = world(KillSwitch.never());
            applyUntilKilled(whole, state, KillSwitch.never());
            assertEquals(6, whole.rules.size());

            var fuse = KillSwitch.at(operations);
            var world = new MemoryWorld(fuse);
            world.rules.addAll(whole.rules);
            rollBackUntilKilled(world, state, fuse);
            ended = !fuse.blown();

            MemoryWorld after = world.again();
            assertTrue(rollBack(after, state).complete(), "killed at operation " + operations);
            assertEquals(BEFORE, after.rules, "killed at operation " + operations);
            assertEquals(List.of(), rollBack(after.again(), state).lines(), "a second rollback finds nothing");
        }
        assertEquals(4 * 9 + 1, operations);
    }

    @Test
    void twoRunsOneOfThemKilledAreTakenBackNewestFirst() throws Exception {
        MemoryWorld world = world(KillSwitch.never());
        applyUntilKilled(world, folder, KillSwitch.never());
        var fuse = KillSwitch.at(15); // the second change is made, and not yet on record as done
        var second = new MemoryWorld(fuse);
        second.rules.addAll(world.rules);
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START, Fixtures.burning(fuse),
                new ArrayList<>())) {
            new Applier(second, journal, message -> { }).apply(Fixtures.plan(Fixtures.LATER, "later"));
        } catch (KillSwitch.Killed e) {
            assertTrue(second.rules.contains("later api6"));
        }
        MemoryWorld after = second.again();
        RollbackResult back = rollBack(after, folder);
        assertEquals(List.of("later 1.2", "later 1.1", "run 2.2", "run 2.1", "run 1.2", "run 1.1"),
                back.lines().stream().map(line -> (line.item().run().equals(Fixtures.LATER) ? "later " : "run ")
                        + line.item().step()).toList());
        assertEquals(BEFORE, after.rules);
    }

    @Test
    void aChangeOnlyAnnouncedAndNeverMadeIsGoneNotUndone() throws Exception {
        MemoryWorld world = world(KillSwitch.at(5)); // look, three ticks of the disk, then the change itself
        applyUntilKilled(world, folder, world.fuse);
        assertEquals(BEFORE, world.rules);
        RollbackResult back = rollBack(world.again(), folder);
        assertEquals(1, back.lines().size());
        assertInstanceOf(RollbackResult.Gone.class, back.lines().getFirst().result());
        assertEquals(2, Files.readAllLines(folder.resolve("journal.jsonl")).size());
    }

    private static MemoryWorld world(KillSwitch fuse) {
        var world = new MemoryWorld(fuse);
        world.rules.addAll(BEFORE);
        return world;
    }

    private static void applyUntilKilled(MemoryWorld world, Path state, KillSwitch fuse) throws StateException {
        try (Journal journal = Fixtures.open(state, "fix-firewall", MemoryWorld.START, Fixtures.burning(fuse),
                new ArrayList<>())) {
            new Applier(world, journal, message -> { }).apply(Fixtures.plan(Fixtures.RUN, "run"));
        } catch (KillSwitch.Killed e) {
            assertTrue(fuse.blown());
        }
    }

    private static void rollBackUntilKilled(MemoryWorld world, Path state, KillSwitch fuse) throws StateException {
        try (Journal journal = Fixtures.open(state, "rollback", MemoryWorld.START, Fixtures.burning(fuse),
                new ArrayList<>())) {
            new Reverter(world, journal, message -> { }).takeBack(journal.state().open(), false);
        } catch (KillSwitch.Killed e) {
            assertTrue(fuse.blown());
        }
    }

    private static RollbackResult rollBack(MemoryWorld world, Path state) throws StateException {
        try (Journal journal = Fixtures.open(state, "rollback", MemoryWorld.START)) {
            return new Reverter(world, journal, message -> { }).takeBack(journal.state().open(), false);
        }
    }
}
