package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.Protocol;
import org.junit.jupiter.api.Test;
import process.Fact;

/** Events in the shape that the documentation gives them; no capture with a FilterOrigin was at hand. */
class SecurityLogTest {
    private static final InetAddress PHONE = InetAddress.ofLiteral("192.168.1.23");
    private static final InetAddress HOST = InetAddress.ofLiteral("192.168.1.44");

    private static String event(int number, String direction, String protocol, String more) {
        return """
                {"event":%d,"values":{"ProcessId":"4","Application":"System","Direction":"%s",
                "SourceAddress":"192.168.1.23","SourcePort":"54712","DestAddress":"192.168.1.44","DestPort":"8000",
                "Protocol":"%s","FilterRTID":"70201","LayerName":"%%%%14610","LayerRTID":"44"%s}}
                """.formatted(number, direction, protocol, more);
    }

    private static Fact<List<SecurityLog.Drop>> parse(String state, String... events) {
        return SecurityLog.parse(JsonParser.parseString(
                "{\"state\":\"" + state + "\",\"drops\":[" + String.join(",", events) + "]}"));
    }

    @Test
    void windows11NamesTheRule() {
        assertEquals(Fact.known(List.of(new SecurityLog.Drop(5157, Protocol.TCP, PHONE, 54712, HOST, 8000, "70201",
                Optional.of("{3A5B0F2C-0001-4B7D-9D2E-000000000001}")))),
                parse("read", event(5157, "%%14592", "6",
                        ",\"FilterOrigin\":\"{3A5B0F2C-0001-4B7D-9D2E-000000000001}\",\"InterfaceIndex\":\"5\"")));
    }

    @Test
    void windows10DoesNot() {
        var drop = parse("read", event(5152, "%%14592", "17", "")).toOptional().orElseThrow().getFirst();
        assertEquals(Optional.empty(), drop.origin());
        assertEquals(Protocol.UDP, drop.protocol());
    }

    @Test
    void whicheverEndIsCalledTheSource() {
        var drop = parse("read", event(5157, "%%14592", "6", "")).toOptional().orElseThrow().getFirst();
        var turned = new SecurityLog.Drop(5157, Protocol.TCP, HOST, 8000, PHONE, 54712, "70201", Optional.empty());
        assertTrue(drop.isOf(PHONE, 8000));
        assertTrue(turned.isOf(PHONE, 8000));
        assertFalse(drop.isOf(PHONE, 8001));
        assertFalse(drop.isOf(InetAddress.ofLiteral("192.168.1.24"), 8000));
        assertFalse(drop.isOf(HOST, 8000));
    }

    @Test
    void whatGoesOutAndWhatIsNoPortIsLeftOut() {
        assertEquals(Fact.known(List.of()), parse("read", event(5157, "%%14593", "6", ""),
                event(5152, "%%14592", "1", "")));
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        assertInstanceOf(Fact.Unknown.class, parse("denied"));
        assertInstanceOf(Fact.Unknown.class, parse("unreadable"));
        assertInstanceOf(Fact.Unknown.class, parse("read", "{\"event\":5157}"));
        assertInstanceOf(Fact.Unknown.class, SecurityLog.parse(JsonParser.parseString("[]")));
        assertInstanceOf(Fact.Unknown.class, parse("read", event(5157, "%%14592", "6", "").replace("8000", "many")));
    }
}
