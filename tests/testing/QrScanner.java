package testing;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another maker's scanner, which is shown a picture of the terminal. */
public final class QrScanner {
    /** Pixels of one module. */
    private static final int SCALE = 4;
    private static final int WHITE = 0xFFFFFF;

    private QrScanner() { }

    /**
     * Half blocks as modules.
     *
     * @param drawnIsDark true where the dark modules are drawn, on a light ground
     * @return true for each dark module
     */
    public static List<List<Boolean>> halves(List<String> lines, boolean drawnIsDark) {
        var rows = new ArrayList<List<Boolean>>();
        for (String line : lines) {
            for (String halves : List.of("█▀", "█▄")) {
                rows.add(line.chars().mapToObj(c -> halves.indexOf(c) >= 0 == drawnIsDark).toList());
            }
        }
        return rows;
    }

    /** The text of the code. */
    public static String scanned(List<List<Boolean>> dark) throws ReaderException {
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
