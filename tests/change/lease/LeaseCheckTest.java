package change.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.KillSwitch;
import change.journal.LeasePurpose;
import change.journal.LeaseTest;
import change.journal.MemoryGuard;
import change.journal.MemoryWorld;
import change.plan.Applier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import text.Message;

/** What any command says of changes that nobody undid; where all is as it should be, it says nothing. */
class LeaseCheckTest {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @TempDir
    private Path temp;
    private final MemoryWorld world = new MemoryWorld(KillSwitch.never());

    @Test
    void whereNothingWasEverChangedNothingIsSaidAndNothingIsMade() {
        assertEquals(Optional.empty(), problem());
        assertFalse(Files.exists(folder().path()));
    }

    @Test
    void aGuardThatIsThereIsTrusted() throws Exception {
        lend();
        try (ProcessLock _ = guard()) {
            assertEquals(Optional.empty(), problem());
            world.pass(HALF_AN_HOUR);
            assertEquals(Optional.empty(), problem(), "it is at it");
            world.pass(LeaseCheck.USUAL);
            assertEquals(Optional.of("change.notice-overdue"), problem(), "it does not succeed");
        }
    }

    @Test
    void aGuardThatIsGoneIsToldBeforeItIsMissed() throws Exception {
        lend();
        assertEquals(Optional.of("change.notice-unguarded"), problem());
        world.pass(HALF_AN_HOUR);
        assertEquals(Optional.of("change.notice-overdue"), problem());
    }

    @Test
    void whatIsKeptNeedsNoGuard() throws Exception {
        lend();
        try (Journal journal = open()) {
            journal.write(LeaseTest.kept(Fixtures.RUN, LeasePurpose.CONFIRM));
        }
        assertEquals(Optional.empty(), problem());
    }

    @Test
    void aDamagedJournalIsToldUntilWhatWasSetAsideIsGone() throws Exception {
        lend();
        Files.writeString(folder().journal(), "nonsense\n", StandardOpenOption.APPEND);
        try (ProcessLock _ = guard()) {
            assertEquals(Optional.of("change.notice-damaged"), problem());
            open().close();
            assertEquals(Optional.of("change.notice-damaged"), problem());
            Files.delete(Journal.damages(folder(), Fixtures.KINDS).getFirst().file());
            assertEquals(Optional.empty(), problem());
        }
    }

    @Test
    void aJournalThatCannotBeReadIsTold() throws Exception {
        folder().create();
        Files.createDirectory(folder().journal());
        assertEquals(Optional.of("state.no-file-of-ours"), problem());
    }

    private void lend() throws StateException {
        try (Journal journal = open()) {
            new LeaseWriter(world, journal, MemoryGuard.there()).lend(Fixtures.RUN,
                    List.of(new LeaseTerms.Length(LeasePurpose.CONFIRM, HALF_AN_HOUR)));
            new Applier(world, journal, message -> { }).apply(Fixtures.plan(Fixtures.RUN, "run"));
        }
    }

    private ProcessLock guard() throws StateException {
        return ProcessLock.take(folder().guardLock(), "guard", MemoryWorld.START).orElseThrow();
    }

    private Journal open() throws StateException {
        return Fixtures.open(folder().path(), "fix-firewall", MemoryWorld.START);
    }

    private StateFolder folder() {
        return new StateFolder(temp.resolve("state"));
    }

    private Optional<String> problem() {
        return new LeaseCheck(world, folder(), Fixtures.KINDS).problem().map(Message::key);
    }
}
