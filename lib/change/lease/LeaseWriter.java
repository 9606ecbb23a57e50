package change.lease;

import change.journal.Journal;
import change.journal.Lease;
import change.journal.RunId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
            Lease lease = limit.lease(run, journal.script(), world.moment());
            journal.write(lease);
            first = lease.until().isBefore(first) ? lease.until() : first;
        }
        return limits.isEmpty() ? Optional.empty() : guard.stand(run, first);
    }

    /**
     * The same as {@link #renew} as soon as a run's changes are made, however long that took: no guard can take anything
     * back while the journal is held. Where it cannot be written, the first leases stand.
     *
     * @param progress told why
     */
    public void renewWhenMade(RunId run, List<LeaseTerms.Length> limits, Consumer<Message> progress) {
        try {
            renew(run, limits);
        } catch (StateException e) {
            progress.accept(e.why());
        }
    }

    /**
     * Lets the time of what a run was lent begin anew; nothing where nothing of it is in effect. A guard that comes too
     * early looks into the journal and comes again. One that would come too late is called anew first, and where it
     * cannot be, the lease stays as long as it was: nobody else would be there sooner.
     */
    public void renew(RunId run, List<LeaseTerms.Length> limits) throws StateException {
        Optional<Instant> before = journal.state().until(run);
        if (before.isEmpty()) {
            return;
        }
        List<Lease> leases = limits.stream().map(limit -> limit.lease(run, journal.script(), world.moment()))
                .filter(this::lent).toList();
        Optional<Instant> sooner = leases.stream().map(Lease::until).min(Comparator.naturalOrder())
                .filter(first -> first.isBefore(before.get()));
        if (sooner.flatMap(first -> guard.stand(run, first)).isPresent()) {
            return;
        }
        for (Lease lease : leases) {
            journal.write(lease);
        }
    }

    private boolean lent(Lease lease) {
        return journal.state().lent().stream()
                .anyMatch(one -> one.run().equals(lease.run()) && one.purpose() == lease.purpose());
    }
}
