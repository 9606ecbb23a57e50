package monitor;

import docker.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import path.Diagnosis;
import text.Message;

/**
 * The ticker: a round begins every so often, whatever the last one took. A round that takes longer than the interval
 * is followed by the next at once, and missed ones are not made up for.
 */
public final class RoundLoop {

    /** Waits; a seam so that tests need no time. */
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** What is done with each round. */
    public interface Reader {
        /** @return false to stop */
        boolean read(Round round);
    }

    private final Supplier<Round> look;
    private final Duration every;
    private final LongSupplier nanos;
    private final Sleeper sleeper;

    public RoundLoop(Supplier<Round> look, Duration every, LongSupplier nanos, Sleeper sleeper) {
        this.look = look;
        this.every = every;
        this.nanos = nanos;
        this.sleeper = sleeper;
    }

    /** Goes on until the reader has enough or the thread is interrupted. */
    public void run(Reader reader) {
        try {
            while (true) {
                long begin = nanos.getAsLong();
                if (!reader.read(look.get())) {
                    return;
                }
                Duration left = every.minusNanos(nanos.getAsLong() - begin);
                if (left.isPositive()) {
                    sleeper.sleep(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What one look at the machine found.
     *
     * @param memory of the containers, as last measured; empty where it was not, or could not be
     * @param notice what should be known besides, such as of a change that nobody undid
     */
    public record Round(Diagnosis diagnosis, List<Usage> memory, Optional<Message> notice) {

        public Round {
            memory = List.copyOf(memory);
        }

        public Round(Diagnosis diagnosis, List<Usage> memory) {
            this(diagnosis, memory, Optional.empty());
        }
    }
}
