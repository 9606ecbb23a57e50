package process.recording;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes what people wrote for themselves out of rules of netfilter: comments, prefixes of log lines, texts that packets
 * are searched for, names of users. The comments of this program's own rules stay, since they tell them from others.
 */
final class RuleTexts {
    private static final String OURS = "runbook ";
    /** Without a choice inside the repetition: Java's matcher takes a frame of its stack for each. */
    private static final String QUOTED = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";
    private static final String VALUE = "(" + QUOTED + "|[^\\s\"]\\S*)";

    /** As iptables-save writes them. */
    private static final Pattern OPTION = Pattern.compile("(--(?:comment|log-prefix|nflog-prefix|ulog-prefix|string"
            + "|hex-string|u32|bytecode|path|name|hashlimit-name|helper|timeout|cluster-name) )" + VALUE);
    private static final Pattern OWNER = Pattern.compile("(--(?:uid|gid)-owner )([^\\s\\d]\\S*)");

    /** As nft writes them, in JSON and for people; {@code "comment"} is also the name of a match of iptables there. */
    private static final Pattern MEMBER = Pattern.compile("(\"(?:comment|prefix)\": ?|(?<![\"\\w])(?:comment|prefix) )"
            + "(" + QUOTED + ")");
    private static final Pattern USER = Pattern.compile("(\"sk(?:uid|gid)\"\\}\\}, ?\"right\": ?|\\bsk(?:uid|gid) "
            + "(?:!= )?)(" + QUOTED + ")");

    /** As ufw keeps them: in hexadecimal, behind a rule of its own form. */
    private static final Pattern OF_UFW = Pattern.compile("(?m)(^### tuple ###.* comment=)([0-9A-Fa-f]*)(?=\\s*$)");
    /** A line that a person wrote into a file of rules; iptables' own ones have a number or a sign behind the mark. */
    private static final Pattern REMARK = Pattern.compile("(?m)^([ \\t]*#)(?!##? ?tuple|## RULES|## END)(?!.*runbook).+$");

    private final Pseudonyms pseudonyms;

    RuleTexts(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    String hidden(String text) {
        String shown = OPTION.matcher(text).replaceAll(found -> value(found, "text"));
        shown = OWNER.matcher(shown).replaceAll(found -> value(found, "user"));
        shown = MEMBER.matcher(shown).replaceAll(found -> value(found, "text"));
        shown = USER.matcher(shown).replaceAll(found -> value(found, "user"));
        return OF_UFW.matcher(shown).replaceAll(found -> Matcher.quoteReplacement(found.group(1)
                + hexadecimal(found.group(2))));
    }

    /** The same of a file, in which people write whole lines for themselves. */
    String hiddenInFile(String text) {
        return hidden(REMARK.matcher(text).replaceAll("$1"));
    }

    private String value(MatchResult found, String kind) {
        String real = found.group(2);
        boolean quoted = real.startsWith("\"");
        String bare = quoted ? real.substring(1, real.length() - 1) : real;
        String shown = bare.startsWith(OURS) || bare.isEmpty() ? bare : pseudonyms.of(kind, bare);
        return Matcher.quoteReplacement(found.group(1) + (quoted ? '"' + shown + '"' : shown));
    }

    private String hexadecimal(String digits) {
        if (digits.length() % 2 != 0) {
            return "";
        }
        String text = new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8);
        return text.startsWith(OURS) || text.isEmpty() ? digits
                : HexFormat.of().formatHex(pseudonyms.of("text", text).getBytes(StandardCharsets.UTF_8));
    }
}
