package host;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import net.IpAddresses;
import process.Fact;
import text.Message;

/** How {@link LanAddress#choose} chooses. */
record Choice(List<Adapter> adapters, List<String> defaultRoutes, List<Neighbour> neighbours,
        Optional<InetAddress> phone, Candidates candidates) {

    Choice(List<Adapter> adapters, List<String> defaultRoutes, List<Neighbour> neighbours,
            Optional<InetAddress> phone) {
        this(adapters, defaultRoutes, neighbours, phone, Candidates.of(adapters, defaultRoutes, neighbours));
    }

    LanAddress best() {
        Optional<LanAddress.Candidate> besides = phone.flatMap(this::beside);
        if (besides.isPresent()) {
            return chosen(besides.get());
        }
        if (candidates.usable().isEmpty()) {
            return none();
        }
        LanAddress.Candidate first = candidates.usable().getFirst();
        return new LanAddress.Chosen(first.adapter(), first.address(), without(first),
                candidates.ambiguous(defaultRoutes));
    }

    /** Where this phone is: on the LAN first, else on any network of this machine's, be it one that no phone is on. */
    private Optional<LanAddress.Candidate> beside(InetAddress device) {
        return Stream.concat(candidates.usable().stream(), adapters.stream()
                        .filter(adapter -> adapter.up() && !adapter.loopback())
                        .flatMap(adapter -> adapter.addresses().stream()
                                .filter(own -> !own.inet().isLinkLocalAddress())
                                .map(own -> new LanAddress.Candidate(adapter, own))))
                .filter(candidate -> candidate.isBeside(device)).findFirst();
    }

    LanAddress wanted(String name, Function<String, Fact<List<String>>> resolve) {
        if (name.toLowerCase(Locale.ROOT).matches("(.*\\.)?localhost\\.?")) {
            return new LanAddress.Loopback(name);
        }
        Optional<InetAddress> literal = literal(name);
        if (literal.isPresent()) {
            boolean itself = literal.get().isLoopbackAddress() || literal.get().isAnyLocalAddress();
            return itself ? new LanAddress.Loopback(name) : literal(name, literal.get());
        }
        return switch (resolve.apply(name)) {
            case Fact.Unknown<List<String>>(Message cause) -> candidates.usable().isEmpty() ? none()
                    : new LanAddress.Unresolved(name, cause);
            case Fact.Known<List<String>>(List<String> found) ->
                named(name, found.stream().flatMap(text -> literal(text).stream()).toList());
        };
    }

    /** The person's word stands, wherever in this machine the address is; but without any network there is none. */
    private LanAddress literal(String wanted, InetAddress address) {
        return candidate(List.of(address)).or(() -> own(address)).map(this::chosen)
                .filter(chosen -> chosen.open() || !candidates.usable().isEmpty())
                .<LanAddress>map(chosen -> chosen).orElseGet(() -> elsewhere(wanted));
    }

    private LanAddress named(String wanted, List<InetAddress> addresses) {
        Optional<LanAddress.Candidate> candidate = candidate(addresses);
        if (candidate.isPresent()) {
            return chosen(candidate.get());
        }
        // Debian's /etc/hosts gives a machine's own name 127.0.1.1, systemd-resolved and Windows give it every address
        // that it has: it means this machine, by whichever serves.
        boolean thisMachine = !addresses.isEmpty() && addresses.stream()
                .allMatch(address -> address.isLoopbackAddress() || own(address).isPresent());
        return thisMachine ? best() : elsewhere(wanted);
    }

    private LanAddress elsewhere(String wanted) {
        // It may be the address of an adapter that could not be read.
        return candidates.usable().isEmpty() || !Adapter.allRead(adapters) ? none()
                : new LanAddress.NotHere(wanted, candidates.usable());
    }

    private LanAddress.Chosen chosen(LanAddress.Candidate found) {
        return new LanAddress.Chosen(found.adapter(), found.address(), without(found), false,
                candidates.usable().contains(found) || phone.filter(found::isBeside).isPresent() ? Optional.empty()
                        : Candidates.against(found.adapter(), defaultRoutes, neighbours)
                                .or(() -> Optional.of(Message.of("host.self-assigned"))));
    }

    private LanAddress none() {
        return new LanAddress.None(Adapter.allRead(adapters) ? Message.of("host.no-lan-address")
                : Message.of("host.lan-unread", candidates.excluded()), candidates.excluded());
    }

    private Optional<LanAddress.Candidate> candidate(List<InetAddress> addresses) {
        return candidates.usable().stream().filter(candidate -> addresses.contains(candidate.address().inet()))
                .findFirst();
    }

    private Optional<LanAddress.Candidate> own(InetAddress address) {
        return adapters.stream().flatMap(adapter -> adapter.addresses().stream()
                        .filter(own -> own.inet().equals(address))
                        .map(own -> new LanAddress.Candidate(adapter, own)))
                .findFirst();
    }

    private List<LanAddress.Candidate> without(LanAddress.Candidate chosen) {
        return candidates.usable().stream().filter(candidate -> !candidate.equals(chosen)).toList();
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(IpAddresses.address(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
