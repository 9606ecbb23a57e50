package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import process.WindowsArguments;

/** A shell on the phone reads the whole of it: nothing may be in it but the constant text and checked numbers. */
class ShellScriptTest {
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.168.1.44");

    private static String text(InetAddress address, int seconds, int tries, List<Integer> ports) {
        return new ShellScript(address, seconds, tries, ports).text();
    }

    private static String constant() {
        String text = text(ADDRESS, 2, 3, List.of(8000));
        return text.substring(0, text.indexOf(" 192.168.1.44 2 3 8000"));
    }

    @Test
    void whateverIsAskedOnlyNumbersDiffer() {
        var random = new Random(4);
        var rests = new TreeSet<String>();
        for (int i = 0; i < 300; i++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            bytes[0] &= 0x7F;
            InetAddress address = address(bytes);
            if (!address.isAnyLocalAddress() && !address.isMulticastAddress()) {
                List<Integer> ports = random.ints(1 + random.nextInt(100), 1, 65536).boxed().toList();
                String text = text(address, 1 + random.nextInt(60), 1 + random.nextInt(9), ports);
                assertTrue(text.startsWith(constant()), text);
                rests.add(text.substring(constant().length()));
            }
        }
        assertTrue(rests.size() > 250);
        rests.forEach(rest -> assertTrue(rest.matches("( [0-9a-f.:]{2,39}| ){1}( \\d{1,5}){3,102}"), rest));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The name of an address and the name of an adapter are texts of somebody else's. */
    @Test
    void noNameComesWithAnAddress() throws UnknownHostException {
        byte[] bytes = ADDRESS.getAddress();
        var named = InetAddress.getByAddress("x; reboot", bytes);

        assertEquals(text(ADDRESS, 2, 3, List.of(1)), text(named, 2, 3, List.of(1)));
        byte[] local = InetAddress.ofLiteral("fe80::1").getAddress();
        assertTrue(text(java.net.Inet6Address.getByAddress("h", local, 7), 2, 3, List.of(1))
                .endsWith(" fe80:0:0:0:0:0:0:1 2 3 1"));
    }

    @Test
    void whatIsNoPortIsRefused() {
        for (int port : new int[] {0, -1, 65536, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> text(ADDRESS, 2, 3, List.of(port)));
        }
        assertThrows(IllegalArgumentException.class, () -> text(ADDRESS, 0, 3, List.of(1)));
        assertThrows(IllegalArgumentException.class, () -> text(ADDRESS, 2, 10, List.of(1)));
        assertThrows(IllegalArgumentException.class, () -> text(ADDRESS, 2, 3, List.of()));
        assertThrows(IllegalArgumentException.class,
                () -> text(ADDRESS, 2, 3, Collections.nCopies(101, 1)));
        assertThrows(IllegalArgumentException.class, () -> text(InetAddress.ofLiteral("0.0.0.0"), 2, 3, List.of(1)));
    }

    /** Windows hands arguments over as one text, which adb takes apart again; quotes would not survive it for sure. */
    @Test
    void itSurvivesTheWayToAdbOnWindows() {
        String text = text(ADDRESS, 2, 3, IntStream.rangeClosed(65436, 65535).boxed().toList());

        assertFalse(text.matches("(?s).*[\"'\\r\\n`].*"), text);
        assertEquals(List.of("shell", text), WindowsArguments.split(WindowsArguments.join(List.of("shell", text))));
        assertTrue(text.length() < 4000, "the longest command that the adbd of an old phone takes");
    }
}
