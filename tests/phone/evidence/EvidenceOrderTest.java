package phone.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import host.Connection;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.Confidence;
import path.PacketFate;

/**
 * Events, tables and the trace tell of the same packets, each in its own order and at its own pace. Whichever comes
 * first, the phone's try has one end.
 */
class EvidenceOrderTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.44");
    private static final InetAddress ALSO_HERE = InetAddress.ofLiteral("192.168.1.45");
    private static final ServicePort PORT = new ServicePort(Protocol.TCP, 8000);
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");

    /** One thing that a source tells. */
    private interface Told extends Consumer<ConnectionLog> { }

    private static ConnectionLog.Attempt attempt(int from) {
        return new ConnectionLog.Attempt(PHONE, from, PORT);
    }

    private static Told tracked(int from, ConnectionProgress progress) {
        return log -> log.note(attempt(from), Optional.of(HERE), progress, NOW);
    }

    private static Told elsewhere(int from, ConnectionProgress progress) {
        return log -> log.note(attempt(from), Optional.of(ALSO_HERE), progress, NOW);
    }

    private static Told traced(int from, ConnectionProgress progress) {
        return log -> log.note(attempt(from), progress, NOW);
    }

    private static Told round(int... from) {
        return log -> log.note(IntStream.of(from).boxed().map(port -> new Connection(HERE, PHONE, port, PORT.number(), Connection.Phase.OPEN)).toList(),
                NOW, true);
    }

    private static Told lookedBack(int from) {
        return log -> log.before(attempt(from), true);
    }

    private static Told begins(int from) {
        return log -> {
            log.begins(attempt(from));
            log.note(attempt(from), Optional.of(HERE), new ConnectionProgress.LetIn(), NOW);
        };
    }

    record Case(String name, List<List<Told>> sources, PacketFate end) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        var came = new ConnectionProgress.Came();
        var letIn = new ConnectionProgress.LetIn();
        var answered = new ConnectionProgress.Answered();
        var connected = ConnectionProgress.Ended.CONNECTED;
        var refused = ConnectionProgress.Ended.REFUSED;
        var dropped = ConnectionProgress.Ended.dropped("-j DROP", "filter INPUT");
        return Stream.of(
                new Case("one that was made", List.of(
                        List.of(tracked(1, letIn), tracked(1, answered), tracked(1, connected)),
                        List.of(traced(1, came), traced(1, letIn)), List.of(round(1), round(1))),
                        new PacketFate.Connected()),
                new Case("two of one try, of which one was made", List.of(
                        List.of(tracked(1, letIn), tracked(1, answered), tracked(1, connected)),
                        List.of(tracked(2, letIn)), List.of(round(1))), new PacketFate.Connected()),
                new Case("one that was refused, and asked for twice", List.of(
                        List.of(tracked(1, letIn), tracked(1, refused)),
                        List.of(traced(1, came), traced(2, came), traced(2, letIn))), new PacketFate.Refused()),
                new Case("one that was dropped, and sent again", List.of(
                        List.of(traced(1, came), traced(1, dropped), traced(1, letIn)),
                        List.of(tracked(1, letIn), tracked(1, connected))), new PacketFate.Connected()),
                new Case("one that two rules dropped", List.of(List.of(traced(1, came), traced(1, dropped)),
                        List.of(traced(2, ConnectionProgress.Ended.dropped("-j REJECT", "filter FORWARD")))),
                        new PacketFate.Dropped("-j REJECT", "filter FORWARD", Confidence.OBSERVED)),
                new Case("one that was refused, while another address took the next", List.of(
                        List.of(tracked(1, letIn), tracked(1, refused)),
                        List.of(elsewhere(2, letIn), elsewhere(2, connected))), new PacketFate.Refused()),
                new Case("one that was taken for an older one", List.of(List.of(begins(1), tracked(1, connected)),
                        List.of(lookedBack(1))), new PacketFate.Connected()),
                new Case("one that a table showed once, by luck", List.of(List.of(round(1)), List.of(round()),
                        List.of(round())), new PacketFate.Arrived()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOrderInWhichSourcesTellDecidesNothing(Case given) {
        Set<PacketFate> ends = new LinkedHashSet<>();
        interleaved(given.sources()).forEach(order -> {
            var log = new ConnectionLog(List.of(PORT), Set.of(HERE, ALSO_HERE));
            order.forEach(told -> told.accept(log));
            ends.add(log.last(PHONE, Optional.of(HERE), PORT).orElseThrow().fate());
        });
        assertEquals(Set.of(given.end()), ends);
    }

    /** Every order in which each source keeps its own. */
    private static List<List<Told>> interleaved(List<List<Told>> sources) {
        List<List<Told>> left = sources.stream().filter(source -> !source.isEmpty()).toList();
        if (left.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<Told>>();
        for (int i = 0; i < left.size(); i++) {
            var rest = new ArrayList<>(left);
            List<Told> source = left.get(i);
            rest.set(i, source.subList(1, source.size()));
            interleaved(rest).forEach(order -> orders.add(Stream.concat(Stream.of(source.getFirst()), order.stream())
                    .toList()));
        }
        return orders;
    }

    /** A try that comes after another one is another try. */
    @Test
    void theLastTryCountsAlone() {
        var log = new ConnectionLog(List.of(PORT), Set.of(HERE));
        log.note(attempt(1), ConnectionProgress.Ended.CONNECTED, NOW);
        log.note(attempt(2), new ConnectionProgress.LetIn(), NOW.plus(Duration.ofSeconds(2)));
        assertEquals(new PacketFate.Unanswered(), log.last(PHONE, Optional.empty(), PORT).orElseThrow().fate());
    }
}
