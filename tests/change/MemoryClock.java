package change;

import java.time.Duration;

/** The time of a {@link MemoryWorld}, in which something happens whenever somebody rests. */
record MemoryClock(MemoryWorld world, Runnable happening) implements GuardDuty.Clock {

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
