package change;

import java.time.Instant;

/** One line of the journal: what happened to a change, or for how long the changes of a run may stay. */
public sealed interface Line permits Entry, Lease, Kept {

    Instant at();

    RunId run();

    /** Which script wrote it: {@code fix-firewall}, {@code rollback}. */
    String script();
}
