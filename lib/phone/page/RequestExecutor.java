package phone.page;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Answers requests, each on a virtual thread of its own, so that one who sends a byte a minute holds up nobody. A
 * request that is not done in time is dropped, and the oldest where there are too many: to interrupt a thread closes
 * the channel that it reads ({@link java.nio.channels.InterruptibleChannel}).
 */
final class RequestExecutor implements Executor {
    /** Reading a request and answering it takes milliseconds even over bad Wi-Fi; the page itself tries again. */
    static final Duration LONGEST = Duration.ofSeconds(5);
    /** Each holds some 30 KiB of buffers of the JDK's server. */
    private static final int MOST = 128;

    private final LongSupplier nanos;
    private final Map<Thread, Long> begun = new LinkedHashMap<>();

    RequestExecutor(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public void execute(Runnable turn) {
        Thread thread = Thread.ofVirtual().name("phone-page-turn").unstarted(() -> {
            try {
                turn.run();
            } finally {
                done(Thread.currentThread());
            }
        });
        synchronized (begun) {
            if (begun.size() >= MOST) {
                Thread oldest = begun.keySet().iterator().next();
                begun.remove(oldest);
                oldest.interrupt();
            }
            begun.put(thread, nanos.getAsLong());
        }
        thread.start();
    }

    private void done(Thread thread) {
        synchronized (begun) {
            begun.remove(thread);
        }
    }

    /** Drops what takes too long. */
    void sweep() {
        synchronized (begun) {
            long now = nanos.getAsLong();
            List<Thread> late = begun.entrySet().stream()
                    .filter(entry -> now - entry.getValue() > LONGEST.toNanos()).map(Map.Entry::getKey).toList();
            late.forEach(thread -> {
                begun.remove(thread);
                thread.interrupt();
            });
        }
    }

    /** Nothing is under way. */
    boolean isIdle() {
        synchronized (begun) {
            return begun.isEmpty();
        }
    }

    /** Drops all that is under way. */
    void close() {
        synchronized (begun) {
            begun.keySet().forEach(Thread::interrupt);
        }
    }
}
