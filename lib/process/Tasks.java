package process;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what runs on other threads. */
public final class Tasks {

    private Tasks() { }

    /** The task's result. What it threw is thrown as it was: a damaged recording is no bug of the one who waits. */
    public static <T> T result(Future<T> task) {
        try {
            return task.get();
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
