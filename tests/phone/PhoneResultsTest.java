package phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.Endpoint;
import inventory.Service;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneSystem;
import phone.evidence.PacketWatch;
import phone.page.PageEvent;
import phone.page.Target;
import process.Fact;
import text.Message;

/** What this machine sees of a phone's try comes sooner or later than the phone's word of it. */
class PhoneResultsTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress HERE = InetAddress.ofLiteral("192.168.1.44");
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Endpoint API = new Endpoint(new Service("API", List.of(8000), Protocol.TCP,
            Optional.of("/health"), Optional.empty()), 8000);
    private static final Fact<PacketFate> CONNECTED = Fact.known(new PacketFate.Connected());

    /** Sees half of a connection first, and all of it after so many looks. */
    private static final class LateWatch implements PacketWatch {
        private final int after;
        private int looks;

        LateWatch(int after) {
            this.after = after;
        }

        private Fact<PacketFate> look() {
            return looks++ < after ? Fact.known(new PacketFate.Unanswered()) : CONNECTED;
        }

        @Override
        public Fact<PacketFate> seen(InetAddress phone, Optional<InetAddress> asked, Protocol protocol, int port) {
            assertEquals(Optional.of(HERE), asked);
            return look();
        }

        @Override
        public Fact<PacketFate> through(InetAddress phone, InetAddress asked, Protocol protocol, int port) {
            return look();
        }

        @Override
        public Fact<Set<InetAddress>> arrivedAt(Protocol protocol, int port) {
            return Fact.unknown(Message.of("evidence.needs-root"));
        }

        @Override
        public void close() { }
    }

    private static PhoneResults heard(PacketWatch watch, PhoneAttempt attempt) {
        var results = new PhoneResults(watch);
        results.hear(new PageEvent.Result(new PageEvent.Device(1, PHONE, PhoneSystem.OTHER), Target.of(List.of(API)).getFirst(), HERE,
                attempt), NOW);
        return results;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5})
    void whatFailedAtOnceHasOneEndHoweverLateItIsSeen(int after) {
        PhoneResults results = heard(new LateWatch(after), new PhoneAttempt.FailedFast(Duration.ofMillis(3)));
        for (int i = 0; i < 6 && results.unsettled(NOW); i++) {
            results.seenLate(NOW);
        }
        assertFalse(results.unsettled(NOW));
        assertEquals(CONNECTED, results.words().getFirst().seen());
    }

    @Test
    void whatIsNewIsTold() {
        PhoneResults results = heard(new LateWatch(2), new PhoneAttempt.FailedFast(Duration.ofMillis(3)));
        assertEquals(List.of(), results.seenLate(NOW));
        assertEquals(List.of(CONNECTED), results.seenLate(NOW).stream().map(word -> word.seen()).toList());
        assertEquals(List.of(), results.seenLate(NOW));
    }

    /** Each look starts programs on Windows, and what was not seen for so long is seldom seen later. */
    @Test
    void whatWasSaidLongAgoIsNotWaitedFor() {
        PhoneResults results = heard(new LateWatch(9), new PhoneAttempt.FailedFast(Duration.ofMillis(3)));
        assertTrue(results.unsettled(NOW.plusSeconds(4)));
        assertFalse(results.unsettled(NOW.plusSeconds(6)));
        assertEquals(List.of(), results.seenLate(NOW.plusSeconds(6)));
    }

    @Test
    void whoWaitedInVainHasGivenItTimeEnough() {
        assertFalse(heard(new LateWatch(9), new PhoneAttempt.TimedOut(Duration.ofSeconds(4))).unsettled(NOW));
    }
}
