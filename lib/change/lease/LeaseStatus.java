package change.lease;

import change.journal.LeasePurpose;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with what a run was lent.
 *
 * @param until     when it falls due, or fell
 * @param kept      empty where nobody has said yet
 * @param takenBack nothing of it is in effect any more
 */
public record LeaseStatus(LeasePurpose purpose, Instant until, Optional<Boolean> kept, boolean takenBack) { }
