package console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import text.Columns;

/** Breaks text at spaces so that it fits a screen; colours take no room. */
public final class Wrap {

    /** Not where French sets a space before a sign or inside quotation marks, nor between a number and its unit. */
    private static final Pattern BREAK = Pattern.compile("(?<!«) (?![»:;?!][).,]*(?: |$))"
            + "(?!(?<=\\d )(?:ms|s|min|h|d|j)\\b)");

    private Wrap() { }

    /**
     * @param first what stands before the first line
     * @param rest  what stands before every other line
     */
    public static List<String> lines(String text, int width, String first, String rest) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(first);
        int used = Columns.of(first);
        boolean empty = true;
        for (String word : BREAK.split(text)) {
            boolean begun = false;
            for (String piece : Columns.pieces(word, width - Columns.of(rest))) {
                int columns = Columns.of(piece);
                if (!empty && (begun || used + 1 + columns > width)) {
                    lines.add(line.toString().stripTrailing());
                    line = new StringBuilder(rest);
                    used = Columns.of(rest);
                    empty = true;
                }
                if (!empty) {
                    line.append(' ');
                    used++;
                }
                line.append(piece);
                used += columns;
                empty = false;
                begun = true;
            }
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
