package change.lease;

import change.journal.ChangeKinds;
import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.RunId;
import change.plan.Reverter;
import change.plan.RollbackResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Language;
import text.Message;

/** One turn of a guard that does not wait itself but is started when something falls due, as on Windows. */
public record GuardTurn(World world, StateFolder folder, JournalCodec codec, Consumer<Message> log) {

    /** How it stands with a run after the turn. */
    public sealed interface Outcome { }

    /** There is nothing to take back any more, or nothing that a guard may or can. */
    public record Over() implements Outcome { }

    /** It is lent for longer. */
    public record NotYet(Instant until) implements Outcome { }

    /** It did not succeed; the next turn tries again. */
    public record Again() implements Outcome { }

    public static GuardTurn of(World world, StateFolder folder, Language language) {
        return new GuardTurn(world, folder, ChangeKinds.all(), GuardLog.of(world, folder, language));
    }

    /** Takes back what is due of this run. */
    public Outcome take(RunId run) {
        try (Journal journal = Journal.open(folder, codec, GuardLoop.SCRIPT, world.now(), Journal.LOCK_WAIT, log)) {
            new KeptWords(folder).believe(journal, world.now());
            Optional<Instant> until = journal.state().until(run);
            if (until.isEmpty()) {
                return new Over();
            }
            if (journal.state().lent(run, world.moment())) {
                return new NotYet(until.get());
            }
            RollbackResult back = new Reverter(world, journal, message -> { })
                    .takeBack(journal.state().open(run), false);
            back.lines().forEach(line -> log.accept(GuardLoop.said(line)));
            return after(run, back, until.get());
        } catch (StateException e) {
            log.accept(e.why());
            return new Again();
        }
    }

    private Outcome after(RunId run, RollbackResult back, Instant until) {
        List<RollbackResult.Result> failed = back.lines().stream().map(RollbackResult.Line::result)
                .filter(RollbackResult.Failed.class::isInstance).toList();
        if (!failed.isEmpty() && world.now().isBefore(until.plus(GuardLoop.PATIENCE))) {
            return new Again();
        }
        if (!back.complete()) {
            log.accept(Message.of("change.guard-left", run.text()));
        }
        return new Over();
    }
}
