package host;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import net.Cidr;
import net.IpAddresses;
import process.Fact;
import text.Message;

/** Which address of this machine a phone should use, or why none can be named. */
public sealed interface LanAddress {

    /**
     * @param others    the other candidates, best first
     * @param ambiguous another candidate on another adapter is as good, and no default route tells them apart
     */
    record Chosen(Adapter adapter, Cidr address, List<Candidate> others, boolean ambiguous) implements LanAddress {
        public Chosen {
            others = List.copyOf(others);
        }
    }

    /** The app's address is not one of this machine's. */
    record NotHere(String wanted, List<Candidate> candidates) implements LanAddress {
        public NotHere {
            candidates = List.copyOf(candidates);
        }
    }

    /** The app has localhost built in, which on a phone is the phone itself. */
    record Loopback(String wanted) implements LanAddress { }

    /** The app's host name could not be looked up from here. */
    record Unresolved(String wanted, Message why) implements LanAddress { }

    /** No adapter that is up has an address a phone could use. */
    record None(Message why) implements LanAddress { }

    /** As below, for a wanted address that is a literal; a name counts as unresolved. */
    static LanAddress choose(List<Adapter> adapters, Optional<String> defaultRouteAdapter, Optional<String> wanted) {
        return choose(adapters, defaultRouteAdapter, wanted,
                name -> Fact.unknown(Message.of("host.not-an-address", name)));
    }

    /**
     * @param defaultRouteAdapter name of the adapter with the best default route
     * @param wanted              the address or the host name that the app has built in; empty to choose freely
     * @param resolve             finds the addresses of a host name
     */
    static LanAddress choose(List<Adapter> adapters, Optional<String> defaultRouteAdapter, Optional<String> wanted,
            Function<String, Fact<List<String>>> resolve) {
        List<Candidate> candidates = candidates(adapters, defaultRouteAdapter);
        if (wanted.isEmpty()) {
            return best(candidates, defaultRouteAdapter);
        }
        String name = wanted.get();
        if (name.toLowerCase(Locale.ROOT).matches("(.*\\.)?localhost\\.?")) {
            return new Loopback(name);
        }
        Optional<InetAddress> literal = literal(name);
        if (literal.isPresent()) {
            boolean itself = literal.get().isLoopbackAddress() || literal.get().isAnyLocalAddress();
            return itself ? new Loopback(name) : named(name, List.of(literal.get()), adapters, candidates);
        }
        return switch (resolve.apply(name)) {
            case Fact.Unknown<List<String>>(Message cause) -> new Unresolved(name, cause);
            case Fact.Known<List<String>>(List<String> found) -> {
                List<InetAddress> addresses = found.stream().flatMap(text -> literal(text).stream()).toList();
                // Debian's /etc/hosts gives a machine's own name 127.0.1.1: it means this machine, by any address.
                boolean thisMachine = !addresses.isEmpty()
                        && addresses.stream().allMatch(InetAddress::isLoopbackAddress);
                yield thisMachine ? best(candidates, defaultRouteAdapter)
                        : named(name, addresses, adapters, candidates);
            }
        };
    }

    private static LanAddress named(String wanted, List<InetAddress> addresses, List<Adapter> adapters,
            List<Candidate> candidates) {
        for (Adapter adapter : adapters) {
            for (Cidr address : adapter.addresses()) {
                if (addresses.contains(address.inet())) {
                    var chosen = new Candidate(adapter, address);
                    return new Chosen(adapter, address, without(candidates, chosen), false);
                }
            }
        }
        return new NotHere(wanted, candidates);
    }

    private static LanAddress best(List<Candidate> candidates, Optional<String> defaultRouteAdapter) {
        if (candidates.isEmpty()) {
            return new None(Message.of("host.no-lan-address"));
        }
        Candidate first = candidates.getFirst();
        boolean separated = defaultRouteAdapter.equals(Optional.of(first.adapter().name()));
        boolean ambiguous = !separated && candidates.stream()
                .anyMatch(other -> !other.adapter().equals(first.adapter()) && AdapterRank.asGood(first, other));
        return new Chosen(first.adapter(), first.address(), without(candidates, first), ambiguous);
    }

    private static List<Candidate> candidates(List<Adapter> adapters, Optional<String> defaultRouteAdapter) {
        List<Candidate> candidates = new ArrayList<>();
        for (Adapter adapter : adapters) {
            if (adapter.up() && !adapter.loopback()) {
                adapter.addresses().stream().filter(address -> AdapterRank.usable(address.inet()))
                        .forEach(address -> candidates.add(new Candidate(adapter, address)));
            }
        }
        candidates.sort(AdapterRank.order(defaultRouteAdapter));
        return candidates;
    }

    private static List<Candidate> without(List<Candidate> candidates, Candidate chosen) {
        return candidates.stream().filter(candidate -> !candidate.equals(chosen)).toList();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(IpAddresses.address(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address that this machine might have on the LAN. */
    public record Candidate(Adapter adapter, Cidr address) { }
}
