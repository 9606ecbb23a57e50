package firewall.linux.nft;

import static firewall.linux.nft.NftValues.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import firewall.Rule;
import firewall.linux.netfilter.Chain;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Hook;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import json.Json;
import json.JsonShapeException;

/**
 * What {@code nft --json list ruleset} prints (libnftables-json(5)): one object for each table, chain, set and rule,
 * such as
 *
 * <pre>{"rule": {"family": "ip", "table": "t", "chain": "in", "handle": 11, "expr": [{"match": {"op": "==",
 * "left": {"meta": {"key": "iifname"}}, "right": "lo"}}, {"accept": null}]}}</pre>
 */
public final class NftRuleset {

    private static final Map<String, Integer> PRIORITIES = Map.of("raw", -300, "mangle", -150, "dstnat", -100,
            "filter", 0, "security", 50, "srcnat", 100);

    /** A table by its names, as nft's commands take them: {@code inet firewalld}. */
    private record Key(String family, String name) {

        @Override
        public String toString() {
            return family + " " + name;
        }
    }

    private final NftText texts;
    private final Map<Key, Map<String, Chain.Base>> bases = new LinkedHashMap<>();
    private final Map<Key, Map<String, List<RuleStep>>> chains = new LinkedHashMap<>();
    private final Map<Key, Map<String, NftSets>> sets = new LinkedHashMap<>();

    private NftRuleset(NftText texts) {
        this.texts = texts;
    }

    /**
     * @param json  of {@code nft --json list ruleset}
     * @param texts the same rules as nft writes them
     * @param skip  tables (family, name) that are judged elsewhere
     * @throws JsonShapeException where the text is not what nft prints
     */
    public static List<Table> parse(String json, NftText texts, BiPredicate<String, String> skip)
            throws JsonShapeException {
        return Json.read(json, listing -> {
            var ruleset = new NftRuleset(texts);
            JsonArray all = listing.getAsJsonObject().getAsJsonArray("nftables");
            List<JsonObject> rules = new ArrayList<>();
            for (JsonElement each : all) {
                for (var entry : each.getAsJsonObject().entrySet()) {
                    if (!entry.getValue().isJsonObject() || entry.getKey().equals("metainfo")) {
                        continue;
                    }
                    JsonObject what = entry.getValue().getAsJsonObject();
                    String name = entry.getKey().equals("table") ? text(what, "name") : text(what, "table");
                    if (name.isEmpty() || skip.test(text(what, "family"), name)) {
                        continue;
                    }
                    switch (entry.getKey()) {
                        case "chain" -> ruleset.chain(what);
                        case "set", "map" -> ruleset.set(what);
                        // A rule may name a set that is listed after it.
                        case "rule" -> rules.add(what);
                        default -> { }
                    }
                }
            }
            rules.forEach(ruleset::rule);
            return ruleset.tables();
        });
    }

    private static Key key(JsonObject what) {
        return new Key(text(what, "family"), text(what, "table"));
    }

    private void chain(JsonObject chain) {
        Key key = key(chain);
        String name = NftValues.name(chain, "name");
        chains.computeIfAbsent(key, k -> new LinkedHashMap<>()).computeIfAbsent(name, n -> new ArrayList<>());
        Hook.named(text(chain, "hook")).ifPresent(hook -> {
            String policy = text(chain, "policy");
            String place = key + " " + name;
            var rule = new Rule("nft " + place + " policy", name, "policy " + policy, place, true);
            bases.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(name, new Chain.Base(hook,
                    priority(chain.get("prio")), text(chain, "type").equals("nat"), devices(chain.get("dev"), place),
                    !policy.equals("drop"), rule));
        });
    }

    private static int priority(JsonElement priority) {
        if (priority == null || !priority.isJsonPrimitive()) {
            return 0;
        }
        Integer named = PRIORITIES.get(priority.getAsString());
        return named == null ? priority.getAsInt() : named;
    }

    private List<String> devices(JsonElement device, String place) {
        if (device == null || device.isJsonNull()) {
            return texts.devices().getOrDefault(place, List.of());
        }
        return device.isJsonArray() ? device.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList()
                : List.of(device.getAsString());
    }

    private void set(JsonObject set) {
        sets.computeIfAbsent(key(set), k -> new LinkedHashMap<>())
                .put(text(set, "name"), NftSets.of(set.get("elem")));
    }

    private void rule(JsonObject json) {
        Key key = key(json);
        String chain = NftValues.name(json, "chain");
        String place = key + " " + chain;
        String handle = text(json, "handle");
        JsonElement expressions = json.get("expr");
        String text = texts.rules().getOrDefault(place + " " + handle, String.valueOf(expressions));
        String comment = text(json, "comment");
        var rule = new Rule("nft " + place + " handle " + handle, comment.isEmpty() ? chain : comment, text, place,
                false);
        List<RuleStep> steps = chains.computeIfAbsent(key, k -> new LinkedHashMap<>())
                .computeIfAbsent(chain, n -> new ArrayList<>());
        if (expressions != null && expressions.isJsonArray()) {
            new NftStatements(sets.getOrDefault(key, Map.of())).of(expressions.getAsJsonArray())
                    .forEach(statements -> steps.add(new RuleStep(rule, statements)));
        }
    }

    private List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        chains.forEach((key, lists) -> {
            Map<String, Chain> ready = new LinkedHashMap<>();
            lists.forEach((name, steps) -> ready.put(name, new Chain(name, steps,
                    Optional.ofNullable(bases.getOrDefault(key, Map.of()).get(name)))));
            tables.add(new Table(Store.NFT, key.toString(), families(key.family), key.family.equals("bridge"), ready));
        });
        return tables;
    }

    private static Set<Family> families(String family) {
        return switch (family) {
            case "ip" -> Set.of(Family.V4);
            case "ip6" -> Set.of(Family.V6);
            case "inet", "netdev", "bridge" -> Set.of(Family.V4, Family.V6);
            // ARP asks for addresses; no connection is decided there.
            default -> Set.of();
        };
    }
}
