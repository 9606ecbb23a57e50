package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule is made for this port before the page is there: it has to be the one that the page then takes. */
class FreePortTest {
    private static final List<InetAddress> HERE = List.of(InetAddress.getLoopbackAddress());

    @Test
    void aPortThatIsTakenIsPassedOver() throws Exception {
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(HERE.getFirst(), 0));
            assertTrue(FreePort.from(taken.getLocalPort(), HERE) != taken.getLocalPort());
        }
    }

    /** 6665 to 6669 are IRC's. */
    @Test
    void aPortThatNoBrowserOpensIsPassedOver() {
        assertTrue(FreePort.from(6665, HERE) > 6669);
    }

    /** What is then tried to be opened says why it could not be. */
    @Test
    void whereNoneIsFreeItIsTheWishedOne() throws Exception {
        assertEquals(8765, FreePort.from(8765, List.of(InetAddress.getByName("192.0.2.1"))));
    }
}
