package change;

import fact.Fact;
import java.time.Duration;
import java.util.Optional;
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
public record KeepingCourse(World world, ChangeAnswer answer, StateFolder folder, Kinds kinds, Guard guard,
        Fact<Boolean> administrator, String elevated) {

    /** @param end {@link Fixing.End#BLOCKED} where nothing was kept */
    public record Ended(Fixing.End end, Keeping.Outcome outcome) { }

    /**
     * @param run empty for the newest one that waits
     * @throws StateException where the journal cannot be used; nothing is kept then
     */
    public Ended keep(Optional<RunId> run, Duration wait) throws StateException {
        // On Unix what was done with sudo is in root's journal; looking into ours makes none where there is none.
        if (Journal.read(folder, kinds).lent().isEmpty()) {
            return ended(new Keeping.NothingLent());
        }
        return ended(new Keeping(world, folder, kinds, guard, answer.document().tool(), wait, answer::say)
                .keep(run, Kept.By.PERSON));
    }

    private Ended ended(Keeping.Outcome outcome) {
        Fixing.End end = switch (outcome) {
            case Keeping.Stays stays -> Fixing.End.WELL;
            case Keeping.TooLate late -> Fixing.End.BLOCKED;
            case Keeping.NothingLent nothing -> world.os() != Os.WINDOWS && administrator.equals(Fact.known(false))
                    ? Fixing.End.NEEDS_ADMINISTRATOR : Fixing.End.BLOCKED;
        };
        answer.kept(outcome, world.now());
        if (end == Fixing.End.NEEDS_ADMINISTRATOR) {
            answer.demand(Message.of("change.root-journal"), elevated);
        }
        return new Ended(end, outcome);
    }
}
