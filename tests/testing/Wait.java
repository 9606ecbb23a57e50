package testing;

import java.time.Duration;

/** Waiting for something that nobody tells of to become true, with an end. */
public final class Wait {

    /** Often enough that sixty faults of a lab lose no time, seldom enough to cost no CPU. */
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Wait() {
    }

    /**
     * Waits until a process has ended. {@link ProcessHandle#onExit} is completed by the common pool, which on two
     * processors is one thread: whoever keeps that one busy holds up everybody who waits for a process.
     */
    public static void untilEnded(ProcessHandle process, Duration limit) {
        until("the end of " + process.pid(), limit, () -> !process.isAlive());
    }

    /** A question that may fail in its own way; a failure ends the wait. */
    public interface Question {
        boolean yes() throws Exception;
    }

    /** @param limit only ends what hangs: nothing may depend on its length */
    public static void until(String what, Duration limit, Question question) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!question.yes()) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("waited " + limit + " in vain for " + what);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("could not look for " + what, e);
        }
    }
}
