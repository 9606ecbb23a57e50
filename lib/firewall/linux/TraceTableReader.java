package firewall.linux;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import json.Json;
import json.JsonShapeException;
import net.IpAddresses;
import net.Protocol;
import process.Fact;
import process.Ran;
import process.World;
import text.Message;

/**
 * A {@link TraceTable} as {@code nft --json list table} prints it (libnftables-json(5)), with what its sets hold:
 * <pre>{"set": {"family": "inet", "name": "came4", "table": "runbook_watch", ... "elem": [{"concat": ["192.168.1.23",
 * 50818, 8000]}]}}</pre>
 *
 * @param chains how many rules each has
 * @param marks  the comments of the rules; a rule without one has an empty one
 */
record TraceTableReader(Map<String, Integer> chains, Set<String> marks, Map<String,
        Set<TraceTable.Arrivals.Sender>> sets) {

    /** Empty where there is no such table. */
    static Fact<Optional<TraceTableReader>> read(World world) {
        Ran ran = world.run(TraceTable.nft("--json", "list", "table", "inet", TraceTable.NAME));
        if (ran.succeeded()) {
            try {
                return Fact.known(Optional.of(parse(ran.outText())));
            } catch (JsonShapeException e) {
                return Fact.unknown(Message.of("firewall-linux.unreadable", "nft", ran.outStart()));
            }
        }
        boolean absent = ran.end() instanceof Ran.Exited && ran.errText().contains("No such file or directory");
        return absent ? Fact.known(Optional.empty()) : Fact.unknown(RulesReader.refused(ran));
    }

    /** @throws JsonShapeException where the text is not what nft prints */
    static TraceTableReader parse(String json) throws JsonShapeException {
        return Json.read(json, listing -> {
            Map<String, Integer> chains = new HashMap<>();
            Set<String> marks = new HashSet<>();
            Map<String, Set<TraceTable.Arrivals.Sender>> sets = new HashMap<>();
            for (JsonElement each : objects(listing)) {
                JsonObject entry = each.getAsJsonObject();
                if (entry.get("chain") instanceof JsonObject chain) {
                    chains.putIfAbsent(chain.get("name").getAsString(), 0);
                } else if (entry.get("rule") instanceof JsonObject rule) {
                    chains.merge(rule.get("chain").getAsString(), 1, Integer::sum);
                    marks.add(rule.has("comment") ? rule.get("comment").getAsString() : "");
                } else if (entry.get("set") instanceof JsonObject set) {
                    String name = set.get("name").getAsString();
                    sets.put(name, senders(set, name.startsWith("udp") ? Protocol.UDP : Protocol.TCP));
                }
            }
            return new TraceTableReader(chains, marks, sets);
        });
    }

    private static JsonArray objects(JsonElement listing) {
        return listing.getAsJsonObject().getAsJsonArray("nftables");
    }

    private static Set<TraceTable.Arrivals.Sender> senders(JsonObject set, Protocol protocol) {
        Set<TraceTable.Arrivals.Sender> senders = new HashSet<>();
        if (set.get("elem") instanceof JsonArray elements) {
            for (JsonElement element : elements) {
                JsonArray parts = element.getAsJsonObject().getAsJsonArray("concat");
                senders.add(new TraceTable.Arrivals.Sender(protocol, IpAddresses.address(parts.get(0).getAsString()),
                        parts.get(1).getAsInt(), parts.get(2).getAsInt()));
            }
        }
        return senders;
    }

    /** True for the table exactly as this change makes it. */
    boolean isOf(TraceTable table) {
        Map<String, Integer> wanted = new HashMap<>();
        table.rules().forEach((chain, rules) -> wanted.put(chain, rules.size()));
        return chains.equals(wanted) && marks.equals(Set.of(table.mark()))
                && sets.keySet().equals(Set.copyOf(table.sets()));
    }

    TraceTable.Arrivals arrivals() {
        List<TraceTable.Arrivals.Sender> came = new ArrayList<>();
        List.of("came4", "came6", "udp4", "udp6").forEach(name -> came.addAll(sets.getOrDefault(name, Set.of())));
        return new TraceTable.Arrivals(Set.copyOf(came), both("answered"), both("reset"),
                sets.values().stream().anyMatch(set -> set.size() >= TraceTable.SIZE));
    }

    private Set<TraceTable.Arrivals.Sender> both(String name) {
        Set<TraceTable.Arrivals.Sender> all = new HashSet<>(sets.getOrDefault(name + "4", Set.of()));
        all.addAll(sets.getOrDefault(name + "6", Set.of()));
        return all;
    }

    /** Whether any chain of {@code nft --json list chains} meets a packet before our table does. */
    static Fact<Boolean> ahead(String json) {
        try {
            return Fact.known(Json.read(json, TraceTableReader::ahead));
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("firewall-linux.unreadable", "nft", String.valueOf(e.getMessage())));
        }
    }

    private static boolean ahead(JsonElement listing) {
        for (JsonElement each : objects(listing)) {
            if (each.getAsJsonObject().get("chain") instanceof JsonObject chain && chain.has("hook")) {
                String hook = chain.get("hook").getAsString();
                int priority = chain.get("prio").getAsInt();
                boolean ours = chain.get("table").getAsString().equals(TraceTable.NAME);
                boolean sooner = hook.equals("prerouting") && priority <= TraceTable.PRIORITY;
                if (hook.equals("ingress") || !ours && sooner) {
                    return true;
                }
            }
        }
        return false;
    }
}
