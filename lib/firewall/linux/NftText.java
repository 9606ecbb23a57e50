package firewall.linux;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules as nft itself writes them, from {@code nft --handle list ruleset}: evidence for a person to recognise. A rule's
 * line is
 *
 * <pre>		tcp dport 8001 redirect to :80 # handle 5</pre>
 */
final class NftText {
    private static final Pattern TABLE = Pattern.compile("table (\\S+) (\\S+) \\{.*");
    private static final Pattern CHAIN = Pattern.compile("chain (\\S+) \\{.*");
    private static final Pattern RULE = Pattern.compile("(.*\\S) # handle (\\d+)");

    private NftText() { }

    /** Texts by table, chain and handle: {@code ip nat pre 5}. */
    static Map<String, String> parse(String listing) {
        Map<String, String> texts = new HashMap<>();
        String table = "";
        String chain = "";
        for (String raw : listing.lines().toList()) {
            String line = raw.strip();
            Matcher isTable = TABLE.matcher(line);
            Matcher isChain = CHAIN.matcher(line);
            Matcher isRule = RULE.matcher(line);
            if (isTable.matches()) {
                table = isTable.group(1) + " " + isTable.group(2);
                chain = "";
            } else if (isChain.matches()) {
                chain = isChain.group(1);
            } else if (line.equals("}")) {
                chain = "";
            } else if (!chain.isEmpty() && isRule.matches()) {
                texts.put(table + " " + chain + " " + isRule.group(2), isRule.group(1));
            }
        }
        return texts;
    }
}
