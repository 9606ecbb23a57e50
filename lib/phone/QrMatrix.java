package phone;

import console.Look;
import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/**
 * A QR code in text. Scanners want dark on light with an empty margin of four modules (ISO/IEC 18004); where there are
 * colours it is painted so, whatever the terminal's own are. Without colours the light parts are drawn, as most
 * terminals are dark.
 */
final class QrMatrix {
    private static final int MARGIN = 4;
    private static final String BLACK_ON_WHITE = "\u001b[30;107m";
    private static final String BLACK = "\u001b[40m";
    private static final String WHITE = "\u001b[107m";
    private static final String PLAIN = "\u001b[0m";

    private final QrCode code;

    QrMatrix(String text) {
        this.code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    }

    /** The lines to print; none where the screen is too narrow: a code that is cut off leads nowhere. */
    List<String> lines(Look look) {
        return columns(look) > look.width() ? List.of() : look.unicode() ? halfBlocks(look.colour())
                : pairs(look.colour());
    }

    private int side() {
        return code.size + 2 * MARGIN;
    }

    private int columns(Look look) {
        return look.unicode() ? side() : 2 * side();
    }

    /** Two modules above each other are one character. */
    private List<String> halfBlocks(boolean colour) {
        var lines = new ArrayList<String>();
        for (int y = -MARGIN; y < code.size + MARGIN; y += 2) {
            var line = new StringBuilder(colour ? BLACK_ON_WHITE : "");
            for (int x = -MARGIN; x < code.size + MARGIN; x++) {
                boolean upper = drawn(x, y, colour);
                // The size is odd: the lower half of the last line is beyond the code, and stays as the margin is.
                boolean lower = y + 1 < code.size + MARGIN ? drawn(x, y + 1, colour) : !colour;
                line.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            lines.add(line + (colour ? PLAIN : ""));
        }
        return lines;
    }

    /** Two characters are one module: a character is about twice as high as it is wide. */
    private List<String> pairs(boolean colour) {
        var lines = new ArrayList<String>();
        for (int y = -MARGIN; y < code.size + MARGIN; y++) {
            var line = new StringBuilder();
            for (int x = -MARGIN; x < code.size + MARGIN; x++) {
                line.append(colour ? (dark(x, y) ? BLACK : WHITE) + "  " : dark(x, y) ? "  " : "##");
            }
            lines.add(line + (colour ? PLAIN : ""));
        }
        return lines;
    }

    /** With colours the dark modules are drawn, without them the light ones. */
    private boolean drawn(int x, int y, boolean colour) {
        return dark(x, y) == colour;
    }

    /** Outside the code everything is light. */
    private boolean dark(int x, int y) {
        return code.getModule(x, y);
    }
}
