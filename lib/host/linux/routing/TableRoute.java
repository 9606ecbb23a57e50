package host.linux.routing;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import json.Json;
import json.JsonShapeException;
import net.Cidr;
import process.Fact;
import text.Message;

/**
 * A row of one of the kernel's tables, as {@code ip -4 -json route show table all} prints it:
 * <pre>
 * {"dst":"default","gateway":"192.168.1.1","dev":"eth0","metric":600,"flags":[]}
 * {"type":"throw","dst":"10.4.0.0/16","table":"52","flags":[]}
 * {"dst":"10.5.0.0/16","flags":[],"nexthops":[{"gateway":"192.168.1.1","dev":"eth0","weight":2,"flags":[]},…]}
 * </pre>
 *
 * @param table    its name or number; rows of the main table name none
 * @param metric   of two rows for one network, the lower one comes first
 * @param marked   for packets of one type of service alone, which a phone's connection is not
 * @param nextHops none for a row that leads nowhere
 */
public record TableRoute(String table, Type type, Cidr to, long metric, boolean marked, List<NextHop> nextHops) {

    public static final String MAIN = "main";

    /** What a row does with the packets that it is for (ip-route(8)). */
    public enum Type {
        UNICAST,
        /** For this machine itself. */
        LOCAL, BROADCAST, ANYCAST, MULTICAST,
        /** Nobody is told. */
        BLACKHOLE, UNREACHABLE, PROHIBIT,
        /** As if the table had no row at all: the next rule is asked. */
        THROW
    }

    /** As the kernel goes through one table: the longest prefix first, then the lowest metric. */
    static final Comparator<TableRoute> ORDER = Comparator.comparing((TableRoute route) -> -route.to().prefix())
            .thenComparingLong(TableRoute::metric);

    public TableRoute {
        nextHops = List.copyOf(nextHops);
    }

    public static Fact<List<TableRoute>> table(String text) {
        try {
            return Fact.known(Json.read(text.isBlank() ? "[]" : text, TableRoute::rows));
        } catch (JsonShapeException e) {
            return Fact.unknown(Message.of("host.unclear-row", "ip route"));
        }
    }

    private static List<TableRoute> rows(JsonElement all) {
        var rows = new ArrayList<TableRoute>();
        for (JsonElement row : all.getAsJsonArray()) {
            if (!row.getAsJsonObject().isEmpty()) {
                rows.add(row(row.getAsJsonObject()));
            }
        }
        return List.copyOf(rows);
    }

    private static TableRoute row(JsonObject row) {
        String to = Json.text(row, "dst").orElseThrow(IllegalArgumentException::new);
        Type type = Type.valueOf(Json.text(row, "type").orElse("unicast").toUpperCase(Locale.ROOT));
        List<NextHop> hops = row.has("nexthops")
                ? Json.list(row, "nexthops").stream().map(hop -> nextHop(hop.getAsJsonObject())).toList()
                : row.has("dev") ? List.of(nextHop(row)) : List.of();
        return new TableRoute(Json.text(row, "table").orElse(MAIN), type, network(to),
                row.has("metric") ? row.get("metric").getAsLong() : 0, row.has("tos"), hops);
    }

    private static NextHop nextHop(JsonObject hop) {
        boolean dead = Json.list(hop, "flags").stream().map(JsonElement::getAsString).anyMatch("dead"::equals);
        return new NextHop(Json.text(hop, "dev").orElse(""), Json.text(hop, "gateway")
                .or(() -> Json.text(Json.object(hop, "via"), "host")), dead);
    }

    /** {@code default}, {@code 10.3.0.0/16}, {@code 192.168.1.7}. */
    static Cidr network(String text) {
        return text.equals("default") ? new Cidr("0.0.0.0", 0) : Cidr.parse(text);
    }

    boolean isFor(InetAddress address) {
        return to.contains(address) && !marked;
    }

    /** Not for addresses of this machine itself, and those that a whole network listens to. */
    boolean leadsOut() {
        return switch (type) {
            case UNICAST, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW -> true;
            case LOCAL, BROADCAST, ANYCAST, MULTICAST -> false;
        };
    }

    /** Whether one of its ways leaves by this adapter. */
    public boolean uses(String adapter) {
        return nextHops.stream().anyMatch(hop -> hop.adapter().equals(adapter));
    }

    /** As {@code ip route} prints it, with its table. */
    @Override
    public String toString() {
        String hops = nextHops.stream().map(hop -> " " + hop).collect(Collectors.joining(" nexthop"));
        return (type == Type.UNICAST ? "" : type.name().toLowerCase(Locale.ROOT) + " ")
                + (to.prefix() == 0 ? "default" : to.prefix() == 32 ? to.address() : to.toString())
                + (nextHops.size() > 1 ? " nexthop" : "") + hops
                + (table.equals(MAIN) ? "" : " table " + table) + (metric == 0 ? "" : " metric " + metric);
    }
}
