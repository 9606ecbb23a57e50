package cli;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import path.Diagnosis;
import path.ServicePath;
import process.Waits;
import text.Message;

/**
 * {@code verify --wait}: asks again and again until nothing is broken and nothing is unknown, or the time is over.
 * Meanwhile it is told which ports are waited for, as everything is that takes long.
 *
 * @param limit   after that the last answer counts
 * @param nanos   the clock
 * @param sleeper waits between two looks
 */
public record ReadinessWait(Waits waits, Duration limit, LongSupplier nanos, Sleeper sleeper) {
    /** A service that starts takes seconds; asked more often it would only start more slowly. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** Waits; a seam so that tests need no time. */
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** On this clock. */
    public ReadinessWait(Waits waits, Duration limit) {
        this(waits, limit, System::nanoTime, Thread::sleep);
    }

    /** @return the first look at which all was ready, else the last one */
    public Diagnosis until(Supplier<Diagnosis> look) throws InterruptedException {
        long end = nanos.getAsLong() + limit.toNanos();
        Diagnosis now = look.get();
        for (Duration left = left(end); !ready(now) && left.isPositive(); left = left(end)) {
            try (Waits.Ending _ = waits.begin(Waits.Subject.named(missing(now)), left)) {
                sleeper.sleep(left.compareTo(PAUSE) < 0 ? left : PAUSE);
                now = look.get();
            }
        }
        return now;
    }

    private Duration left(long end) {
        return Duration.ofNanos(end - nanos.getAsLong());
    }

    /** A warning is nothing that goes away by waiting. */
    private static boolean ready(Diagnosis now) {
        return switch (now.verdict()) {
            case OK, WARN -> true;
            case FAIL, CONTRADICTED, UNKNOWN -> false;
        };
    }

    private static Message missing(Diagnosis now) {
        List<Integer> ports = now.paths().stream()
                .filter(path -> path.broken().isPresent() || !path.unknown().isEmpty())
                .map((ServicePath path) -> path.endpoint().port()).distinct().toList();
        return ports.isEmpty() ? Message.of("cli.wait.machine") : Message.of("cli.wait.ports", ports);
    }
}
