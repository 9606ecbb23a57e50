package change.lease;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.LeasePurpose;
import change.journal.RunId;
import change.plan.Applier;
import change.plan.ApplyResult;
import change.plan.Reverter;
import change.plan.RollbackResult;
import firewall.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import process.CloseOnExit;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * Makes changes for a limited time, outside of any plan: each is in the journal before it is made, and a guard takes
 * them back when the time has passed or this process has died.
 *
 * @param guard    who takes it back where this process cannot
 * @param script   the name in the journal: {@code verify}
 * @param patience how long to wait for another run, such as {@link change.journal.Journal#LOCK_WAIT}
 * @param progress told of what is being done or waited for
 */
public record TemporaryRun(World world, StateFolder folder, JournalCodec codec, Guard guard, String script,
        Duration patience, Consumer<Message> progress) {

    /** What became of it. */
    public sealed interface Outcome { }

    /**
     * It is in effect, until it is closed, and no longer than its time. Closing it twice is the same as once, and so is
     * closing it when the guard was quicker.
     *
     * @param run   as {@code rollback --list} names it
     * @param purpose for which it was made
     */
    public record Made(RunId run, LeasePurpose purpose, TemporaryRun how) implements Outcome, AutoCloseable {

        /**
         * Takes it back now.
         *
         * @return why something of it may still be in effect; the guard tries again when the time has passed
         */
        public Optional<Message> takeBack() {
            return how.takeBack(run);
        }

        /** Lets its time begin anew, as the page for which it was made is open only now. Nothing where it is over. */
        public void renew(Duration atMost) throws StateException {
            how.renew(run, new LeaseTerms.Length(purpose, atMost));
        }

        /** Takes it back now; what does not succeed is told as progress. */
        @Override
        public void close() {
            takeBack().ifPresent(how.progress);
        }
    }

    /** It was not made; what was made of it is taken back, and what could not be is told and left to the guard. */
    public record NotMade(Message why) implements Outcome { }

    /**
     * Makes the changes, all or none. Where this is ended in the midst of it, by a signal or by a bug, it is none.
     *
     * @param run    a fresh name; what the changes mark as theirs has the same
     * @param purpose {@link change.journal.LeasePurpose#PAGE} or {@link change.journal.LeasePurpose#WATCH}
     * @param atMost how long they may stay
     */
    public Outcome make(RunId run, List<Change> changes, LeasePurpose purpose, Duration atMost) {
        var ended = new AtomicBoolean();
        try (CloseOnExit _ = CloseOnExit.atExit(() -> {
            if (!ended.get()) {
                takeBack(run).ifPresent(progress);
            }
        })) {
            Outcome outcome = makeAll(run, changes, purpose, atMost);
            ended.set(true);
            return outcome;
        }
    }

    private Outcome makeAll(RunId run, List<Change> changes, LeasePurpose purpose, Duration atMost) {
        try (Journal journal = Journal.open(folder, codec, script, world.now(), patience, progress)) {
            var leaseWriter = new LeaseWriter(world, journal, guard);
            List<LeaseTerms.Length> limits = List.of(new LeaseTerms.Length(purpose, atMost));
            Optional<Message> alone = leaseWriter.lend(run, limits);
            if (alone.isPresent()) {
                return new NotMade(alone.get());
            }
            var applier = new Applier(world, journal, progress);
            for (int i = 0; i < changes.size(); i++) {
                if (applier.apply(run, "1." + (i + 1), changes.get(i)) instanceof ApplyResult.Failed failed) {
                    new Reverter(world, journal, progress).takeBack(journal.state().open(run), false).firstProblem()
                            .ifPresent(why -> progress.accept(Message.of("change.left-over", why)));
                    return new NotMade(failed.why());
                }
            }
            leaseWriter.renewWhenMade(run, limits, progress);
            return new Made(run, purpose, this);
        } catch (StateException e) {
            return new NotMade(e.why());
        }
    }

    private void renew(RunId run, LeaseTerms.Length limit) throws StateException {
        try (Journal journal = Journal.open(folder, codec, script, world.now(), patience, progress)) {
            if (journal.state().lent(run, world.moment())) {
                new LeaseWriter(world, journal, guard).renew(run, List.of(limit));
            }
        }
    }

    private Optional<Message> takeBack(RunId run) {
        try (Journal journal = Journal.open(folder, codec, script, world.now(), patience, progress)) {
            RollbackResult back = new Reverter(world, journal, progress).takeBack(run);
            if (back.complete()) {
                guard.dismiss(run);
            }
            return back.firstProblem();
        } catch (StateException e) {
            return Optional.of(e.why());
        }
    }
}
