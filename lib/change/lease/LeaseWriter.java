package change.lease;

import change.journal.Journal;
import change.journal.Lease;
import change.journal.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import process.World;
import state.StateException;
import text.Message;

/**
 * Sees to it, before anything is changed, that it will be taken back: the lease is on the disk, and a guard is there.
 * Whoever calls this holds the journal, so no guard ends in between.
 */
public record LeaseWriter(World world, Journal journal, Guard guard) {

    /**
     * Writes the leases of one run and calls the guard.
     *
     * @param limits none where the changes are to last
     * @return why nobody will be there to take it back, so that nothing may be changed; empty where somebody will
     */
    public Optional<Message> lend(RunId run, List<LeaseTerms.Length> limits) throws StateException {
        Instant first = Instant.MAX;
        for (LeaseTerms.Length limit : limits) {
            Lease lease = limit.lease(run, journal.script(), world.now());
            journal.write(lease);
            first = lease.until().isBefore(first) ? lease.until() : first;
        }
        return limits.isEmpty() ? Optional.empty() : guard.stand(run, first);
    }
}
