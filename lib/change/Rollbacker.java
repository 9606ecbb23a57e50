package change;

import fact.Fact;
import firewall.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import process.World;
import state.StateException;
import text.Message;

/**
 * Takes back what the journal says may be in effect, newest first. It looks before it acts, so it can be run at any
 * time, any number of times, and after being killed at any instant. One change that cannot be taken back does not
 * keep the others: a port should not stay open because of another one.
 */
public final class Rollbacker {
    private final World world;
    private final Journal journal;
    private final Consumer<Message> progress;
    private final Consumer<Instant> settle;

    /** @param progress told of each change before it is taken back */
    public Rollbacker(World world, Journal journal, Consumer<Message> progress) {
        this(world, journal, progress, Stragglers::await);
    }

    /** @param settle returns when nothing that was started at a moment or later is still at work */
    Rollbacker(World world, Journal journal, Consumer<Message> progress, Consumer<Instant> settle) {
        this.world = world;
        this.journal = journal;
        this.progress = progress;
        this.settle = settle;
    }

    /** @param force takes back also what somebody changed since */
    public RolledBack takeBack(List<Ledger.Item> items, boolean force) {
        var lines = new ArrayList<RolledBack.Line>();
        for (Ledger.Item item : items) {
            lines.add(new RolledBack.Line(item, takeBack(item, force)));
        }
        return new RolledBack(lines);
    }

    private RolledBack.Result takeBack(Ledger.Item item, boolean force) {
        try {
            return switch (settledState(item)) {
                case Fact.Known<Change.State>(var state) -> switch (state) {
                    case ABSENT -> {
                        write(item, Event.UNDONE);
                        yield new RolledBack.Gone();
                    }
                    case PRESENT -> undo(item, force);
                    case EDITED -> force ? undo(item, true) : refused(item);
                };
                case Fact.Unknown<Change.State>(Message cause) -> new RolledBack.Failed(cause);
            };
        } catch (StateException e) {
            return new RolledBack.Failed(e.why());
        }
    }

    /** A change whose run was killed between its two lines may be in the making still. */
    private Fact<Change.State> settledState(Ledger.Item item) {
        Fact<Change.State> now = item.change().state(world);
        if (item.last().event() != Event.INTENDED || !now.equals(Fact.known(Change.State.ABSENT))) {
            return now;
        }
        settle.accept(item.since());
        return item.change().state(world);
    }

    private RolledBack.Result undo(Ledger.Item item, boolean force) throws StateException {
        write(item, Event.UNDOING);
        progress.accept(Message.of("change.undoing", item.step(), item.change().what()));
        return switch (item.change().undo(world, force)) {
            case Fact.Known<Change.State>(var state) -> switch (state) {
                case ABSENT -> {
                    write(item, Event.UNDONE);
                    yield new RolledBack.Undone();
                }
                case PRESENT -> new RolledBack.Failed(Message.of("change.still-there", item.change().what()));
                case EDITED -> refused(item);
            };
            case Fact.Unknown<Change.State>(Message cause) -> new RolledBack.Failed(cause);
        };
    }

    private RolledBack.Refused refused(Ledger.Item item) {
        return new RolledBack.Refused(switch (item.change().found(world)) {
            case Fact.Known<List<String>>(List<String> found) when !found.isEmpty() ->
                Message.of("change.edited-to", found);
            case Fact.Known<List<String>> nothing -> Message.of("change.edited");
            case Fact.Unknown<List<String>> unknown -> Message.of("change.edited");
        });
    }

    private void write(Ledger.Item item, Event event) throws StateException {
        journal.write(item.last().next(world.now(), event, journal.script()));
    }
}
