package change.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.KillSwitch;
import change.journal.LeasePurpose;
import change.journal.LeaseTest;
import change.journal.MemoryGuard;
import change.journal.MemoryWorld;
import change.plan.Applier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;
import text.Message;

/** One turn of a guard that somebody else starts. */
class GuardTurnTest {
    @TempDir
    private Path folder;
    private final MemoryWorld world = new MemoryWorld(KillSwitch.never());
    private final List<Message> log = new ArrayList<>();

    @Test
    void takesBackWhatIsDueOfItsRunAndIsOver() throws Exception {
        lend(new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        world.pass(Duration.ofSeconds(60));
        assertInstanceOf(GuardTurn.Over.class, turn());
        assertEquals(List.of(), world.rules);
        assertEquals(4, log.size());
    }

    @Test
    void beforeItsTimeItDoesNothing() throws Exception {
        lend(new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofHours(1)));
        assertInstanceOf(GuardTurn.NotYet.class, turn());
        assertEquals(4, world.rules.size());
    }

    @Test
    void whatWasConfirmedForATimeIsNotYetDue() throws Exception {
        lend(new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)),
                new LeaseTerms.Length(LeasePurpose.UNTIL, Duration.ofHours(2)));
        keep(LeasePurpose.CONFIRM);
        world.pass(Duration.ofSeconds(60));
        var notYet = assertInstanceOf(GuardTurn.NotYet.class, turn());
        assertEquals(Journal.read(new StateFolder(folder), Fixtures.KINDS).until(Fixtures.RUN).orElseThrow(),
                notYet.until());
        assertEquals(4, world.rules.size());
    }

    @Test
    void whatIsKeptIsOver() throws Exception {
        lend(new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        keep(LeasePurpose.CONFIRM);
        world.pass(Duration.ofSeconds(60));
        assertInstanceOf(GuardTurn.Over.class, turn());
        assertEquals(4, world.rules.size());
    }

    @Test
    void whatDoesNotSucceedIsTriedAgainButNotForEver() throws Exception {
        lend(new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        world.rules.add("unreadable");
        world.pass(Duration.ofSeconds(60));
        assertInstanceOf(GuardTurn.Again.class, turn());
        world.pass(GuardLoop.PATIENCE);
        assertInstanceOf(GuardTurn.Over.class, turn());
        assertEquals("change.guard-left", log.getLast().key());
    }

    @Test
    void whatSomebodyChangedSinceIsLeft() throws Exception {
        lend(new LeaseTerms.Length(LeasePurpose.CONFIRM, Duration.ofSeconds(60)));
        world.rules.replaceAll(rule -> rule.equals("run live") ? "run live*" : rule);
        world.pass(Duration.ofSeconds(60));
        assertInstanceOf(GuardTurn.Over.class, turn());
        assertEquals(List.of("run live*"), world.rules);
    }

    private GuardTurn.Outcome turn() {
        return new GuardTurn(world, new StateFolder(folder), Fixtures.KINDS, log::add).take(Fixtures.RUN);
    }

    private void lend(LeaseTerms.Length... limits) throws StateException {
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            new LeaseWriter(world, journal, MemoryGuard.there()).lend(Fixtures.RUN, List.of(limits));
            new Applier(world, journal, message -> { }).apply(Fixtures.plan(Fixtures.RUN, "run"));
        }
    }

    private void keep(LeasePurpose purpose) throws StateException {
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            journal.write(LeaseTest.kept(Fixtures.RUN, purpose));
        }
    }
}
