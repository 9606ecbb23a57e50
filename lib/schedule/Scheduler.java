package schedule;

import fact.Fact;
import java.util.Optional;
import text.Message;

/**
 * What the system has to start a program again and again without anybody asking. There is one entry of ours in it at
 * most, under a constant name.
 */
public sealed interface Scheduler permits TaskScheduler, NoScheduler {

    /** What it is and how the entry is called, for a person to find it. */
    Message name();

    /** What it says of our entry; an empty optional where there is none. */
    Fact<Optional<Entry>> look();

    /** Makes or replaces the entry. Where this is refused, an older entry is still there as it was. */
    Outcome register(Launch launch);

    /** Starts now what is registered, rather than at the next turn. */
    Outcome start();

    /** Ends what it has started. Where nothing runs, that is no failure. */
    Outcome stop();

    /** Removes the entry. Where there is none, that is no failure. */
    Outcome unregister();
}
