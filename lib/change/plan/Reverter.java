package change.plan;

import change.journal.ChangeEvent;
import change.journal.Journal;
import change.journal.JournalState;
import change.journal.RunId;
import firewall.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import process.Fact;
import process.Waits;
import process.World;
import state.StateException;
import text.Message;

/**
 * Takes back what the journal says may be in effect, newest first. It looks before it acts, so it can be run at any
 * time, any number of times, and after being killed at any instant. One change that cannot be taken back does not
 * keep the others: a port should not stay open because of another one.
 */
public final class Reverter {
    private static final Waits.Subject TOOLS = Waits.Subject.named(Message.of("change.waiting-tools"));

    /** Ctrl-C ends the programs that this one runs, too: one that just began to take something back may be one. */
    private static final int ATTEMPTS = 3;

    private final World world;
    private final Journal journal;
    private final Consumer<Message> progress;
    private final Settling settle;
    /** Of all changes together: what keeps one waiting keeps the next one as well. */
    private Duration left = RunningTools.LIMIT;

    /** Waits until nothing that was started at a moment or later is still at work. */
    @FunctionalInterface
    interface Settling {
        /** @return how long that was, at most {@code atMost} */
        Duration await(Instant since, Duration atMost);
    }

    /** @param progress told of each change before it is taken back */
    public Reverter(World world, Journal journal, Consumer<Message> progress) {
        this(world, journal, progress, RunningTools::await);
    }

    Reverter(World world, Journal journal, Consumer<Message> progress, Settling settle) {
        this.world = world;
        this.journal = journal;
        this.progress = progress;
        this.settle = settle;
    }

    /** All that may be in effect of this run; what does not succeed is tried again, and once more. */
    public RollbackResult takeBack(RunId run) {
        var lines = new LinkedHashMap<String, RollbackResult.Line>();
        boolean failed = true;
        for (int i = 0; i < ATTEMPTS && failed; i++) {
            List<RollbackResult.Line> now = takeBack(journal.state().open(run), false).lines();
            now.forEach(line -> lines.put(line.item().step(), line));
            failed = now.stream().anyMatch(line -> line.result() instanceof RollbackResult.Failed);
        }
        return new RollbackResult(List.copyOf(lines.values()));
    }

    /** @param force takes back also what somebody changed since */
    public RollbackResult takeBack(List<JournalState.Item> items, boolean force) {
        var lines = new ArrayList<RollbackResult.Line>();
        for (JournalState.Item item : items) {
            lines.add(new RollbackResult.Line(item, takeBack(item, force)));
        }
        return new RollbackResult(lines);
    }

    private RollbackResult.Result takeBack(JournalState.Item item, boolean force) {
        try {
            return switch (settledState(item)) {
                case Fact.Known<Change.State>(var state) -> switch (state) {
                    case ABSENT -> {
                        item.change().removeLeftovers();
                        write(item, ChangeEvent.UNDONE);
                        yield new RollbackResult.Gone();
                    }
                    case PRESENT -> undo(item, force);
                    case EDITED -> force ? undo(item, true) : refused(item);
                };
                case Fact.Unknown<Change.State>(Message cause) -> new RollbackResult.Failed(cause);
            };
        } catch (StateException e) {
            return new RollbackResult.Failed(e.why());
        } catch (RuntimeException e) {
            // A bug in one kind of change; the others are still to be taken back.
            return new RollbackResult.Failed(Message.of("change.undo-bug", e.toString()));
        }
    }

    /** A change whose run was killed between its two lines may be in the making still. */
    private Fact<Change.State> settledState(JournalState.Item item) {
        Fact<Change.State> now = item.change().state(world);
        if (item.last().event() != ChangeEvent.INTENDED || !now.equals(Fact.known(Change.State.ABSENT))
                || left.isZero()) {
            return now;
        }
        try (Waits.Ending _ = world.waits().begin(TOOLS, left)) {
            left = left.minus(settle.await(item.since(), left));
        }
        return item.change().state(world);
    }

    private RollbackResult.Result undo(JournalState.Item item, boolean force) throws StateException {
        write(item, ChangeEvent.UNDOING);
        progress.accept(Message.of("change.undoing", item.step(), item.change().what()));
        Attempt attempt = Attempt.of(item.change().undo(world, force), () -> item.change().state(world));
        return switch (attempt.state()) {
            case Fact.Known<Change.State>(var state) -> switch (state) {
                case ABSENT -> {
                    write(item, ChangeEvent.UNDONE);
                    yield new RollbackResult.Undone();
                }
                case PRESENT -> new RollbackResult.Failed(attempt.failure()
                        .orElseGet(() -> Message.of("change.still-there", item.change().what())));
                case EDITED -> attempt.failure().<RollbackResult.Result>map(RollbackResult.Failed::new)
                        .orElseGet(() -> refused(item));
            };
            case Fact.Unknown<Change.State>(Message cause) -> new RollbackResult.Failed(cause);
        };
    }

    private RollbackResult.Refused refused(JournalState.Item item) {
        return new RollbackResult.Refused(switch (item.change().found(world)) {
            case Fact.Known<List<String>>(List<String> found) when !found.isEmpty() ->
                Message.of("change.edited-to", found);
            case Fact.Known<List<String>> nothing -> Message.of("change.edited");
            case Fact.Unknown<List<String>> unknown -> Message.of("change.edited");
        });
    }

    private void write(JournalState.Item item, ChangeEvent event) throws StateException {
        journal.write(item.last().next(world.now(), event, journal.script()));
    }
}
