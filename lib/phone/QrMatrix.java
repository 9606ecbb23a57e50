package phone;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The QR code of a page's address, in text. Scanners want dark on light with an empty margin of four modules (ISO/IEC
 * 18004), so it is painted black on white whatever the terminal's own colours are, and also where colours are not
 * wanted: it is a picture, and drawn in the terminal's own two colours it is a negative on a light terminal.
 */
final class QrMatrix {
    private static final int MARGIN = 4;

    /**
     * First by the sixteen colours that every terminal has (ECMA-48), then by xterm's table of 256, which themes leave
     * alone: some that are light make the sixteen's black a white. Number 231 is #ffffff, 232 is #080808.
     */
    private static final String BLACK_ON_WHITE = "\u001b[0;30;107m\u001b[38;5;232;48;5;231m";
    private static final String BLACK = "\u001b[40m\u001b[48;5;232m";
    private static final String WHITE = "\u001b[107m\u001b[48;5;231m";
    private static final String PLAIN = "\u001b[0m";

    private final QrCode code;

    QrMatrix(URI address) {
        this.code = QrCode.encodeSegments(segments(address), QrCode.Ecc.LOW);
    }

    /**
     * The scheme stays as it is: the cameras of some phones take {@code HTTP://} for mere text. Of what follows, host
     * and port know no case and our path minds none, and in capitals it is as small as if all of it were.
     */
    private static List<QrSegment> segments(URI address) {
        String scheme = address.getScheme() + "://";
        String rest = address.toString().substring(scheme.length()).toUpperCase(Locale.ROOT);
        return QrSegment.isAlphanumeric(rest) ? List.of(bytes(scheme), QrSegment.makeAlphanumeric(rest))
                : List.of(bytes(address.toString()));
    }

    private static QrSegment bytes(String text) {
        return QrSegment.makeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The lines to print; none where the screen is too narrow: a code that is cut off leads nowhere. */
    List<String> lines(int columns, boolean unicode) {
        return columns(unicode) > columns ? List.of() : unicode ? halfBlocks() : pairs();
    }

    private int columns(boolean unicode) {
        int side = code.size + 2 * MARGIN;
        return unicode ? side : 2 * side;
    }

    /** Two modules above each other are one character. */
    private List<String> halfBlocks() {
        var lines = new ArrayList<String>();
        for (int y = -MARGIN; y < code.size + MARGIN; y += 2) {
            var line = new StringBuilder(BLACK_ON_WHITE);
            for (int x = -MARGIN; x < code.size + MARGIN; x++) {
                // The size is odd: the lower half of the last line is beyond the code, and light as its margin is.
                boolean upper = dark(x, y);
                boolean lower = dark(x, y + 1);
                line.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            lines.add(line.append(PLAIN).toString());
        }
        return lines;
    }

    /** Two characters are one module: a character is about twice as high as it is wide. */
    private List<String> pairs() {
        var lines = new ArrayList<String>();
        for (int y = -MARGIN; y < code.size + MARGIN; y++) {
            var line = new StringBuilder();
            for (int x = -MARGIN; x < code.size + MARGIN; x++) {
                boolean goesOn = x > -MARGIN && dark(x, y) == dark(x - 1, y);
                line.append(goesOn ? "" : dark(x, y) ? BLACK : WHITE).append("  ");
            }
            lines.add(line.append(PLAIN).toString());
        }
        return lines;
    }

    /** Outside the code everything is light. */
    private boolean dark(int x, int y) {
        return code.getModule(x, y);
    }
}
