package change.run;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.LeaseKept;
import change.journal.RunId;
import change.lease.Guard;
import change.lease.LeaseKeeper;
import change.report.ChangeReport;
import java.time.Duration;
import java.util.Optional;
import process.Fact;
import process.Os;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * The course of {@code fix-firewall --keep}: lets stay what was lent, and says so, or why not.
 *
 * @param administrator whether this process has an administrator's rights
 * @param elevated      this very command with them
 */
public record KeepRun(World world, ChangeReport answer, StateFolder folder, JournalCodec kinds, Guard guard,
        Fact<Boolean> administrator, String elevated) {

    /** @param end {@link FixRun.End#BLOCKED} where nothing was kept */
    public record Ended(FixRun.End end, LeaseKeeper.Outcome outcome) { }

    /**
     * @param run empty for the newest one that waits
     * @throws StateException where the journal cannot be used; nothing is kept then
     */
    public Ended keep(Optional<RunId> run, Duration wait) throws StateException {
        // On Unix what was done with sudo is in root's journal; looking into ours makes none where there is none.
        if (Journal.read(folder, kinds).lent().isEmpty()) {
            return ended(new LeaseKeeper.NothingLent());
        }
        return ended(new LeaseKeeper(world, folder, kinds, guard, answer.document().tool(), wait, answer::say)
                .keep(run, LeaseKept.By.PERSON));
    }

    private Ended ended(LeaseKeeper.Outcome outcome) {
        FixRun.End end = switch (outcome) {
            case LeaseKeeper.Stays stays -> FixRun.End.WELL;
            case LeaseKeeper.TooLate late -> FixRun.End.BLOCKED;
            case LeaseKeeper.NothingLent nothing -> world.os() != Os.WINDOWS && administrator.equals(Fact.known(false))
                    ? FixRun.End.NEEDS_ADMINISTRATOR : FixRun.End.BLOCKED;
        };
        answer.kept(outcome, world.now());
        if (end == FixRun.End.NEEDS_ADMINISTRATOR) {
            answer.demand(Message.of("change.root-journal"), elevated);
        }
        return new Ended(end, outcome);
    }
}
