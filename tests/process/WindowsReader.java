package process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** CommandLineToArgvW once more, by patterns: what a Windows program does with the text that it gets. */
final class WindowsReader {
    /** Backslashes before a quote; a bare quote; one other letter. */
    private static final Pattern PART = Pattern.compile("(\\\\*+)(\")|([^\"])", Pattern.DOTALL);

    private WindowsReader() { }

    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inside = false;
        boolean any = false;
        var part = PART.matcher(text);
        while (part.find()) {
            if (part.group(2) != null) {
                int count = part.group(1).length();
                word.repeat('\\', count / 2);
                any = true;
                if (count % 2 == 1) {
                    word.append('"');
                } else {
                    inside = !inside;
                }
            } else if (part.group(3).isBlank() && !inside) {
                if (any) {
                    words.add(word.toString());
                }
                word.setLength(0);
                any = false;
            } else {
                word.append(part.group(3));
                any = true;
            }
        }
        if (any) {
            words.add(word.toString());
        }
        return words;
    }
}
