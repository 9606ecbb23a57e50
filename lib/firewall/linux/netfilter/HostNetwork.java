package firewall.linux.netfilter;

import host.Adapter;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.Cidr;

/**
 * Where this machine stands in its networks: what decides whether a packet is for itself or has to be passed on.
 *
 * @param forwarding whether packets that come in on an adapter may be passed on, by adapter for IPv4;
 *                   {@link #ALL_V4} holds for adapters without an entry, {@link #ALL_V6} for IPv6
 */
public record HostNetwork(List<Adapter> adapters, Map<String, Boolean> forwarding) {

    public static final String ALL_V4 = "net.ipv4.ip_forward";
    public static final String ALL_V6 = "net.ipv6.conf.all.forwarding";

    public HostNetwork {
        adapters = List.copyOf(adapters);
        forwarding = Map.copyOf(forwarding);
    }

    /** The same machine once packets may be passed on between all its adapters, or none. */
    public HostNetwork forwarding(boolean on) {
        return new HostNetwork(adapters, Map.of(ALL_V4, on, ALL_V6, on));
    }

    public boolean own(InetAddress address) {
        return address.isLoopbackAddress() || adapters.stream().anyMatch(adapter -> has(adapter, address));
    }

    private static boolean has(Adapter adapter, InetAddress address) {
        return adapter.addresses().stream().anyMatch(own -> own.inet().equals(address));
    }

    boolean loopback(String adapter) {
        return adapters.stream().anyMatch(each -> each.loopback() && each.name().equals(adapter));
    }

    Optional<Adapter> adapter(String name) {
        return adapters.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The adapter whose network holds the address, the smallest network first, as in a routing table. */
    Optional<String> towards(InetAddress address) {
        Optional<String> best = Optional.empty();
        int longest = -1;
        for (Adapter adapter : adapters) {
            for (Cidr own : adapter.addresses()) {
                if (own.contains(address) && own.prefix() > longest) {
                    longest = own.prefix();
                    best = Optional.of(adapter.name());
                }
            }
        }
        return best;
    }

    /** @param on the only adapter whose addresses count, or empty for those of the whole machine */
    AddressType type(InetAddress address, Optional<String> on) {
        if (address.isMulticastAddress()) {
            return AddressType.MULTICAST;
        }
        boolean own = on.isEmpty()
                ? own(address)
                : adapter(on.get()).filter(a -> has(a, address) || a.loopback() && address.isLoopbackAddress())
                        .isPresent();
        if (own) {
            return AddressType.LOCAL;
        }
        boolean broadcast = adapters.stream().flatMap(adapter -> adapter.addresses().stream())
                .filter(net -> net.isV4() && net.prefix() < 31)
                .anyMatch(net -> Range.of(net.inet(), net.prefix()).high().equals(Range.number(address)));
        return broadcast || "255.255.255.255".equals(address.getHostAddress())
                ? AddressType.BROADCAST : AddressType.UNICAST;
    }

    /** Whether a packet that came in on this adapter may be passed on to another one; empty where nobody knows. */
    Optional<Boolean> forwards(String adapter, Family family) {
        if (family == Family.V6) {
            return Optional.ofNullable(forwarding.get(ALL_V6));
        }
        Boolean own = forwarding.get(adapter);
        return Optional.ofNullable(own == null ? forwarding.get(ALL_V4) : own);
    }
}
