package inventory.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A line for a shell that is one command, perhaps with what is to happen when it fails. */
final class ShellLine {
    private static final Pattern OTHERWISE = Pattern.compile("(?:exit(?:\\s+\\d+)?|false|kill\\s.*)?\\s*;?");
    private static final Pattern SILENCED =
            Pattern.compile("\\s(?:[12&]?>{1,2}\\s*/dev/null|2>&1)(?=\\s|$)");
    /** A pipe, another command, a variable or another program's output: then more is asked than this one command. */
    private static final String MORE = "|&;<>()`$\n";

    private ShellLine() { }

    /** Its words, without quotes; empty where it is more than one command, or a shell would put something into it. */
    static Optional<List<String>> single(String line) {
        int or = line.indexOf("||");
        boolean otherwise = or < 0 || OTHERWISE.matcher(line.substring(or + 2).strip()).matches();
        return otherwise ? words(SILENCED.matcher(or < 0 ? line : line.substring(0, or)).replaceAll("").strip())
                : Optional.empty();
    }

    private static Optional<List<String>> words(String command) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (char c : command.toCharArray()) {
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else if (quote != '\'' && (c == '$' || c == '`' || c == '\\') || quote == 0 && MORE.indexOf(c) >= 0) {
                return Optional.empty();
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
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
        if (begun) {
            words.add(word.toString());
        }
        return quote != 0 || words.isEmpty() ? Optional.empty() : Optional.of(words);
    }
}
