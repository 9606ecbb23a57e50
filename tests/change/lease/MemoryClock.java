package change.lease;

import change.journal.MemoryWorld;
import java.time.Duration;
import process.MonotonicClock;

/** The time of a {@link change.journal.MemoryWorld}, in which something happens whenever somebody rests. */
public record MemoryClock(MemoryWorld world, Runnable happening) implements MonotonicClock {

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
