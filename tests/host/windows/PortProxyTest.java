package host.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import host.Listener;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which socket is the one of a forwarding. */
class PortProxyTest {

    @ParameterizedTest
    @CsvSource({
            "*, 0.0.0.0, 8080, true", "0.0.0.0, 0.0.0.0, 8080, true", "::, ::, 8080, true",
            "*, 192.168.1.44, 8080, false", "*, 0.0.0.0, 8081, false",
            "192.168.1.44, 192.168.1.44, 8080, true", "192.168.1.44, 0.0.0.0, 8080, false",
            "192.168.1.44, 192.168.1.45, 8080, false", "::1, 0:0:0:0:0:0:0:1, 8080, true",
            "localhost, 127.0.0.1, 8080, true", "localhost, 127.0.0.1, 8081, false"})
    void hasTheSocketThatIsBoundAsItAccepts(String listen, String bound, int port, boolean own) {
        var forwarding = new WindowsFacts.PortProxy(listen, 8080, "172.28.23.5", 8080);
        assertEquals(own, forwarding.isOf(new Listener(Protocol.TCP, bound, port, Optional.of(5876L),
                Optional.of("svchost.exe"))));
    }
}
