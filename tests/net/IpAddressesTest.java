package net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import host.linux.ProcNet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {

    @ParameterizedTest
    @CsvSource({"0:0:0:0:0:0:0:0, ::", "0:0:0:0:0:0:0:1, ::1", "fe80:0:0:0:fc:ff:fe00:1%eth0, fe80::fc:ff:fe00:1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1", "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "::ffff:192.168.1.44, 192.168.1.44", "1:0:0:2:0:0:0:0, 1:0:0:2::", "[::], ::", "10.0.0.1, 10.0.0.1"})
    void oneAddressHasOneForm(String text, String plain) {
        assertEquals(plain, IpAddresses.plain(text));
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0:8000, 0.0.0.0, 8000", "[::]:80, ::, 80", ":::80, ::, 80", "*:80, ::, 80",
        "127.0.0.53%lo:53, 127.0.0.53, 53", "[fe80::1]%eth0:546, fe80::1, 546", "[fe80::1%12]:1900, fe80::1, 1900"})
    void anAddressWithItsPort(String text, String address, int port) {
        assertEquals(new HostPort(address, port), HostPort.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "80", ":80", "host:80", "1.2.3.4:", "1.2.3.4:99999", "1.2.3:80", "[::]:8 0"})
    void anythingElseIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
    }

    @Test
    void theKernelsHexadecimal() {
        assertEquals("192.168.1.44", ProcNet.address("2C01A8C0"));
        assertEquals("fe80::9404:63ff:fe7d:bff8", ProcNet.address("000080FE00000000FF630494F8BF7DFE"));
        assertEquals("127.0.0.1", ProcNet.address("0000000000000000FFFF00000100007F"));
    }
}
