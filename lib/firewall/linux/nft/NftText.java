package firewall.linux.nft;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules as nft itself writes them, from {@code nft --handle list ruleset}: evidence for a person to recognise, and the
 * adapters of ingress chains, which the JSON of nft 1.0.6 leaves out. A rule's line and a chain's are
 *
 * <pre>		tcp dport 8001 redirect to :80 # handle 5
 *		type filter hook ingress device "eth0" priority filter; policy accept;</pre>
 *
 * @param rules   by table, chain and handle, {@code ip nat pre 5}, in their order
 * @param devices by table and chain
 */
public record NftText(Map<String, String> rules, Map<String, List<String>> devices) {

    public static final NftText NONE = new NftText(Map.of(), Map.of());

    private static final Pattern TABLE = Pattern.compile("table (\\S+) (\\S+) \\{.*");
    private static final Pattern CHAIN = Pattern.compile("chain (\\S+) \\{.*");
    private static final Pattern RULE = Pattern.compile("(.*\\S) # handle (\\d{1,18})");
    private static final Pattern DEVICES = Pattern.compile("type \\S+ hook \\S+ devices? (.*) priority .*");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    public NftText {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        devices = Map.copyOf(devices);
    }

    public static NftText parse(String listing) {
        Map<String, String> rules = new LinkedHashMap<>();
        Map<String, List<String>> devices = new HashMap<>();
        String table = "";
        String chain = "";
        for (String raw : listing.lines().toList()) {
            String line = raw.strip();
            Matcher isTable = TABLE.matcher(line);
            Matcher isChain = CHAIN.matcher(line);
            Matcher isRule = RULE.matcher(line);
            Matcher hasDevices = DEVICES.matcher(line);
            if (isTable.matches()) {
                table = isTable.group(1) + " " + isTable.group(2);
                chain = "";
            } else if (isChain.matches()) {
                chain = isChain.group(1);
            } else if (line.equals("}")) {
                chain = "";
            } else if (!chain.isEmpty() && hasDevices.matches()) {
                devices.put(table + " " + chain,
                        QUOTED.matcher(hasDevices.group(1)).results().map(name -> name.group(1)).toList());
            } else if (!chain.isEmpty() && isRule.matches()) {
                rules.put(table + " " + chain + " " + isRule.group(2), isRule.group(1));
            }
        }
        return new NftText(rules, devices);
    }
}
