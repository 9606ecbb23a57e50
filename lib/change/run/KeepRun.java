package change.run;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.Lease;
import change.journal.LeaseKept;
import change.journal.RunId;
import change.lease.Guard;
import change.lease.LeaseKeeper;
import change.plan.PersistStep;
import change.report.ChangeReport;
import change.report.FixResult;
import firewall.Firewall;
import java.time.Duration;
import java.util.List;
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
 * @param persist       whose changes are to outlast a restart; empty where that is not wanted
 */
public record KeepRun(World world, ChangeReport report, StateFolder folder, JournalCodec codec, Guard guard,
        Fact<Boolean> administrator, Supplier<String> elevated, Optional<Firewall> persist) {

    /**
     * @param end     {@link FixResult.End#BLOCKED} where nothing was kept, or what was to outlast a restart does not
     * @param persist what was done for a restart
     */
    public record Ended(FixResult.End end, LeaseKeeper.Outcome outcome, List<PersistStep> persist) { }

    /**
     * @param run empty for the newest one that waits
     * @throws StateException where the journal cannot be used; nothing is kept then
     */
    public Ended keep(Optional<RunId> run, Duration wait) throws StateException {
        // On Unix what was done with sudo is in root's journal; looking into ours makes none where there is none.
        if (Journal.read(folder, codec).lent().isEmpty()) {
            return ended(new LeaseKeeper.NothingLent(), wait);
        }
        return ended(new LeaseKeeper(world, folder, codec, guard, report.document().tool(), wait, report::say)
                .keep(run, LeaseKept.By.PERSON), wait);
    }

    /** What was kept for a time only is not to outlast a restart. */
    private List<PersistStep> persisted(LeaseKeeper.Outcome outcome, Duration wait) throws StateException {
        if (persist.isEmpty() || !(outcome instanceof LeaseKeeper.Stays(Lease lease, var then)) || then.isPresent()) {
            return List.of();
        }
        List<PersistStep> steps = new PersistRun(world, persist.get(), folder, codec, report.document().tool(), wait,
                report::say).carryOut(lease.run());
        report.persisted(steps);
        return steps;
    }

    private Ended ended(LeaseKeeper.Outcome outcome, Duration wait) throws StateException {
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
        List<PersistStep> steps = persisted(outcome, wait);
        boolean failed = steps.stream().anyMatch(step -> step.failure().isPresent());
        return new Ended(failed ? FixResult.End.BLOCKED : end, outcome, steps);
    }
}
