package lab;

import java.time.Duration;

/** Waiting for something outside this JVM to become true, with an end. */
final class Wait {

    private Wait() {
    }

    static void until(String what, Duration limit, testing.Wait.Question question) {
        testing.Wait.until(what, limit, question);
    }
}
