package report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks text at spaces so that it fits a screen; colours take no room. */
public final class Wrap {

    /** Not where French sets a space before a sign or inside quotation marks, nor between a number and its unit. */
    private static final Pattern BREAK = Pattern.compile("(?<!«) (?![»:;?!][).,]*(?: |$))(?!(?<=\\d )(?:ms|s|min|h)\\b)");

    private Wrap() { }

    /**
     * @param first what stands before the first line
     * @param rest  what stands before every other line
     */
    public static List<String> lines(String text, int width, String first, String rest) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder(first);
        int used = first.length();
        boolean empty = true;
        for (String word : BREAK.split(text)) {
            int length = visible(word);
            if (!empty && used + 1 + length > width) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(rest);
                used = rest.length();
                empty = true;
            }
            if (!empty) {
                line.append(' ');
                used++;
            }
            line.append(word);
            used += length;
            empty = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** Columns the word takes: escape sequences of colours take none. */
    static int visible(String word) {
        return word.replaceAll("\u001b\\[[0-9;]*m", "").length();
    }
}
