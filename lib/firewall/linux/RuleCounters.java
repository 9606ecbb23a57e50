package firewall.linux;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import firewall.Rule;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import json.Json;
import json.JsonShapeException;
import process.Command;
import process.Fact;
import process.Ran;
import process.World;

/**
 * How many packets each rule has taken, at one moment. iptables counts for every rule and for the default of every
 * chain; a rule of nft's counts only where it says so, and the default of a chain of nft's never does.
 */
public final class RuleCounters {
    private static final Map<String, String> ENGLISH = Map.of("LC_ALL", "C");
    private static final Pattern POLICY = Pattern.compile(":(\\S+) ([A-Z]+) \\[(\\d{1,18}):\\d+]");
    private static final Pattern RULE = Pattern.compile("\\[(\\d{1,18}):\\d+] (-A (\\S+)(?: .*)?)");

    /** @param text what the rule says, so that another one that came to stand in its place is told from it */
    private record Count(String text, long packets) { }

    private final Map<String, Count> counts;

    private RuleCounters(Map<String, Count> counts) {
        this.counts = Map.copyOf(counts);
    }

    /** Reads all counters; unknown where no tool may. A tool that is missing, or may not, leaves its rules out. */
    public static Fact<RuleCounters> read(World world) {
        Map<String, Count> counts = new HashMap<>();
        Ran first = null;
        boolean any = false;
        for (Family family : Family.values()) {
            Ran ran = save(world, Store.IPTABLES_NFT, family);
            Store store = Store.IPTABLES_NFT;
            if (ran.end() instanceof Ran.NotFound) {
                ran = save(world, Store.IPTABLES, family);
                store = Store.IPTABLES;
            }
            first = first == null ? ran : first;
            any |= add(ran, store, family, counts);
            if (legacy(world, family)) {
                any |= add(save(world, Store.IPTABLES_LEGACY, family), Store.IPTABLES_LEGACY, family, counts);
            }
        }
        Ran nft = world.run(Command.of("nft", "--json", "list", "ruleset").with(ENGLISH));
        if (nft.succeeded()) {
            try {
                counts.putAll(ofNft(nft.outText()));
                any = true;
            } catch (JsonShapeException e) {
                // Its rules are left out, as with a tool that is missing.
            }
        }
        Ran asked = first.end() instanceof Ran.NotFound ? nft : first;
        return any ? Fact.known(new RuleCounters(counts)) : Fact.unknown(RulesReader.refused(asked));
    }

    /** Asked only where such tables exist: the tool makes empty ones for the kernel to walk through ever after. */
    private static boolean legacy(World world, Family family) {
        return world.file(family == Family.V4 ? "/proc/net/ip_tables_names" : "/proc/net/ip6_tables_names")
                .toOptional().filter(names -> !names.isBlank()).isPresent();
    }

    private static Ran save(World world, Store store, Family family) {
        return world.run(Command.of(store.program(family) + "-save", "-c").with(ENGLISH));
    }

    private static boolean add(Ran save, Store store, Family family, Map<String, Count> counts) {
        if (save.succeeded()) {
            counts.putAll(ofIptables(save.outText(), store.program(family)));
        }
        return save.succeeded();
    }

    /**
     * What {@code iptables-save -c} prints, packets before bytes:
     * <pre>:INPUT DROP [12:720]
     * [2:120] -A INPUT -p tcp -m tcp --dport 8001 -j DROP</pre>
     */
    private static Map<String, Count> ofIptables(String saved, String program) {
        Map<String, Count> counts = new HashMap<>();
        Map<String, Integer> positions = new HashMap<>();
        String table = "";
        for (String raw : saved.lines().toList()) {
            String line = raw.strip();
            Matcher policy = POLICY.matcher(line);
            Matcher rule = RULE.matcher(line);
            if (line.startsWith("*")) {
                table = line.substring(1);
                positions.clear();
            } else if (policy.matches()) {
                counts.put(program + " " + table + " " + policy.group(1) + " policy",
                        new Count("-P " + policy.group(1) + " " + policy.group(2), Long.parseLong(policy.group(3))));
            } else if (rule.matches()) {
                int position = positions.merge(rule.group(3), 1, Integer::sum);
                counts.put(program + " " + table + " " + rule.group(3) + " " + position,
                        new Count(rule.group(2), Long.parseLong(rule.group(1))));
            }
        }
        return counts;
    }

    /** <pre>{"rule": {"family": "inet", "table": "t", "chain": "in", "handle": 4, "expr": [{"counter": {"packets": 2,
     * "bytes": 120}}, {"drop": null}]}}</pre> */
    private static Map<String, Count> ofNft(String json) throws JsonShapeException {
        return Json.read(json, listing -> {
            Map<String, Count> counts = new HashMap<>();
            for (JsonElement each : listing.getAsJsonObject().getAsJsonArray("nftables")) {
                if (!(each.getAsJsonObject().get("rule") instanceof JsonObject rule)) {
                    continue;
                }
                for (JsonElement expression : rule.getAsJsonArray("expr")) {
                    if (expression.getAsJsonObject().get("counter") instanceof JsonObject counter) {
                        counts.put("nft " + rule.get("family").getAsString() + " " + rule.get("table").getAsString()
                                + " " + rule.get("chain").getAsString() + " handle " + rule.get("handle").getAsLong(),
                                new Count("", counter.get("packets").getAsLong()));
                    }
                }
            }
            return counts;
        });
    }

    /** The packets that this rule has taken; empty where it does not count, or another one stands in its place. */
    public OptionalLong of(Rule rule) {
        Count count = counts.get(rule.id());
        return count == null || !count.text.isEmpty() && !count.text.equals(rule.text())
                ? OptionalLong.empty() : OptionalLong.of(count.packets);
    }
}
