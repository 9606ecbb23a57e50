package host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import net.Cidr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    private static final List<Route> TABLE = List.of(new Route(Cidr.parse("0.0.0.0/0"), "work", 1),
            new Route(Cidr.parse("192.168.1.0/24"), "Wi-Fi", 291), new Route(Cidr.parse("192.168.1.0/24"), "cable", 281),
            new Route(Cidr.parse("192.168.1.64/26"), "work", 9000), new Route(Cidr.parse("10.0.0.0/8"), "work", 5));

    /** The longest prefix first, whatever its metric is; then the lowest metric. */
    @ParameterizedTest
    @CsvSource({"192.168.1.23, cable", "192.168.1.70, work", "8.8.8.8, work", "10.1.2.3, work"})
    void theBestIsTaken(String address, String adapter) {
        assertEquals(adapter, Route.to(InetAddress.ofLiteral(address), TABLE).orElseThrow().adapter());
    }

    @ParameterizedTest
    @CsvSource({"8.8.8.8", "fe80::1"})
    void noneLeadsThere(String address) {
        assertEquals(true, Route.to(InetAddress.ofLiteral(address), TABLE.subList(1, 5)).isEmpty());
    }
}
