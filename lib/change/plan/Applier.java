package change.plan;

import change.journal.ChangeEntry;
import change.journal.ChangeEvent;
import change.journal.Journal;
import change.journal.RunId;
import firewall.Change;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import process.Fact;
import process.World;
import state.StateException;
import text.Language;
import text.Message;
import text.Words;

/**
 * Carries out a plan, one change after the other, each announced in the journal before it is made. It stops at the
 * first failure: what comes after might rely on it.
 */
public final class Applier {
    private final World world;
    private final Journal journal;
    private final Consumer<Message> progress;

    /** @param progress told of each change before it is made */
    public Applier(World world, Journal journal, Consumer<Message> progress) {
        this.world = world;
        this.journal = journal;
        this.progress = progress;
    }

    public ApplyResult apply(Plan plan) {
        Map<String, ApplyResult.Result> results = new LinkedHashMap<>(ApplyResult.nothingYet(plan).results());
        for (PlanStep step : plan.steps()) {
            for (int i = 0; i < step.changes().size(); i++) {
                ApplyResult.Result result = apply(plan.run(), step.id(i), step.changes().get(i));
                results.put(step.id(i), result);
                if (result instanceof ApplyResult.Failed) {
                    return new ApplyResult(plan, results);
                }
            }
        }
        return new ApplyResult(plan, results);
    }

    /** @param id the change's name within its run: {@code 2.1} */
    public ApplyResult.Result apply(RunId run, String id, Change change) {
        return switch (change.state(world)) {
            case Fact.Known<Change.State>(var state) -> switch (state) {
                case PRESENT -> new ApplyResult.Unchanged();
                case ABSENT -> make(run, id, change);
                case EDITED -> new ApplyResult.Failed(Message.of("change.edited"), false);
            };
            case Fact.Unknown<Change.State>(Message cause) -> new ApplyResult.Failed(cause, false);
        };
    }

    private ApplyResult.Result make(RunId run, String id, Change change) {
        var intended = new ChangeEntry(world.now(), run, id, ChangeEvent.INTENDED, journal.script(), change,
                Optional.empty());
        try {
            journal.write(intended);
        } catch (StateException e) {
            return new ApplyResult.Failed(e.why(), false);
        }
        progress.accept(Message.of("change.doing", id, change.what()));
        Optional<ApplyResult.Failed> failure = failure(change);
        try {
            if (failure.isEmpty()) {
                journal.write(intended.next(world.now(), ChangeEvent.DONE, journal.script()));
                return new ApplyResult.Made();
            }
            String cause = new Words(Language.ENGLISH).say(failure.get().why());
            journal.write(new ChangeEntry(world.now(), run, id, ChangeEvent.FAILED, journal.script(), change,
                    Optional.of(cause)));
            return failure.get();
        } catch (StateException e) {
            return failure.orElseGet(() -> new ApplyResult.Failed(e.why(), true));
        }
    }

    /** Makes the change; empty where it is in effect then. */
    private Optional<ApplyResult.Failed> failure(Change change) {
        Attempt attempt = Attempt.of(change.apply(world), () -> change.state(world));
        return switch (attempt.state()) {
            case Fact.Known<Change.State>(var state) -> switch (state) {
                case PRESENT -> Optional.empty();
                case ABSENT -> Optional.of(new ApplyResult.Failed(attempt.failure()
                        .orElseGet(() -> Message.of("change.not-there-after", change.what())), false));
                case EDITED -> Optional.of(new ApplyResult.Failed(attempt.failure()
                        .orElseGet(() -> Message.of("change.other-after")), true));
            };
            case Fact.Unknown<Change.State>(Message cause) -> Optional.of(new ApplyResult.Failed(cause, true));
        };
    }
}
