package phone.page;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Tells one listener what was heard, one thing after another, so that it may be slow and no request waits for it. */
final class EventQueue implements AutoCloseable {
    /** How long a listener that is in the middle of something is left alone when all is over. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Nothing stands for the end. */
    private final BlockingQueue<Optional<PageEvent>> waiting;
    private final Consumer<PageEvent> listener;
    private final Thread thread;
    private volatile RuntimeException broken;

    private EventQueue(Consumer<PageEvent> listener, int room) {
        waiting = new LinkedBlockingQueue<>(room);
        this.listener = listener;
        thread = Thread.ofVirtual().name("phone-page-listener").unstarted(this::listen);
    }

    /**
     * Starts the thread that tells.
     *
     * @param room for how much that is not told yet
     */
    static EventQueue open(Consumer<PageEvent> listener, int room) {
        var queue = new EventQueue(listener, room);
        queue.thread.start();
        return queue;
    }

    /** @return whether there was room for it */
    boolean tell(PageEvent event) {
        return broken == null && waiting.offer(Optional.of(event));
    }

    /** Whether this many more would find room. */
    boolean hasRoom(int more) {
        return broken == null && waiting.remainingCapacity() >= more;
    }

    private void listen() {
        try {
            for (Optional<PageEvent> next = waiting.take(); next.isPresent(); next = waiting.take()) {
                listener.accept(next.get());
            }
        } catch (InterruptedException e) {
            // The end, for one who was too busy to read of it.
        } catch (RuntimeException e) {
            broken = e;
        }
    }

    /** What was not told by now never is. Rethrows what the listener threw, which is a bug of its own. */
    @Override
    public void close() {
        waiting.clear();
        waiting.offer(Optional.empty());
        if (Thread.currentThread() != thread) {
            try {
                if (!thread.join(PATIENCE)) {
                    thread.interrupt();
                    thread.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (broken != null) {
            throw broken;
        }
    }
}
