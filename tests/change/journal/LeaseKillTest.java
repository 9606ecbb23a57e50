package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.lease.GuardLoop;
import change.lease.LeaseTerms;
import change.lease.LeaseWriter;
import change.lease.MemoryClock;
import change.plan.Applier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;

/** A run that is lent, killed at every single operation: afterwards the guard alone puts everything back. */
class LeaseKillTest {
    private static final List<String> BEFORE = List.of("ours before", "theirs");
    private static final LeaseTerms.Length SECONDS = new LeaseTerms.Length(LeasePurpose.CONFIRM,
            Duration.ofSeconds(30));

    private static final LeaseTerms.Length LONGER = new LeaseTerms.Length(LeasePurpose.CONFIRM,
            Duration.ofSeconds(40));

    @TempDir
    private Path folder;

    @Test
    void whateverInstantTheRunIsKilledAtTheGuardTakesBackAllOfIt() throws Exception {
        int operations = 0;
        for (boolean ended = false; !ended; ) {
            var fuse = KillSwitch.at(++operations);
            MemoryWorld world = world(fuse);
            Path state = folder.resolve("apply-" + operations);
            lendUntilKilled(world, state, fuse);
            ended = !fuse.blown();

            MemoryWorld after = world.again();
            guard(after, state);
            assertEquals(BEFORE, after.rules, "killed at operation " + operations);
            assertEquals(List.of(), journalState(state).pending());
        }
        // A lease's three ticks of the disk, the guard, nine for each change as without a lease, and two leases more,
        // the second of which ends sooner, so that the guard is called again.
        assertEquals(3 + 1 + 4 * 9 + 3 + 1 + 3 + 1, operations);
    }

    @Test
    void whateverInstantTheGuardIsKilledAtTheNextOneTakesBackTheRest() throws Exception {
        int operations = 0;
        for (boolean ended = false; !ended; ) {
            Path state = folder.resolve("guard-" + ++operations);
            MemoryWorld whole = world(KillSwitch.never());
            lendUntilKilled(whole, state, KillSwitch.never());
            var fuse = KillSwitch.at(operations);
            MemoryWorld world = whole.again(fuse);
            try {
                guard(world, state);
            } catch (KillSwitch.Killed e) {
                assertTrue(fuse.blown());
            }
            ended = !fuse.blown();

            MemoryWorld after = world.again();
            guard(after, state);
            assertEquals(BEFORE, after.rules, "killed at operation " + operations);
        }
        // Three for each change: look, take it, look.
        assertEquals(4 * 3 + 1, operations);
    }

    @Test
    void whateverInstantItIsKilledAtWhileItIsKeptItIsEitherAllThereOrAllGone() throws Exception {
        int operations = 0;
        for (boolean ended = false; !ended; ) {
            Path state = folder.resolve("keep-" + ++operations);
            MemoryWorld world = world(KillSwitch.never());
            lendUntilKilled(world, state, KillSwitch.never());
            var fuse = KillSwitch.at(operations);
            try (Journal journal = Fixtures.open(state, "fix-firewall", MemoryWorld.START, Fixtures.burning(fuse),
                    new ArrayList<>())) {
                journal.write(LeaseTest.kept(Fixtures.RUN, LeasePurpose.CONFIRM));
            } catch (KillSwitch.Killed e) {
                assertTrue(fuse.blown());
            }
            ended = !fuse.blown();

            MemoryWorld after = world.again();
            boolean kept = journalState(state).pending().isEmpty();
            guard(after, state);
            assertEquals(kept ? 6 : 2, after.rules.size(), "killed at operation " + operations);
        }
        assertEquals(3 + 1, operations);
    }

    private static MemoryWorld world(KillSwitch fuse) {
        var world = new MemoryWorld(fuse);
        world.rules.addAll(BEFORE);
        return world;
    }

    private static void lendUntilKilled(MemoryWorld world, Path state, KillSwitch fuse) throws StateException {
        try (Journal journal = Fixtures.open(state, "fix-firewall", MemoryWorld.START, Fixtures.burning(fuse),
                new ArrayList<>())) {
            var leaseWriter = new LeaseWriter(world, journal, MemoryGuard.burning(fuse));
            leaseWriter.lend(Fixtures.RUN, List.of(LONGER));
            new Applier(world, journal, message -> { }).apply(Fixtures.plan(Fixtures.RUN, "run"));
            leaseWriter.renew(Fixtures.RUN, List.of(LONGER));
            leaseWriter.renew(Fixtures.RUN, List.of(SECONDS));
        } catch (KillSwitch.Killed e) {
            assertTrue(fuse.blown());
        }
    }

    private static void guard(MemoryWorld world, Path state) throws Exception {
        new GuardLoop(world, new StateFolder(state), Fixtures.KINDS, message -> { }, new MemoryClock(world, () -> { }))
                .serve();
    }

    private static JournalState journalState(Path state) throws StateException {
        return Journal.read(new StateFolder(state), Fixtures.KINDS);
    }
}
