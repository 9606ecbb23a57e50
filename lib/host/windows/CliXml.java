package host.windows;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import text.Columns;

/**
 * What PowerShell writes to a standard error that is not a console: errors, and even progress, as XML.
 *
 * <p>It looks like {@code #< CLIXML} and then
 * {@code <Objs Version="1.1.0.1" ...><S S="Error">Access is denied._x000D__x000A_</S></Objs>}.
 */
final class CliXml {
    private static final Pattern ERROR = Pattern.compile("<S S=\"Error\">(.*?)(?:</S>|$)", Pattern.DOTALL);
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
    /** Behind the error: the place in the script, the line that stands there, underlined, and the error's category. */
    private static final Pattern WHERE = Pattern.compile(
            "(?s)\\R[^\\r\\n]*:\\s?\\d+[^\\r\\n]*(?:\\R[^\\r\\n]*){0,3}\\R\\s*\\+ CategoryInfo.*");
    private static final int LONGEST = 300;

    private CliXml() { }

    /**
     * What the errors say, as one line of plain text, without the lines of script that they point at; empty where there
     * are none. Text that is no such XML is read as an error that was written as plain text.
     */
    static String text(String err) {
        String plain = err;
        if (err.stripLeading().startsWith("#< CLIXML")) {
            plain = ERROR.matcher(err).results().map(found -> found.group(1)).collect(Collectors.joining());
            plain = ESCAPED.matcher(plain).replaceAll(found ->
                    Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
            plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'")
                    .replace("&amp;", "&");
        }
        String line = WHERE.matcher(plain).replaceFirst("").strip().replaceAll("\\s+", " ");
        return line.length() > LONGEST ? Columns.start(line, LONGEST) + "…" : line;
    }
}
