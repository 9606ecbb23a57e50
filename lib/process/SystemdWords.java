package process;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words of a command as a unit file has them: systemd.service(5), "Command lines". They reach the program exactly
 * as given: double quotes, escapes as in C; a percent sign begins a specifier and a dollar sign a variable, unless they
 * are doubled.
 */
public final class SystemdWords {

    private SystemdWords() { }

    public static String line(List<String> words) {
        return words.stream().map(SystemdWords::quote).collect(Collectors.joining(" "));
    }

    private static String quote(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
                .replace("%", "%%").replace("$", "$$") + '"';
    }

    /** Takes apart what {@link #line} writes. */
    public static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean more = i + 1 < line.length();
            if (c == '"') {
                if (inside) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                inside = !inside;
            } else if (inside && more && c == '\\') {
                char escaped = line.charAt(++i);
                word.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
            } else if (inside && more && (c == '%' || c == '$') && line.charAt(i + 1) == c) {
                word.append(c);
                i++;
            } else if (inside) {
                word.append(c);
            }
        }
        return words;
    }
}
