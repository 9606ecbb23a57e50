package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import text.Message;

class AddressConverterTest {

    @Test
    void isTheAddressThatAPhoneShows() {
        assertEquals(InetAddress.ofLiteral("192.168.1.23"), new AddressConverter().convert(" 192.168.1.23 "));
        assertEquals(InetAddress.ofLiteral("fe80::23"), new AddressConverter().convert("fe80::23"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1", "192.168.1.300", "phone.local", "", "0.0.0.0", "224.0.0.1", "127.0.0.1",
            "::1"})
    void nothingElseIs(String text) {
        var refused = assertThrows(BadValue.class, () -> new AddressConverter().convert(text));
        assertEquals(Message.of("cli.not-an-address", text), refused.why());
    }
}
