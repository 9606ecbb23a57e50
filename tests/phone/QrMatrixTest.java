package phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import testing.QrScanner;

/** What is printed is read back by another maker's scanner, from a picture of the terminal. */
class QrMatrixTest {
    private static final String URL = "HTTP://192.168.1.44:8765/K7MXWQ3RTA";
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[([0-9;]*)m");

    @Test
    void halfBlocksAreBlackOnWhiteWhateverTheTerminalsColours() throws Exception {
        List<String> lines = new QrMatrix(URL).lines(new Look(80, true, true));
        assertTrue(lines.stream().allMatch(line -> line.startsWith("\u001b[30;107m") && line.endsWith("\u001b[0m")));
        assertEquals(URL, QrScanner.scanned(halves(lines, true)));
    }

    @Test
    void withoutColoursADarkTerminalIsMeant() throws Exception {
        assertEquals(URL, QrScanner.scanned(halves(new QrMatrix(URL).lines(new Look(80, false, true)), false)));
    }

    @Test
    void asciiIsReadable() throws Exception {
        List<String> lines = new QrMatrix(URL).lines(new Look(80, false, false));
        assertTrue(lines.stream().allMatch(line -> line.matches("[# ]+")));
        assertEquals(URL, QrScanner.scanned(lines.stream().map(line -> {
            var row = new ArrayList<Boolean>();
            for (int x = 0; x < line.length(); x += 2) {
                row.add(line.charAt(x) == ' ');
            }
            return (List<Boolean>) row;
        }).toList()));
    }

    @Test
    void aConsoleWithColoursButWithoutBlocksIsPainted() throws Exception {
        var rows = new ArrayList<List<Boolean>>();
        for (String line : new QrMatrix(URL).lines(new Look(80, true, false))) {
            var row = new ArrayList<Boolean>();
            COLOURS.matcher(line).results().filter(code -> !code.group(1).equals("0"))
                    .forEach(code -> row.add(code.group(1).equals("40")));
            rows.add(row);
        }
        assertEquals(URL, QrScanner.scanned(rows));
    }

    @Test
    void aCodeThatWouldBeCutOffIsNotPrinted() {
        assertEquals(List.of(), new QrMatrix(URL).lines(new Look(32, true, true)));
        assertEquals(List.of(), new QrMatrix(URL).lines(new Look(65, true, false)));
        assertEquals(17, new QrMatrix(URL).lines(new Look(33, true, true)).size());
    }

    private static List<List<Boolean>> halves(List<String> lines, boolean drawnIsDark) {
        return QrScanner.halves(lines.stream().map(line -> COLOURS.matcher(line).replaceAll("")).toList(), drawnIsDark);
    }
}
