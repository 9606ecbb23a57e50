package process;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Arguments as Windows has them: one text for all, which the program takes apart itself. The rules are those of
 * CommandLineToArgvW and of the C runtime, "Parsing C command-line arguments" in Microsoft's documentation: blanks
 * part words outside of double quotes; a backslash is itself unless a run of them stands before a double quote, where
 * two make one and an odd one left over makes the quote a letter.
 */
public final class WindowsArguments {

    private WindowsArguments() { }

    /** The text that a program takes apart into exactly these words. */
    public static String join(List<String> words) {
        return words.stream().map(WindowsArguments::quote).collect(Collectors.joining(" "));
    }

    /** One word, in quotes only where it needs them. */
    public static String quote(String word) {
        if (!word.isEmpty() && word.chars().noneMatch(c -> c == '"' || isBlank(c))) {
            return word;
        }
        var quoted = new StringBuilder("\"");
        int backslashes = 0;
        for (char c : word.toCharArray()) {
            if (c == '"') {
                quoted.repeat('\\', backslashes + 1);
            }
            quoted.append(c);
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }
        return quoted.repeat('\\', backslashes).append('"').toString();
    }

    /** The words of a text, for text of which nothing is known; a quote that is not closed ends with the text. */
    public static List<String> split(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean begun = false;
        boolean quoted = false;
        int backslashes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                backslashes++;
                begun = true;
                continue;
            }
            word.repeat('\\', c == '"' ? backslashes / 2 : backslashes);
            boolean escaped = c == '"' && backslashes % 2 == 1;
            backslashes = 0;
            if (escaped) {
                word.append('"');
            } else if (c == '"') {
                // Two quotes within quotes are a letter and go on with the quotes (C runtime since 2008).
                if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    word.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
                begun = true;
            } else if (isBlank(c) && !quoted) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        word.repeat('\\', backslashes);
        if (begun) {
            words.add(word.toString());
        }
        return List.copyOf(words);
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x0B;
    }
}
