package phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import console.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is printed is read back by another maker's scanner, from a picture of the terminal. */
class QrMatrixTest {
    private static final String URL = "HTTP://192.168.1.44:8765/K7MXWQ3RTA";
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[([0-9;]*)m");
    /** Pixels of one module. */
    private static final int SCALE = 4;
    private static final int WHITE = 0xFFFFFF;

    @Test
    void halfBlocksAreBlackOnWhiteWhateverTheTerminalsColours() throws Exception {
        List<String> lines = QrMatrix.lines(URL, new Look(80, true, true));
        assertTrue(lines.stream().allMatch(line -> line.startsWith("\u001b[30;107m") && line.endsWith("\u001b[0m")));
        assertEquals(URL, scanned(halves(lines, true)));
    }

    @Test
    void withoutColoursADarkTerminalIsMeant() throws Exception {
        assertEquals(URL, scanned(halves(QrMatrix.lines(URL, new Look(80, false, true)), false)));
    }

    @Test
    void asciiIsReadable() throws Exception {
        List<String> lines = QrMatrix.lines(URL, new Look(80, false, false));
        assertTrue(lines.stream().allMatch(line -> line.matches("[# ]+")));
        assertEquals(URL, scanned(lines.stream().map(line -> {
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
        for (String line : QrMatrix.lines(URL, new Look(80, true, false))) {
            var row = new ArrayList<Boolean>();
            COLOURS.matcher(line).results().filter(code -> !code.group(1).equals("0"))
                    .forEach(code -> row.add(code.group(1).equals("40")));
            rows.add(row);
        }
        assertEquals(URL, scanned(rows));
    }

    @Test
    void aCodeThatWouldBeCutOffIsNotPrinted() {
        assertEquals(List.of(), QrMatrix.lines(URL, new Look(32, true, true)));
        assertEquals(List.of(), QrMatrix.lines(URL, new Look(65, true, false)));
        assertEquals(17, QrMatrix.lines(URL, new Look(33, true, true)).size());
    }

    /** @return true for each dark module */
    private static List<List<Boolean>> halves(List<String> lines, boolean drawnIsDark) {
        var rows = new ArrayList<List<Boolean>>();
        for (String line : lines) {
            String blocks = COLOURS.matcher(line).replaceAll("");
            for (String halves : List.of("█▀", "█▄")) {
                rows.add(blocks.chars().mapToObj(c -> halves.indexOf(c) >= 0 == drawnIsDark).toList());
            }
        }
        return rows;
    }

    private static String scanned(List<List<Boolean>> dark) throws Exception {
        int width = dark.getFirst().size() * SCALE;
        int height = dark.size() * SCALE;
        var pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = dark.get(y / SCALE).get(x / SCALE) ? 0 : WHITE;
            }
        }
        LuminanceSource picture = new RGBLuminanceSource(width, height, pixels);
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture)),
                Map.of(DecodeHintType.TRY_HARDER, true)).getText();
    }
}
