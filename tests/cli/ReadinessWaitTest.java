package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import path.Diagnosis;
import process.Waits;
import report.SampleDiagnoses;
import text.Language;
import text.Words;

/** On a clock that is moved by hand: each look takes a second, and sleeping takes no time. */
class ReadinessWaitTest {
    private static final Diagnosis WELL = SampleDiagnoses.well("API");
    private static final Diagnosis BROKEN = SampleDiagnoses.broken("API");
    private static final Words WORDS = new Words(Language.ENGLISH);

    private final Deque<Diagnosis> looks = new ArrayDeque<>();
    private final List<Duration> slept = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Waits waits = new Waits(() -> 0);
    private long nanos;

    private Diagnosis wait(Duration limit, Diagnosis... found) throws InterruptedException {
        looks.addAll(List.of(found));
        return new ReadinessWait(waits, limit, () -> nanos, this::pass).until(() -> {
            nanos += Duration.ofSeconds(1).toNanos();
            return looks.pop();
        });
    }

    private void pass(Duration time) {
        slept.add(time);
        nanos += time.toNanos();
        waits.pending().forEach(wait -> told.add(WORDS.say(wait.subject().one())));
    }

    @Test
    void whatIsWellIsToldAtOnce() throws InterruptedException {
        assertSame(WELL, wait(Duration.ofMinutes(2), WELL));
        assertEquals(List.of(), slept);
    }

    @Test
    void itAsksUntilAllIsWellAndTellsWhatItWaitsFor() throws InterruptedException {
        assertSame(WELL, wait(Duration.ofMinutes(2), BROKEN, BROKEN, WELL));
        assertEquals(List.of(ReadinessWait.PAUSE, ReadinessWait.PAUSE), slept);
        assertEquals(List.of("an answer on 8000", "an answer on 8000"), told);
        assertEquals(List.of(), waits.pending(), "nothing is waited for any more");
    }

    @Test
    void atTheEndOfItsTimeTheLastLookCounts() throws InterruptedException {
        assertSame(BROKEN, wait(Duration.ofMillis(3500), BROKEN, BROKEN, BROKEN, WELL));
        assertEquals(List.of(ReadinessWait.PAUSE, Duration.ofMillis(500)), slept);
        assertEquals(List.of(WELL), List.copyOf(looks), "it was not asked again");
    }
}
