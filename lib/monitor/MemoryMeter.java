package monitor;

import docker.Usage;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import process.Fact;
import process.recording.RecordException;

/**
 * Measures the memory of the containers beside the rounds. Docker takes a second or two to answer, and no round waits
 * for that: it gets what was measured last.
 */
public final class MemoryMeter {

    /** Memory that runs out in less is seen by its end anyhow: the container is killed and the path breaks. */
    static final Duration EVERY = Duration.ofSeconds(30);

    private final Supplier<Fact<List<Usage>>> measure;
    private final LongSupplier nanos;
    private List<Usage> latest = List.of();
    private boolean measuring;
    private long begun;

    public MemoryMeter(Supplier<Fact<List<Usage>>> measure, LongSupplier nanos) {
        this.measure = measure;
        this.nanos = nanos;
        this.begun = nanos.getAsLong() - EVERY.toNanos();
    }

    /** What is known now; begins to measure anew where that is old. */
    public synchronized List<Usage> latest() {
        long now = nanos.getAsLong();
        if (!measuring && now - begun >= EVERY.toNanos()) {
            measuring = true;
            begun = now;
            Thread.ofVirtual().start(this::measure);
        }
        return latest;
    }

    private void measure() {
        List<Usage> found = List.of();
        try {
            found = measure.get().toOptional().orElse(List.of());
        } catch (RecordException e) {
            // The next question of a round is refused for the same reason, where somebody hears it.
        } finally {
            synchronized (this) {
                latest = found;
                measuring = false;
                notifyAll();
            }
        }
    }

    /** Until nothing is being measured. */
    synchronized void await() throws InterruptedException {
        while (measuring) {
            wait();
        }
    }
}
