package change.lease;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.JournalState;
import change.journal.Lease;
import change.journal.LeaseKept;
import change.journal.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import process.Moment;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * Lets stay what was lent. Whoever holds the journal first decides, this or the guard that takes it back: it is one or
 * the other.
 */
public record LeaseKeeper(World world, StateFolder folder, JournalCodec codec, Guard guard, String script,
        Duration patience, Consumer<Message> progress) {

    /** What became of it. */
    public sealed interface Outcome { }

    /**
     * @param lease what is over now
     * @param then  when it is taken back all the same, under another lease
     */
    public record Stays(Lease lease, Optional<Instant> then) implements Outcome { }

    /** No run waits to be kept, or not that one. */
    public record NothingLent() implements Outcome { }

    /**
     * @param lease     what fell due before
     * @param takenBack false where that is still to be done
     */
    public record TooLate(Lease lease, boolean takenBack) implements Outcome { }

    /**
     * @param run   empty for the newest one that waits
     * @param whose on whose word
     * @throws StateException where the journal cannot be used; nothing is kept then
     */
    public Outcome keep(Optional<RunId> run, LeaseKept.By whose) throws StateException {
        try (Journal journal = Journal.open(folder, codec, script, world.now(), patience, progress)) {
            Moment now = world.moment();
            JournalState journalState = journal.state();
            List<Lease> waiting = journalState.pending().stream().filter(lease -> lease.purpose().canBeKept())
                    .filter(lease -> run.isEmpty() || run.get().equals(lease.run())).toList();
            Optional<Lease> chosen = waiting.isEmpty() ? Optional.empty() : first(waiting, waiting.getLast().run());
            if (chosen.isEmpty()) {
                return takenBack(journalState, run, now);
            }
            Lease lease = chosen.get();
            Optional<Lease> passed = journalState.pending().stream()
                    .filter(other -> other.run().equals(lease.run()) && other.due(now)).findFirst();
            if (passed.isPresent()) {
                return new TooLate(passed.get(), false);
            }
            Optional<Message> unsaid = guard.keep(lease.run(), lease.purpose(), whose);
            if (unsaid.isPresent()) {
                throw new StateException(StateException.Reason.REFUSED, unsaid.get());
            }
            // A guard that has the last word may have begun while it was told.
            if (lease.due(world.moment())) {
                return new TooLate(lease, false);
            }
            journal.write(new LeaseKept(now.at(), lease.run(), script, lease.purpose(), whose));
            Optional<Instant> then = journal.state().until(lease.run());
            if (then.isEmpty()) {
                guard.dismiss(lease.run());
            }
            return new Stays(lease, then);
        }
    }

    /** The question comes before the time that was asked for. */
    private static Optional<Lease> first(List<Lease> waiting, RunId run) {
        return waiting.stream().filter(lease -> lease.run().equals(run)).min((one, other) ->
                one.purpose().compareTo(other.purpose()));
    }

    /** Nothing of it is in effect: it was lent, and has been taken back, or it never was lent. */
    private static Outcome takenBack(JournalState journalState, Optional<RunId> run, Moment now) {
        Optional<Lease> last = journalState.lines().stream().filter(Lease.class::isInstance).map(Lease.class::cast)
                .filter(lease -> lease.purpose().canBeKept())
                .filter(lease -> run.isEmpty() || run.get().equals(lease.run()))
                .reduce((earlier, later) -> later);
        Optional<Lease> over = last.filter(lease -> journalState.open(lease.run()).isEmpty() && lease.due(now)
                && !journalState.kept(lease.run(), lease.purpose())
                && journalState.entries().stream().anyMatch(entry -> entry.run().equals(lease.run())));
        return over.<Outcome>map(lease -> new TooLate(lease, true)).orElseGet(NothingLent::new);
    }
}
