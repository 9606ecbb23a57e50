package host.linux.routing;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import json.Json;
import net.Cidr;

/**
 * Which packets a rule is for, of what {@code ip -4 -json rule} prints of it:
 * <pre>
 * {"priority":102,"src":"192.168.1.0","srclen":24,"iif":"eth0",…}
 * {"priority":104,"src":"all","fwmark":"0xca6c","fwmask":"0xff","uid_start":0,"uid_end":10,"ipproto":"tcp","sport":80,…}
 * </pre>
 *
 * @param bound     only for sockets that are bound to an adapter, which servers are not
 * @param ofService only for a type of service, or for a tunnel's own packets
 * @param ofVrf     for adapters of virtual routers (l3mdev), which nothing else here tells apart
 * @param unclear   for something that cannot be told of a packet here
 */
record RuleSelector(Optional<Cidr> from, Optional<Cidr> to, Optional<String> in, boolean bound, Optional<Mark> mark,
        Optional<Span> users, Optional<Span> sourcePorts, Optional<Span> destinationPorts, Optional<String> protocol,
        boolean ofService, boolean ofVrf, boolean unclear) {

    /** A mark that the firewall or a socket gave, of which the mask's bits count. */
    record Mark(long value, long mask) {
        boolean isOn(long packet) {
            return (packet & mask) == (value & mask);
        }
    }

    record Span(long low, long high) {
        boolean contains(long value) {
            return low <= value && value <= high;
        }
    }

    private static final Optional<Boolean> UNKNOWN = Optional.empty();
    private static final long ALL_BITS = 0xFFFF_FFFFL;

    /** All words that a rule may have; another one is of a kernel to come. */
    private static final Set<String> KNOWN = Set.of("priority", "not", "src", "srclen", "dst", "dstlen", "iif",
            "iif_detached", "oif", "oif_detached", "fwmark", "fwmask", "uid_start", "uid_end", "ipproto", "sport",
            "sport_start", "sport_end", "dport", "dport_start", "dport_end", "tos", "dscp", "l3mdev", "action", "goto",
            "nop", "table", "suppress_prefixlen", "suppress_ifgroup", "protocol", "tun_id", "realms", "flow_to",
            "flow_from");

    static RuleSelector of(JsonObject row) {
        Optional<Mark> mark = Json.text(row, "fwmark").map(value -> new Mark(Long.decode(value),
                Json.text(row, "fwmask").map(Long::decode).orElse(ALL_BITS)));
        return new RuleSelector(network(row, "src"), network(row, "dst"), Json.text(row, "iif"), row.has("oif"), mark,
                span(row, "uid"), span(row, "sport"), span(row, "dport"), Json.text(row, "ipproto"),
                row.has("tos") || row.has("dscp") || row.has("tun_id"), row.has("l3mdev"),
                !KNOWN.containsAll(row.keySet()));
    }

    private static Optional<Cidr> network(JsonObject row, String side) {
        return Json.text(row, side).filter(text -> !text.equals("all")).map(text -> row.has(side + "len")
                ? new Cidr(text, row.get(side + "len").getAsInt()) : TableRoute.network(text));
    }

    private static Optional<Span> span(JsonObject row, String name) {
        return row.has(name) ? Optional.of(new Span(row.get(name).getAsLong(), row.get(name).getAsLong()))
                : row.has(name + "_start") ? Optional.of(new Span(row.get(name + "_start").getAsLong(),
                        row.get(name + "_end").getAsLong())) : Optional.empty();
    }

    /** Whether it is for this packet; empty where that depends on something that is not known. */
    Optional<Boolean> isFor(RouteKey key) {
        boolean not = bound || ofService
                || from.filter(network -> key.from().filter(network::contains).isEmpty()).isPresent()
                || to.filter(network -> !network.contains(key.to())).isPresent()
                || in.filter(adapter -> !adapter.equals(key.in())).isPresent()
                || protocol.filter(named -> !named.equals(key.protocol().id())
                        && !named.equals(Integer.toString(key.protocol().number()))).isPresent();
        List<Optional<Boolean>> others = List.of(
                mark.isEmpty() ? Optional.of(true) : key.mark().isEmpty() ? UNKNOWN
                        : Optional.of(mark.get().isOn(key.mark().getAsLong())),
                within(users, key.user()), within(sourcePorts, wide(key.sourcePort())),
                within(destinationPorts, wide(key.destinationPort())),
                unclear || ofVrf ? UNKNOWN : Optional.of(true));
        return not || others.contains(Optional.of(false)) ? Optional.of(false)
                : others.contains(UNKNOWN) ? UNKNOWN : Optional.of(true);
    }

    private static OptionalLong wide(OptionalInt port) {
        return port.isEmpty() ? OptionalLong.empty() : OptionalLong.of(port.getAsInt());
    }

    private static Optional<Boolean> within(Optional<Span> span, OptionalLong value) {
        return span.isEmpty() ? Optional.of(true)
                : value.isEmpty() ? UNKNOWN : Optional.of(span.get().contains(value.getAsLong()));
    }

    /** As {@code ip rule} prints it. */
    @Override
    public String toString() {
        return "from " + from.map(RuleSelector::text).orElse("all") + to.map(network -> " to " + text(network)).orElse("")
                + (ofService ? " tos …" : "")
                + mark.map(wanted -> " fwmark 0x" + Long.toHexString(wanted.value())
                        + (wanted.mask() == ALL_BITS ? "" : "/0x" + Long.toHexString(wanted.mask()))).orElse("")
                + in.map(adapter -> " iif " + adapter).orElse("") + (bound ? " oif …" : "")
                + users.map(span -> " uidrange " + text(span, true)).orElse("")
                + protocol.map(named -> " ipproto " + named).orElse("")
                + sourcePorts.map(span -> " sport " + text(span, false)).orElse("")
                + destinationPorts.map(span -> " dport " + text(span, false)).orElse("") + (unclear ? " …" : "");
    }

    private static String text(Cidr network) {
        return network.prefix() == 32 ? network.address() : network.toString();
    }

    private static String text(Span span, boolean whole) {
        return span.low() + (span.low() == span.high() && !whole ? "" : "-" + span.high());
    }
}
