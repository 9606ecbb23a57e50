package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may have how many connections, counted and not timed. */
class ConnectionLimitsTest {
    private static final InetAddress DEVICE = InetAddress.ofLiteral("192.168.1.23");

    private final ConnectionLimits<Integer> limits = new ConnectionLimits<>(DEVICE::equals);
    private int last;

    private static InetAddress stranger(int number) {
        return InetAddress.ofLiteral("10.1.0." + number);
    }

    private ConnectionLimits.Entry<Integer> enter(InetAddress from) {
        return limits.enter(from, ++last);
    }

    private void taken(InetAddress from, Optional<Integer> instead) {
        assertEquals(new ConnectionLimits.Entry.Taken<>(instead), enter(from));
    }

    private void fill(int each) {
        for (int i = 0; i < ConnectionLimits.IN_ALL / each; i++) {
            for (int n = 0; n < each; n++) {
                taken(stranger(i), Optional.empty());
            }
        }
    }

    @Test
    void oneAddressHasItsOwnLimit() {
        for (int i = 0; i < 250; i++) {
            enter(stranger(1));
        }
        assertEquals(ConnectionLimits.OF_EACH, limits.all().size());
        limits.leave(stranger(1), 1);
        limits.leave(stranger(1), 1);
        taken(stranger(1), Optional.empty());
        assertInstanceOf(ConnectionLimits.Entry.Refused.class, enter(stranger(1)));
    }

    @Test
    void whereThereIsNoRoomWhoHasMostGivesUpItsOldest() {
        fill(10);
        limits.leave(stranger(3), 31);
        taken(stranger(4), Optional.empty());
        taken(stranger(50), Optional.of(41));
        assertEquals(ConnectionLimits.IN_ALL, limits.all().size());
    }

    @Test
    void nobodyGetsMoreThanTheOneWhoGivesUp() {
        fill(10);
        assertInstanceOf(ConnectionLimits.Entry.Refused.class, enter(stranger(7)));
        assertEquals(ConnectionLimits.IN_ALL, limits.all().size());
    }

    /** However many addresses somebody takes, and has one connection from each. */
    @Test
    void aDeviceAlwaysGetsInAndStays() {
        fill(1);
        for (int i = 0; i < ConnectionLimits.OF_EACH; i++) {
            assertInstanceOf(ConnectionLimits.Entry.Taken.class, enter(DEVICE));
        }
        int from = last - ConnectionLimits.OF_EACH;
        for (int i = 0; i < 1000; i++) {
            enter(InetAddress.ofLiteral("10.0." + i / 250 + "." + (1 + i % 250)));
        }
        assertEquals(ConnectionLimits.OF_EACH, limits.all().stream()
                .filter(each -> each > from && each <= from + ConnectionLimits.OF_EACH).count());
        assertEquals(ConnectionLimits.IN_ALL, limits.all().size());
    }
}
