package lab;

import java.time.Duration;

/** Waiting for something outside this JVM to become true, with an end. */
final class Wait {

    /** Often enough that a lab of sixty faults loses no time, seldom enough to cost no CPU. */
    private static final Duration PAUSE = Duration.ofMillis(25);

    private Wait() {
    }

    /** A question that may fail in its own way; a failure ends the wait. */
    interface Question {
        boolean yes() throws Exception;
    }

    static void until(String what, Duration limit, Question question) {
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
