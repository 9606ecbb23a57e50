package host;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.Cidr;
import text.Message;

/**
 * The addresses by which a phone may reach this machine, by the table of {@link AdapterKind}.
 *
 * @param usable   best first
 * @param excluded why each of the other adapters is none: those that stay inside the machine, and those by which
 *                 nothing comes through
 */
record Candidates(List<LanAddress.Candidate> usable, List<Message> excluded) {

    Candidates {
        usable = List.copyOf(usable);
        excluded = List.copyOf(excluded);
    }

    /** @param defaultRoutes names of the adapters that have a default route, best first */
    static Candidates of(List<Adapter> adapters, List<String> defaultRoutes, List<Neighbour> neighbours) {
        var usable = new ArrayList<LanAddress.Candidate>();
        Map<Message, List<Message>> excluded = new LinkedHashMap<>();
        // What is out comes first among the reasons: it is what a person can mend.
        for (Adapter adapter : adapters.stream().sorted(Comparator.comparing(Adapter::up)).toList()) {
            Optional<Message> against = against(adapter, defaultRoutes, neighbours);
            if (against.isEmpty()) {
                addresses(adapter).forEach(address -> usable.add(new LanAddress.Candidate(adapter, address)));
            } else if (isWorthNaming(adapter)) {
                excluded.computeIfAbsent(against.get(), reason -> new ArrayList<>()).add(named(adapter));
            }
        }
        usable.sort(order(defaultRoutes));
        return new Candidates(usable, excluded.entrySet().stream()
                .map(entry -> Message.of("host.excluded", entry.getValue(), entry.getKey())).toList());
    }

    /** Why no phone is behind this adapter; empty where one may be. */
    static Optional<Message> against(Adapter adapter, List<String> defaultRoutes, List<Neighbour> neighbours) {
        if (!adapter.up()) {
            return Optional.of(unplugged(adapter));
        }
        boolean routed = defaultRoutes.contains(adapter.name());
        boolean possible = switch (adapter.kind().phones()) {
            case LAN -> true;
            case ROUTED -> routed;
            case VISITED -> routed || isVisited(adapter, neighbours);
            case MEMBERS, NEVER -> false;
        };
        if (!possible) {
            return Optional.of(adapter.kind().reason());
        }
        return addresses(adapter).isEmpty() ? Optional.of(Message.of(adapter.addresses().stream()
                .anyMatch(Cidr::isV4) ? "host.self-assigned" : "host.no-address")) : Optional.empty();
    }

    private static Message unplugged(Adapter adapter) {
        return Message.of(switch (adapter.link()) {
            case UNREAD -> "host.adapter-unread";
            case UP, DOWN -> "host.adapter-down";
            case NO_CARRIER -> switch (adapter.kind()) {
                case ETHERNET, BOND, BRIDGE, VLAN, MACVLAN, VETH -> "host.cable-out";
                case WIFI -> "host.wifi-not-joined";
                case TETHER, HYPERV_SWITCH, INNER_BRIDGE, SOFTWARE, HOTSPOT, TUNNEL, MOBILE, CONTAINERS, MACHINES, TAP,
                        DUMMY, TRANSITION, LOOPBACK -> "host.adapter-down";
            };
        });
    }

    /** What could be the LAN and is not now; and of all others, those that have an address to be mistaken for one. */
    private static boolean isWorthNaming(Adapter adapter) {
        return switch (adapter.kind()) {
            case ETHERNET, BOND, BRIDGE, WIFI -> true;
            case VLAN, MACVLAN, VETH -> hasV4(adapter);
            case TETHER, HYPERV_SWITCH, INNER_BRIDGE, SOFTWARE, HOTSPOT, TUNNEL, MOBILE, CONTAINERS, MACHINES, TAP,
                    DUMMY, TRANSITION -> adapter.up() && hasV4(adapter);
            case LOOPBACK -> false;
        };
    }

    private static boolean hasV4(Adapter adapter) {
        return addresses(adapter).stream().anyMatch(Cidr::isV4);
    }

    private static Message named(Adapter adapter) {
        List<String> addresses = adapter.addresses().stream().filter(Cidr::isV4).map(Cidr::address).toList();
        return addresses.isEmpty() ? Message.verbatim(adapter.name())
                : Message.of("host.adapter-at", adapter.name(), addresses);
    }

    private static boolean isVisited(Adapter adapter, List<Neighbour> neighbours) {
        return neighbours.stream().anyMatch(neighbour -> neighbour.reachable()
                && neighbour.adapter().equals(adapter.name())
                && addresses(adapter).stream().anyMatch(own ->
                own.contains(InetAddress.ofLiteral(neighbour.address()))));
    }

    /** Those that a phone may use: not 127.0.0.1, and not one that an adapter gave itself. */
    private static List<Cidr> addresses(Adapter adapter) {
        return adapter.addresses().stream().filter(address -> !address.inet().isLoopbackAddress()
                && !address.inet().isAnyLocalAddress() && !address.inet().isMulticastAddress()
                && !address.inet().isLinkLocalAddress()).toList();
    }

    /** The default route marks the LAN. A tunnel that has it is none of the candidates: then the next one does. */
    private static Comparator<LanAddress.Candidate> order(List<String> defaultRoutes) {
        return byClass()
                .thenComparing(candidate -> position(candidate, defaultRoutes))
                .thenComparing(candidate -> !isPrivate(candidate.address().inet()))
                .thenComparing(candidate -> candidate.adapter().kind());
    }

    private static int position(LanAddress.Candidate candidate, List<String> defaultRoutes) {
        int position = defaultRoutes.indexOf(candidate.adapter().name());
        return position < 0 ? defaultRoutes.size() : position;
    }

    /** True where another adapter is as good as the first, and no default route tells them apart. */
    boolean ambiguous(List<String> defaultRoutes) {
        LanAddress.Candidate first = usable.getFirst();
        return !defaultRoutes.contains(first.adapter().name()) && usable.stream().anyMatch(other ->
                !other.adapter().equals(first.adapter()) && byClass().compare(first, other) == 0
                && isPrivate(first.address().inet()) == isPrivate(other.address().inet()));
    }

    private static Comparator<LanAddress.Candidate> byClass() {
        return Comparator.<LanAddress.Candidate, Boolean>comparing(candidate ->
                candidate.adapter().kind().phones() == AdapterKind.Phones.VISITED)
                .thenComparing(candidate -> !candidate.address().isV4());
    }

    /** RFC 1918, and fc00::/7 of RFC 4193. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.isSiteLocalAddress() : (bytes[0] & 0xFE) == 0xFC;
    }
}
