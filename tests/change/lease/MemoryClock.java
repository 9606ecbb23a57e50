package change.lease;

import change.journal.MemoryWorld;
import java.time.Duration;

/** The time of a {@link change.journal.MemoryWorld}, in which something happens whenever somebody rests. */
public record MemoryClock(MemoryWorld world, Runnable happening) implements GuardLoop.Clock {

    @Override
    public long nanos() {
        return world.passed().toNanos();
    }

    @Override
    public void rest(Duration time) {
        world.pass(time);
        happening.run();
    }
}
