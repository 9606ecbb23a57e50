package host.linux.routing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import json.Json;
import json.JsonShapeException;
import net.Cidr;
import process.Fact;
import text.Message;

/**
 * A rule that says which table is asked about which packets, as {@code ip -4 -json rule} prints it:
 * <pre>
 * {"priority":5270,"src":"all","table":"52"}
 * {"priority":32764,"src":"all","table":"main","suppress_prefixlen":0}
 * {"priority":32765,"not":null,"src":"all","fwmark":"0xca6c","table":"51820"}
 * {"priority":107,"src":"all","action":"unreachable"}
 * </pre>
 *
 * @param inverted        it is for all other packets
 * @param suppressed      a route of so many bits, or fewer, does not count; -1 where each does
 * @param suppressesGroup routes by adapters of one group do not count
 */
public record RoutingRule(int priority, boolean inverted, RuleSelector selector, Action action, int suppressed,
        boolean suppressesGroup) {

    /** What becomes of the packets that it is for. */
    public sealed interface Action {
        record Lookup(String table) implements Action { }

        /** The table of the virtual router that an adapter belongs to. */
        record LookupOfVrf() implements Action { }

        record Goto(int priority) implements Action { }

        record Nothing() implements Action { }

        /** @param how {@code blackhole}, {@code unreachable} or {@code prohibit} */
        record Refuse(String how) implements Action { }
    }

    public static Fact<List<RoutingRule>> list(String text) {
        try {
            return Fact.known(Json.read(text.isBlank() ? "[]" : text, RoutingRule::rules));
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("host.unclear-row", "ip rule"));
        }
    }

    private static List<RoutingRule> rules(JsonElement all) {
        var rules = new ArrayList<RoutingRule>();
        for (JsonElement row : all.getAsJsonArray()) {
            if (!row.getAsJsonObject().isEmpty()) {
                rules.add(rule(row.getAsJsonObject()));
            }
        }
        return List.copyOf(rules);
    }

    private static RoutingRule rule(JsonObject row) {
        return new RoutingRule(row.get("priority").getAsInt(), row.has("not"), RuleSelector.of(row), action(row),
                row.has("suppress_prefixlen") ? row.get("suppress_prefixlen").getAsInt() : -1,
                row.has("suppress_ifgroup"));
    }

    private static Action action(JsonObject row) {
        return row.has("goto") ? new Action.Goto(row.get("goto").getAsInt())
                : row.has("nop") ? new Action.Nothing()
                : row.has("l3mdev") ? new Action.LookupOfVrf()
                : Json.text(row, "table").<Action>map(Action.Lookup::new)
                        .orElseGet(() -> new Action.Refuse(Json.text(row, "action").orElse("blackhole")));
    }

    /** The rule that {@code ip rule add to NETWORK lookup main} makes: before all but the first. */
    public static RoutingRule toMain(Cidr network) {
        var selector = new RuleSelector(Optional.empty(), Optional.of(network), Optional.empty(), false,
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false,
                false);
        return new RoutingRule(0, false, selector, new Action.Lookup(TableRoute.MAIN), -1, false);
    }

    /** Whether it is for this packet; empty where that depends on something that is not known. */
    Optional<Boolean> isFor(RouteKey key) {
        Optional<Boolean> holds = selector.isFor(key);
        return inverted ? holds.map(yes -> !yes) : holds;
    }

    /** The networks whose packets it tells apart. */
    Stream<Cidr> networks() {
        return Stream.concat(selector.from().stream(), selector.to().stream());
    }

    /** As {@code ip rule} prints it. */
    @Override
    public String toString() {
        return priority + ": " + (inverted ? "not " : "") + selector + switch (action) {
            case Action.Lookup(String table) -> " lookup " + table;
            case Action.LookupOfVrf() -> " lookup [l3mdev-table]";
            case Action.Goto(int target) -> " goto " + target;
            case Action.Nothing() -> " nop";
            case Action.Refuse(String how) -> " " + how;
        } + (suppressed < 0 ? "" : " suppress_prefixlength " + suppressed);
    }
}
