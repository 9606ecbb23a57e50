package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import net.Protocol;
import org.junit.jupiter.api.Test;

class TargetsTest {

    @Test
    void aTargetIsWhatABrowserCanDoAboutAPort() {
        assertEquals(List.of(Target.Kind.HTTP, Target.Kind.RAW, Target.Kind.FORBIDDEN, Target.Kind.UDP),
                Pages.TARGETS.stream().map(Target::kind).toList());
        assertEquals(List.of(0, 1, 2, 3), Pages.TARGETS.stream().map(Target::number).toList());
    }

    @Test
    void udpIsUdpWhateverItsPort() {
        var targets = Target.of(List.of(Pages.endpoint("SIP", 5060, Protocol.UDP, null)));
        assertEquals(Target.Kind.UDP, targets.getFirst().kind());
    }

    @Test
    void aServiceThatTakesWebSocketsIsAskedForOne() {
        var targets = Target.of(List.of(Pages.endpoint("RTC", 7880, Protocol.TCP, "ws:/rtc")));
        assertEquals(Target.Kind.WEB_SOCKET, targets.getFirst().kind());
        assertTrue(targets.getFirst().canBeTried());
    }

    /** What is known to speak TLS is asked by it, whatever the services file says of it. */
    @Test
    void theSchemeIsTheOneThatThePortSpeaks() {
        var endpoints = List.of(Pages.endpoint("API", 8000, Protocol.TCP, "/health"),
                Pages.endpoint("Web", 8443, Protocol.TCP, "https:/health"),
                Pages.endpoint("RTC", 7880, Protocol.TCP, "wss:/rtc"));
        assertEquals(List.of("http", "https", "https"),
                Target.of(endpoints).stream().map(Target::scheme).toList());
        assertEquals("https", Target.of(endpoints).getFirst().byTls().scheme());
    }

    /** Ports of the guide's services are none of them; those at the edges of the table are. */
    @Test
    void browsersRefuseThePortsOfTheFetchStandard() {
        assertEquals(82, IntStream.rangeClosed(1, 65535).filter(BadPorts::has).count());
        IntStream.of(1, 22, 990, 4190, 6000, 6665, 6679, 6697, 10080).forEach(port -> assertTrue(BadPorts.has(port)));
        IntStream.of(80, 443, 5002, 7880, 7881, 8000, 8001, 6001, 10081)
                .forEach(port -> assertFalse(BadPorts.has(port)));
    }
}
