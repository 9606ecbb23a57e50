package monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ticker, on a clock that is moved by hand: a walk takes what the test says, and sleeping takes no time. */
class RoundLoopTest {
    private static final Duration EVERY = Duration.ofSeconds(30);

    private final List<Long> begun = new ArrayList<>();
    private final List<Long> slept = new ArrayList<>();
    private final Deque<Long> walks = new ArrayDeque<>();
    /** Seconds. */
    private long now;

    @Test
    void aRoundBeginsEverySoOften() {
        run(1, 4, 2, 1);
        assertEquals(List.of(0L, 30L, 60L, 90L), begun);
        assertEquals(List.of(29L, 26L, 28L), slept);
    }

    @Test
    void aSlowRoundIsFollowedAtOnceAndNoneIsMadeUpFor() {
        run(1, 100, 1, 1);
        assertEquals(List.of(0L, 30L, 130L, 160L), begun);
    }

    @Test
    void aRoundThatTakesJustAsLongLeavesNoPause() {
        run(30, 30, 1);
        assertEquals(List.of(0L, 30L, 60L), begun);
        assertEquals(List.of(), slept);
    }

    @Test
    void endsWhenItIsInterrupted() {
        var read = new ArrayList<RoundLoop.Round>();
        walks.add(1L);
        new RoundLoop(this::walk, EVERY, this::nanos, time -> {
            throw new InterruptedException();
        }).run(round -> read.add(round));
        assertTrue(Thread.interrupted(), "and says so to the thread");
        assertEquals(1, read.size());
    }

    /** Goes on until the last of these walks, in seconds each. */
    private void run(long... seconds) {
        for (long one : seconds) {
            walks.add(one);
        }
        new RoundLoop(this::walk, EVERY, this::nanos, time -> {
            slept.add(time.toSeconds());
            now += time.toSeconds();
        }).run(round -> !walks.isEmpty());
    }

    private RoundLoop.Round walk() {
        begun.add(now);
        now += walks.remove();
        return new RoundLoop.Round(FakeRounds.round(0), List.of());
    }

    private long nanos() {
        return Duration.ofSeconds(now).toNanos();
    }
}
