package change;

import fact.Fact;
import firewall.Change;
import firewall.Changing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import text.Message;

/**
 * Makes changes that are to stay only while something goes on, such as watching packets: each with a lease of its own,
 * so that a guard takes back what a killed process leaves.
 */
public final class WhileItLasts implements Changing {
    private final Journaled how;
    private final Supplier<RunId> runs;
    private final Duration atMost;
    private final Map<Change, Journaled.Made> made = new ConcurrentHashMap<>();

    /**
     * @param runs   names each change, as {@link RunId#fresh} does
     * @param atMost how long a change may stay
     */
    public WhileItLasts(Journaled how, Supplier<RunId> runs, Duration atMost) {
        this.how = how;
        this.runs = runs;
        this.atMost = atMost;
    }

    @Override
    public Fact<Change.State> make(Change change) {
        return switch (how.make(runs.get(), List.of(change), Purpose.WATCH, atMost)) {
            case Journaled.Made done -> {
                made.put(change, done);
                yield Fact.known(Change.State.PRESENT);
            }
            case Journaled.NotMade(Message why) -> Fact.unknown(why);
        };
    }

    @Override
    public Fact<Change.State> takeBack(Change change) {
        Optional<Message> problem = Optional.ofNullable(made.remove(change)).flatMap(Journaled.Made::takeBack);
        return problem.map(Fact::<Change.State>unknown).orElseGet(() -> Fact.known(Change.State.ABSENT));
    }
}
