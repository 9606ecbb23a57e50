package process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what runs on other threads. */
public final class Tasks {

    /** Longer than any machine runs. */
    private static final Duration FOR_GOOD = Duration.ofDays(365);

    private Tasks() { }

    /** The task's result. What it threw is thrown as it was: a damaged recording is no bug of the one who waits. */
    public static <T> T result(Future<T> task) {
        return result(task, FOR_GOOD).orElseThrow();
    }

    /** The same where it is there within this time; empty where it is not. */
    public static <T> Optional<T> result(Future<T> task, Duration atMost) {
        try {
            return Optional.of(task.get(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case RuntimeException thrown -> thrown;
                case Error thrown -> throw thrown;
                // A reader turns every failure of the world into a fact; what arrives here is a bug of ours.
                case Throwable thrown -> new IllegalStateException(thrown);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
