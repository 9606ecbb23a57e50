package process.recording;

import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import process.Command;

/**
 * Takes the names of wireless networks out of what is recorded: they are often somebody's own, and can be looked up
 * on maps. The same network is the same {@code network-1} in every answer. Thread-safe.
 */
final class NetworkNames {
    private static final String HARDWARE = "[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}";

    /** In {@code netsh wlan}'s list the name stands above the access point's hardware address, in every language. */
    private static final Pattern ABOVE_ACCESS_POINT = Pattern.compile(
            "(?m)^([^:\\r\\n]+:[ \\t]*)(?!\\{?\\w{8}(?:-\\w{4}){3}-\\w{12})(\\S.*?)(?=[ \\t]*\\r?\\n[^:\\r\\n]+:[ \\t]*"
            + HARDWARE + "[ \\t]*\\r?$)");
    /** The saved profile, named like its network, stands below the signal. */
    private static final Pattern BELOW_SIGNAL = Pattern.compile(
            "(?m)^([^:\\r\\n]+:[ \\t]*\\d{1,3} ?%[ \\t]*\\r?\\n[^:\\r\\n]+:[ \\t]*)(\\S.*?)(?=[ \\t]*\\r?$)");
    /** What our scripts for the network's category are given and answer. */
    private static final Pattern IN_JSON = Pattern.compile("(\"(?:name|network)\":\")([^\"]+)(?=\")");

    private final Pseudonyms pseudonyms;

    NetworkNames(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    byte[] hidden(Command command, byte[] bytes) {
        // UTF-16 is what no program that is asked for networks writes; every other byte has its own Latin-1 letter.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String hidden = hidden(command, text);
        return hidden.equals(text) ? bytes : hidden.getBytes(StandardCharsets.ISO_8859_1);
    }

    String hidden(Command command, String text) {
        if (command.line().startsWith("netsh wlan ")) {
            return replace(BELOW_SIGNAL, replace(ABOVE_ACCESS_POINT, text));
        }
        return command.line().matches("(?s)powershell \\S+-network[a-z-]*\\.ps1.*") ? replace(IN_JSON, text) : text;
    }

    private String replace(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll((MatchResult found) -> Matcher.quoteReplacement(found.group(1)
                + pseudonyms.of("network", found.group(2))));
    }
}
