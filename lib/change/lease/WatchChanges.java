package change.lease;

import change.journal.LeasePurpose;
import change.journal.RunId;
import firewall.Change;
import firewall.TemporaryChanges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import process.Fact;
import text.Message;

/**
 * Makes changes that are to stay only while something goes on, such as watching packets: each with a lease of its own,
 * so that a guard takes back what a killed process leaves.
 */
public final class WatchChanges implements TemporaryChanges {
    private final TemporaryRun how;
    private final Supplier<RunId> runs;
    private final Duration atMost;
    private final Map<Change, TemporaryRun.Made> made = new ConcurrentHashMap<>();

    /**
     * @param runs   names each change, as {@link change.journal.RunId#fresh} does
     * @param atMost how long a change may stay
     */
    public WatchChanges(TemporaryRun how, Supplier<RunId> runs, Duration atMost) {
        this.how = how;
        this.runs = runs;
        this.atMost = atMost;
    }

    @Override
    public Fact<Change.State> make(Change change) {
        return switch (how.make(runs.get(), List.of(change), LeasePurpose.WATCH, atMost)) {
            case TemporaryRun.Made done -> {
                made.put(change, done);
                yield Fact.known(Change.State.PRESENT);
            }
            case TemporaryRun.NotMade(Message why) -> Fact.unknown(why);
        };
    }

    @Override
    public Fact<Change.State> takeBack(Change change) {
        Optional<Message> problem = Optional.ofNullable(made.remove(change)).flatMap(TemporaryRun.Made::takeBack);
        return problem.map(Fact::<Change.State>unknown).orElseGet(() -> Fact.known(Change.State.ABSENT));
    }
}
