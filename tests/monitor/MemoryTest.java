package monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import docker.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import process.Fact;
import text.Message;

/** The memory of containers: when it is measured, and when it is worth a line. */
class MemoryTest {
    private static final long MIB = 1L << 20;

    private final StateTracker watch = new StateTracker();

    private static Usage percent(int percent) {
        return new Usage("eloquence-agent-v1", percent * 20 * MIB, 2000 * MIB);
    }

    private List<MonitorEvent> round(Usage... memory) {
        return watch.round(new RoundLoop.Round(FakeRounds.round(0), List.of(memory)));
    }

    @Test
    void isToldOnceWhenItRunsOutAndOnceWhenItIsWellAgain() {
        assertEquals(List.of(), round(percent(89)));
        assertEquals(List.of(new MonitorEvent.MemoryHigh(FakeRounds.START, percent(90))), round(percent(90)));
        assertEquals(List.of(), round(percent(97)));
        assertEquals(List.of(), round(percent(85)), "at the edge it is neither");
        assertEquals(List.of(), round(), "nothing measured is no news");
        assertEquals(List.of(new MonitorEvent.MemoryWell(FakeRounds.START, percent(40))), round(percent(40)));
        assertEquals(List.of(), round(percent(40)));
    }

    @Test
    void isMeasuredBesideTheRoundsAndNotInEveryOne() throws InterruptedException {
        var now = new AtomicLong();
        List<Long> measured = new ArrayList<>();
        var meter = new MemoryMeter(() -> {
            measured.add(now.get());
            return Fact.known(List.of(percent(measured.size())));
        }, now::get);
        assertEquals(List.of(), meter.latest(), "the first round does not wait for it");
        meter.await();
        assertEquals(List.of(percent(1)), meter.latest());
        now.set(MemoryMeter.EVERY.toNanos() - 1);
        assertEquals(List.of(percent(1)), meter.latest());
        now.set(MemoryMeter.EVERY.toNanos());
        meter.latest();
        meter.await();
        assertEquals(List.of(percent(2)), meter.latest());
        assertEquals(List.of(0L, MemoryMeter.EVERY.toNanos()), measured);
    }

    @Test
    void whatCannotBeMeasuredIsNotTakenForTheLastThatCould() throws InterruptedException {
        var now = new AtomicLong();
        var answers = new ArrayList<Fact<List<Usage>>>(List.of(Fact.known(List.of(percent(95))),
                Fact.unknown(Message.of("path.hop.not-asked"))));
        var meter = new MemoryMeter(answers::removeFirst, now::get);
        meter.latest();
        meter.await();
        now.set(MemoryMeter.EVERY.toNanos());
        assertEquals(List.of(percent(95)), meter.latest());
        meter.await();
        assertEquals(List.of(), meter.latest());
    }

    /** Something that concerns no service, such as a change that nobody undid: once, and again when it is another. */
    @Test
    void aNoticeIsToldWhenItIsNew() {
        assertEquals(List.of("one"), noticed("one"));
        assertEquals(List.of(), noticed("one"));
        assertEquals(List.of("other"), noticed("other"));
        round();
        assertEquals(List.of("other"), noticed("other"), "it is back");
    }

    private List<String> noticed(String text) {
        return watch.round(new RoundLoop.Round(FakeRounds.round(0), List.of(), Optional.of(Message.verbatim(text))))
                .stream().map(MonitorEvent.Noticed.class::cast).map(event -> event.text().args().getFirst().toString())
                .toList();
    }
}
