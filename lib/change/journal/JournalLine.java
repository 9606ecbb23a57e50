package change.journal;

import java.time.Instant;

/** One line of the journal: what happened to a change, or for how long the changes of a run may stay. */
public sealed interface JournalLine permits ChangeEntry, Lease, LeaseKept {

    Instant at();

    RunId run();

    /** Which script wrote it: {@code fix-firewall}, {@code rollback}. */
    String script();
}
