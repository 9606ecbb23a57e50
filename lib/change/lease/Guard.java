package change.lease;

import change.journal.LeaseKept;
import change.journal.LeasePurpose;
import change.journal.RunId;
import java.time.Instant;
import java.util.Optional;
import process.World;
import state.StateFolder;
import text.Language;
import text.Message;

/**
 * Takes back what has fallen due by the journal, whatever became of the process that made the change: it outlives the
 * terminal, the session and the process, and reads nothing but the journal.
 */
public interface Guard {

    /**
     * Sees to it that somebody is there at that moment. The lease is in the journal by then, the change is not made
     * yet.
     *
     * @return why nobody will be there; empty where somebody surely is
     */
    Optional<Message> stand(RunId run, Instant until);

    /** Nothing of that run has to be taken back any more. Where a guard sees so itself, nothing has to be done. */
    default void dismiss(RunId run) { }

    /**
     * A lease is kept. Where a guard sees so itself, in the journal, nothing has to be said.
     *
     * @return why the guard could not be told, so that it will take back all the same
     */
    default Optional<Message> keep(RunId run, LeasePurpose purpose, LeaseKept.By by) {
        return Optional.empty();
    }

    /**
     * Who takes back what is lent, on this kind of system.
     *
     * @param language of what the guard writes down
     */
    static Guard of(World world, StateFolder folder, Language language) {
        return switch (world.os()) {
            case WINDOWS -> WindowsGuard.ofThisProcess(world, folder, language);
            case LINUX -> LinuxGuard.ofThisProcess(world, folder, language);
            case MAC, OTHER -> (run, until) -> Optional.of(Message.of("schedule.no-guard-here"));
        };
    }
}
