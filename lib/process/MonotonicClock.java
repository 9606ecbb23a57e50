package process;

import java.time.Duration;

/** Time that only goes on, and how it passes: in a test, without waiting for it. */
public interface MonotonicClock {

    MonotonicClock REAL = new MonotonicClock() { };

    /** As {@link System#nanoTime}. */
    default long nanos() {
        return System.nanoTime();
    }

    default void rest(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
