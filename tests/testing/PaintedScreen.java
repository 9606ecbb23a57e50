package testing;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines as a terminal shows them: a picture of the window in the colours of its theme, for a camera that is held before
 * it. A character is twice as high as it is wide; one that is no block is a stroke, so that text is in the picture too.
 */
public final class PaintedScreen {
    private static final int WIDE = 6;
    private static final int HIGH = 2 * WIDE;
    private static final Pattern PIECE = Pattern.compile("\u001b\\[([0-9;]*)m|([^\u001b])", Pattern.DOTALL);

    /**
     * What a terminal makes of colours that are named by number; each is 0xRRGGBB.
     *
     * @param black  number 0 of the sixteen
     * @param bright number 15 of the sixteen
     */
    public record Theme(String name, int text, int ground, int black, int bright) {

        /** Dark and light ones as terminals come with, and two that many people choose. */
        public static final List<Theme> USUAL = List.of(
                new Theme("light on black", 0xCCCCCC, 0x0C0C0C, 0x0C0C0C, 0xF2F2F2),
                new Theme("black on white", 0x000000, 0xFFFFFF, 0x000000, 0xFFFFFF),
                new Theme("solarized dark", 0x839496, 0x002B36, 0x073642, 0xFDF6E3),
                new Theme("solarized light", 0x657B83, 0xFDF6E3, 0x073642, 0xFDF6E3),
                new Theme("light, with the sixteen turned round", 0x383838, 0xF8F8F8, 0xF8F8F8, 0x181818));

        private int colour(int number) {
            return switch (number) {
                case 0 -> black;
                case 15 -> bright;
                case 232 -> 0x080808;
                case 231 -> 0xFFFFFF;
                default -> throw new IllegalArgumentException("no colour " + number + " in this theme");
            };
        }
    }

    private final int columns;
    private final int rows;
    private final Theme theme;
    private final int[] pixels;
    private int front;
    private int back;

    private PaintedScreen(int columns, int rows, Theme theme) {
        this.columns = columns;
        this.rows = rows;
        this.theme = theme;
        this.pixels = new int[columns * WIDE * rows * HIGH];
    }

    /** The window with these lines in it, from its first row on. */
    public static PaintedScreen of(List<String> lines, int columns, int rows, Theme theme) {
        var screen = new PaintedScreen(columns, rows, theme);
        screen.plain();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                screen.cell(row, column, ' ');
            }
        }
        for (int row = 0; row < Math.min(rows, lines.size()); row++) {
            screen.line(row, lines.get(row));
        }
        return screen;
    }

    private void plain() {
        front = theme.text();
        back = theme.ground();
    }

    private void line(int row, String line) {
        Matcher pieces = PIECE.matcher(line);
        int column = 0;
        while (pieces.find()) {
            if (pieces.group(1) != null) {
                rendition(pieces.group(1).split(";"));
            } else {
                cell(row, column++, pieces.group(2).charAt(0));
            }
        }
    }

    /** ECMA-48 select graphic rendition, and xterm's 256 colours. */
    private void rendition(String[] codes) {
        for (int i = 0; i < codes.length; i++) {
            switch (codes[i]) {
                case "", "0" -> plain();
                case "39" -> front = theme.text();
                case "49" -> back = theme.ground();
                case "30" -> front = theme.colour(0);
                case "40" -> back = theme.colour(0);
                case "97" -> front = theme.colour(15);
                case "107" -> back = theme.colour(15);
                case "38" -> {
                    front = theme.colour(Integer.parseInt(codes[i + 2]));
                    i += 2;
                }
                case "48" -> {
                    back = theme.colour(Integer.parseInt(codes[i + 2]));
                    i += 2;
                }
                // Bold, dim and coloured words: of no matter beside the code.
                default -> { }
            }
        }
    }

    private void cell(int row, int column, char sign) {
        for (int y = 0; y < HIGH; y++) {
            for (int x = 0; x < WIDE; x++) {
                boolean drawn = switch (sign) {
                    case ' ' -> false;
                    case '█' -> true;
                    case '▀' -> y < HIGH / 2;
                    case '▄' -> y >= HIGH / 2;
                    default -> x == WIDE / 2 && y > 1 && y < HIGH - 2;
                };
                pixels[(row * HIGH + y) * columns * WIDE + column * WIDE + x] = drawn ? front : back;
            }
        }
    }

    /** What a camera makes of it that does not look for negatives. */
    public String scanned() throws ReaderException {
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(
                new RGBLuminanceSource(columns * WIDE, rows * HIGH, pixels))), Map.of()).getText();
    }
}
