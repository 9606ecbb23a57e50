package phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.PaintedScreen;

/** What is printed is read back by another maker's scanner, from a picture of the terminal. */
class QrMatrixTest {
    private static final URI ADDRESS = URI.create("http://192.168.1.44:8765/k7mxwq3rta");
    private static final int WIDE = 33;

    /** {@code HTTP://} is mere text to some phones; host, port and our path are the same in capitals. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isReadInEveryThemeAndItsSchemeIsInSmallLetters(boolean unicode) throws Exception {
        List<String> lines = new QrMatrix(ADDRESS).lines(80, unicode);
        for (PaintedScreen.Theme theme : PaintedScreen.Theme.USUAL) {
            assertEquals("http://192.168.1.44:8765/K7MXWQ3RTA",
                    PaintedScreen.of(lines, 80, 40, theme).scanned(), theme::name);
        }
    }

    /** The shortest and the longest of each part, and every number of digits. */
    @Test
    void everyAddressPortAndWordHasTheSameSize() throws Exception {
        var hosts = List.of("1.1.1.1", "10.0.0.1", "172.16.0.10", "192.168.1.44", "255.255.255.255");
        for (String host : hosts) {
            for (String port : List.of("1", "80", "443", "8765", "65535")) {
                for (String word : List.of("2222222222", "zzzzzzzzzz", "k7mxwq3rta")) {
                    URI address = URI.create("http://" + host + ":" + port + "/" + word);
                    var code = new QrMatrix(address);
                    assertEquals(List.of(), code.lines(WIDE - 1, true), address::toString);
                    assertEquals(17, code.lines(WIDE, true).size(), address::toString);
                    assertEquals("http://" + (host + ":" + port + "/" + word).toUpperCase(Locale.ROOT),
                            PaintedScreen.of(code.lines(80, true), 80, 24, PaintedScreen.Theme.USUAL.getFirst())
                                    .scanned());
                }
            }
        }
    }

    /** ISO/IEC 18004 asks for four modules; a scanner that wants them all gets them, on all sides. */
    @Test
    void itHasItsMargin() {
        List<String> lines = new QrMatrix(ADDRESS).lines(80, true).stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
        assertEquals(17, lines.size());
        assertTrue(lines.stream().allMatch(line -> line.length() == WIDE && line.startsWith("    ")
                && line.endsWith("    ")), () -> String.join("\n", lines));
        assertTrue(lines.subList(0, 2).stream().allMatch(String::isBlank));
        assertTrue(lines.get(14).matches("[ ▀]+"), lines.get(14));
        assertTrue(lines.subList(15, 17).stream().allMatch(String::isBlank));
    }

    /** What no QR code can hold in capitals alone is in it as it is. */
    @Test
    void otherAddressesAreWrittenOut() throws Exception {
        var address = URI.create("http://[fe80::1]:8765/k7mxwq3rta");
        assertEquals(address.toString(), PaintedScreen.of(new QrMatrix(address).lines(80, true), 80, 24,
                PaintedScreen.Theme.USUAL.getFirst()).scanned());
    }

    @Test
    void aCodeThatWouldBeCutOffIsNotPrinted() {
        assertEquals(List.of(), new QrMatrix(ADDRESS).lines(32, true));
        assertEquals(List.of(), new QrMatrix(ADDRESS).lines(65, false));
        assertEquals(17, new QrMatrix(ADDRESS).lines(33, true).size());
        assertEquals(33, new QrMatrix(ADDRESS).lines(66, false).size());
    }
}
