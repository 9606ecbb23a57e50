package evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import inventory.Protocol;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionAttemptsTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress OWN = InetAddress.ofLiteral("192.168.1.44");
    private static final Port PORT = new Port(Protocol.TCP, 8000);

    private final ConnectionAttempts attempts = new ConnectionAttempts(List.of(PORT), Set.of(OWN));

    private void note(InetAddress device, int from, Course course) {
        attempts.note(new ConnectionAttempt(device, from, PORT), course, Instant.EPOCH);
    }

    @Test
    void sourcesThatTellLateTakeNothingBack() {
        note(PHONE, 1, new Course.LetIn());
        attempts.update(new ConnectionAttempt(PHONE, 1, PORT), Course.Ended.CONNECTED);
        note(PHONE, 1, new Course.Came());
        assertEquals(Optional.of(Course.Ended.CONNECTED), attempts.last(PHONE, PORT));
    }

    @Test
    void theLastTryCounts() {
        note(PHONE, 1, Course.Ended.REFUSED);
        note(PHONE, 2, Course.Ended.CONNECTED);
        note(PHONE, 3, new Course.LetIn());
        assertEquals(Optional.of(new Course.LetIn()), attempts.last(PHONE, PORT));
    }

    @Test
    void whatWasThereBeforeSaysNothing() {
        attempts.before(new ConnectionAttempt(PHONE, 1, PORT), false);
        note(PHONE, 1, Course.Ended.CONNECTED);
        attempts.update(new ConnectionAttempt(PHONE, 2, PORT), Course.Ended.CONNECTED);
        assertEquals(Optional.empty(), attempts.last(PHONE, PORT));
        assertFalse(attempts.any());
        assertFalse(attempts.hadBefore(PHONE, PORT));
        attempts.before(new ConnectionAttempt(PHONE, 3, PORT), true);
        assertTrue(attempts.hadBefore(PHONE, PORT));
    }

    @Test
    void thisMachineIsNoPhone() {
        note(OWN, 1, Course.Ended.CONNECTED);
        note(InetAddress.getLoopbackAddress(), 1, Course.Ended.CONNECTED);
        attempts.note(new ConnectionAttempt(PHONE, 1, new Port(Protocol.UDP, 8000)), new Course.Came(), Instant.EPOCH);
        assertFalse(attempts.any());
    }

    @Test
    void whoMakesUpSendersFillsNoMemory() {
        note(PHONE, 1, Course.Ended.CONNECTED);
        for (int i = 0; i < 5000; i++) {
            note(InetAddress.ofLiteral("10.0." + i / 250 + "." + (1 + i % 250)), 1, new Course.Came());
            note(PHONE, 2 + i, new Course.Came());
        }
        assertEquals(256, attempts.at(PORT).size());
        assertEquals(Optional.of(new Course.Came()), attempts.last(PHONE, PORT));
    }
}
