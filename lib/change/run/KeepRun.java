package change.run;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.LeaseKept;
import change.journal.RunId;
import change.lease.Guard;
import change.lease.LeaseKeeper;
import change.report.ChangeReport;
import change.report.FixResult;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
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
public record KeepRun(World world, ChangeReport report, StateFolder folder, JournalCodec codec, Guard guard,
        Fact<Boolean> administrator, Supplier<String> elevated) {

    /** @param end {@link FixResult.End#BLOCKED} where nothing was kept */
    public record Ended(FixResult.End end, LeaseKeeper.Outcome outcome) { }

    /**
     * @param run empty for the newest one that waits
     * @throws StateException where the journal cannot be used; nothing is kept then
     */
    public Ended keep(Optional<RunId> run, Duration wait) throws StateException {
        // On Unix what was done with sudo is in root's journal; looking into ours makes none where there is none.
        if (Journal.read(folder, codec).lent().isEmpty()) {
            return ended(new LeaseKeeper.NothingLent());
        }
        return ended(new LeaseKeeper(world, folder, codec, guard, report.document().tool(), wait, report::say)
                .keep(run, LeaseKept.By.PERSON));
    }

    private Ended ended(LeaseKeeper.Outcome outcome) {
        FixResult.End end = switch (outcome) {
            case LeaseKeeper.Stays stays -> FixResult.End.WELL;
            case LeaseKeeper.TooLate late -> FixResult.End.BLOCKED;
            case LeaseKeeper.NothingLent nothing -> world.os() != Os.WINDOWS && administrator.equals(Fact.known(false))
                    ? FixResult.End.NEEDS_ADMINISTRATOR : FixResult.End.BLOCKED;
        };
        report.kept(outcome, world.now());
        if (end == FixResult.End.NEEDS_ADMINISTRATOR) {
            report.demand(Message.of("change.root-journal"), elevated.get());
        }
        return new Ended(end, outcome);
    }
}
