package phone.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import org.junit.jupiter.api.Test;

class ConnectionLogTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress OWN = InetAddress.ofLiteral("192.168.1.44");
    private static final ServicePort PORT = new ServicePort(Protocol.TCP, 8000);

    private final ConnectionLog attempts = new ConnectionLog(List.of(PORT), Set.of(OWN));

    private Instant now = Instant.EPOCH;

    private void note(InetAddress device, int from, ConnectionProgress progress) {
        attempts.note(new ConnectionLog.Attempt(device, from, PORT), progress, now);
    }

    @Test
    void sourcesThatTellLateTakeNothingBack() {
        note(PHONE, 1, new ConnectionProgress.LetIn());
        attempts.update(new ConnectionLog.Attempt(PHONE, 1, PORT), ConnectionProgress.Ended.CONNECTED);
        note(PHONE, 1, new ConnectionProgress.Came());
        assertEquals(Optional.of(ConnectionProgress.Ended.CONNECTED), attempts.last(PHONE, Optional.empty(), PORT));
    }

    @Test
    void theLastTryCounts() {
        note(PHONE, 1, ConnectionProgress.Ended.REFUSED);
        now = now.plusSeconds(2);
        note(PHONE, 2, ConnectionProgress.Ended.CONNECTED);
        now = now.plusSeconds(2);
        note(PHONE, 3, new ConnectionProgress.LetIn());
        assertEquals(Optional.of(new ConnectionProgress.LetIn()), attempts.last(PHONE, Optional.empty(), PORT));
    }

    @Test
    void whatWasThereBeforeSaysNothing() {
        attempts.before(new ConnectionLog.Attempt(PHONE, 1, PORT), false);
        note(PHONE, 1, ConnectionProgress.Ended.CONNECTED);
        attempts.update(new ConnectionLog.Attempt(PHONE, 2, PORT), ConnectionProgress.Ended.CONNECTED);
        assertEquals(Optional.empty(), attempts.last(PHONE, Optional.empty(), PORT));
        assertFalse(attempts.any());
        assertFalse(attempts.hadBefore(PHONE, PORT));
        attempts.before(new ConnectionLog.Attempt(PHONE, 3, PORT), true);
        assertTrue(attempts.hadBefore(PHONE, PORT));
    }

    @Test
    void thisMachineIsNoPhone() {
        note(OWN, 1, ConnectionProgress.Ended.CONNECTED);
        note(InetAddress.getLoopbackAddress(), 1, ConnectionProgress.Ended.CONNECTED);
        attempts.note(new ConnectionLog.Attempt(PHONE, 1, new ServicePort(Protocol.UDP, 8000)),
                new ConnectionProgress.Came(), Instant.EPOCH);
        assertFalse(attempts.any());
    }

    @Test
    void whoMakesUpSendersFillsNoMemory() {
        note(PHONE, 1, ConnectionProgress.Ended.CONNECTED);
        for (int i = 0; i < 5000; i++) {
            note(InetAddress.ofLiteral("10.0." + i / 250 + "." + (1 + i % 250)), 1, new ConnectionProgress.Came());
            note(PHONE, 2 + i, new ConnectionProgress.Came());
        }
        assertEquals(256, attempts.at(PORT).size());
        assertEquals(Optional.of(new ConnectionProgress.Came()), attempts.last(PHONE, Optional.empty(), PORT));
    }
}
