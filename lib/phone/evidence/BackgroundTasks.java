package phone.evidence;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import process.recording.RecordException;

/** Work that goes on beside a watch, each piece on a daemon thread of its own, until this is closed. */
final class BackgroundTasks implements AutoCloseable {

    /** A thread that is interrupted ends its program and itself in milliseconds; a stuck one must not hold us. */
    private static final Duration END_LIMIT = Duration.ofSeconds(3);

    /** A table of connections takes milliseconds to read, and a second where a program has to start for it. */
    private static final Duration FIRST_LIMIT = Duration.ofSeconds(3);

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Does this once. */
    void go(String name, Runnable work) {
        threads.add(Thread.ofPlatform().daemon().name("watch: " + name).start(() -> {
            try {
                work.run();
            } catch (RecordException e) {
                // Nothing more is recorded; the end of the run says so.
            }
        }));
    }

    /** Does this once, and returns when it is done; what takes too long goes on beside. */
    void goFirst(String name, Runnable work) {
        var done = new CountDownLatch(1);
        go(name, () -> {
            try {
                work.run();
            } finally {
                done.countDown();
            }
        });
        try {
            done.await(FIRST_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does this again and again, with a pause after each time. */
    void every(String name, Duration pause, Runnable look) {
        go(name, () -> {
            try {
                while (!closed) {
                    look.run();
                    Thread.sleep(pause);
                }
            } catch (InterruptedException e) {
                // Closed.
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(END_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
