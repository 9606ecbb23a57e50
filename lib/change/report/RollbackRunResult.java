package change.report;

import change.journal.JournalState;
import change.plan.RollbackResult;
import java.util.List;
import java.util.Optional;

/**
 * What a run of rollback comes to.
 *
 * @param back present where something was undone
 */
public record RollbackRunResult(End end, List<JournalState.Item> items, Optional<RollbackResult> back) {

    /** How it ended, and with it its exit code. */
    public enum End {
        /** Nothing of ours is in effect, or nothing was asked but to show it. */
        WELL,
        /** Something is still in effect. */
        INCOMPLETE,
        NEEDS_ADMINISTRATOR,
        /** Nobody agreed. */
        DECLINED,
        /** Nobody agreed, and there is nobody to ask. */
        NOBODY_TO_ASK,
        /** The journal has never heard of the run that was named. */
        NO_SUCH_RUN
    }

    public RollbackRunResult {
        items = List.copyOf(items);
    }

    public RollbackRunResult(End end, List<JournalState.Item> items) {
        this(end, items, Optional.empty());
    }
}
