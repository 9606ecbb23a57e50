package process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import text.Message;

/** What is being waited for at this moment, by any thread, so that somebody can be told. Thread-safe. */
public final class Waits {

    /**
     * @param one  its name for a reader
     * @param many the key of a sentence for several of its kind, which takes their number; empty where another one of
     *             the same name says nothing new
     */
    public record Subject(Message one, Optional<String> many) {

        /** Something with a name. */
        public static Subject named(Message name) {
            return new Subject(name, Optional.empty());
        }
    }

    /**
     * @param begun when, by the clock of {@link Waits}
     * @param end   when it is given up at the latest
     */
    public record Wait(Subject subject, long begun, long end) { }

    /** The end of one wait. */
    public interface Ending extends AutoCloseable {
        @Override
        void close();
    }

    /** Where nobody is told. */
    static final Waits UNHEEDED = new Waits(System::nanoTime);

    private final LongSupplier nanos;
    private final List<Wait> pending = new ArrayList<>();

    /** @param nanos the clock */
    public Waits(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** From now on until it is closed. @param atMost after that it is given up */
    public synchronized Ending begin(Subject subject, Duration atMost) {
        long now = nanos.getAsLong();
        var wait = new Wait(subject, now, now + atMost.toNanos());
        pending.add(wait);
        notifyAll();
        return () -> end(wait);
    }

    /** By what it is and not by what it says: two may begin at the same moment. */
    private synchronized void end(Wait wait) {
        pending.removeIf(one -> one == wait);
    }

    /** Whoever waited does not any more, whether it has ended or hangs. @param but who goes on, by what it is */
    public synchronized void abandon(List<Wait> but) {
        pending.removeIf(one -> but.stream().noneMatch(other -> other == one));
    }

    /** What is waited for now, the oldest first. */
    public synchronized List<Wait> pending() {
        return List.copyOf(pending);
    }

    /** Returns when something is waited for. */
    public synchronized void awaitOne() throws InterruptedException {
        while (pending.isEmpty()) {
            wait();
        }
    }
}
