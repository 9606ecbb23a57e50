package firewall.linux.netfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a packet ends up that the rules let in. */
class ArrivalTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -A PREROUTING -p tcp -m tcp --dport 3306 -j REDIRECT --to-ports 9999 | 192.168.1.44:8000
        -A PREROUTING -i eth0 -p tcp -m tcp --dport 8000 -j REDIRECT --to-ports 9999 | 192.168.1.44:9999
        -A PREROUTING -p tcp -m tcp --dport 8000 -j DNAT --to-destination 172.17.0.2:80 | 172.17.0.2:80
        -A PREROUTING -i wlan9 -p tcp -m tcp --dport 8000 -j REDIRECT --to-ports 9999 | 192.168.1.44:8000
        """)
    void translationsAreFollowed(String rule, String end) {
        String text = "*nat\n:PREROUTING ACCEPT [0:0]\n" + rule + "\nCOMMIT\n";
        int colon = end.lastIndexOf(':');
        assertEquals(new InetSocketAddress(end.substring(0, colon), Integer.parseInt(end.substring(colon + 1))),
                Rules.of(text).arrivesAt(Rules.flow("tcp 192.168.1.23 eth0 192.168.1.44 8000")));
    }
}
