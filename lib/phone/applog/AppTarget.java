package phone.applog;

import host.Adapter;
import host.LanAddress;
import host.Listener;
import inventory.Endpoint;
import inventory.HealthCheck;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import net.IpAddresses;
import net.Protocol;
import path.Facts;
import probe.Reply;
import process.Fact;
import text.Message;

/**
 * What is known of this machine that bears on what an app asked: which address is its own, which port serves.
 *
 * @param emulator the app is known to run on an emulator here
 */
record AppTarget(Facts facts, boolean emulator) {

    private static final List<String> HOME = List.of(".local", ".lan", ".home", ".home.arpa", ".internal", ".localdomain",
            ".fritz.box");

    /** The emulator's name for the machine it runs on (Google, "Set up Android Emulator networking"). */
    private static final String EMULATORS_HOST = "10.0.2.2";

    /** A name or a public address that is none of ours: another server's business, and not shown. */
    boolean elsewhere(AppFailure failure) {
        Optional<InetAddress> address = failure.host().flatMap(AppTarget::literal);
        boolean name = failure.host().isPresent() && address.isEmpty();
        return name && !itself(failure) && !failure.host().equals(facts.inventory().host())
                && !ofTheLan(failure.host().get())
                || address.isPresent() && !local(address.get()) && !ours(failure);
    }

    /** A name or an address of a home or an office, this phone's own too. */
    static boolean mayBeOfTheLan(String host) {
        return literal(host).map(AppTarget::local).orElseGet(() -> ofTheLan(host));
    }

    /** A name that no server of the Internet has: without a dot, or below a domain of home networks (RFC 6762, 8375). */
    static boolean ofTheLan(String name) {
        return name.indexOf('.') < 0 || HOME.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    static boolean local(InetAddress address) {
        return address.isSiteLocalAddress() || address.isLinkLocalAddress() || address.isLoopbackAddress()
                || address.isAnyLocalAddress() || address.getAddress().length == 16
                && (address.getAddress()[0] & 0xFE) == 0xFC;
    }

    /** What this machine knows that bears on it. */
    Optional<Message> about(AppFailure failure) {
        if (!emulator && failure.host().filter(EMULATORS_HOST::equals).isPresent()) {
            return Optional.of(Message.of("applog.evidence.emulators-host"));
        }
        if (itself(failure)) {
            return Optional.of(Message.of("applog.evidence.the-phone-itself"));
        }
        if (failure.host().flatMap(AppTarget::literal).isPresent() && !ours(failure)) {
            return Optional.of(facts.adapters().toOptional().isEmpty() ? Message.of("applog.evidence.own-unknown")
                    : Message.of("applog.evidence.own", own()));
        }
        if (failure.port().isPresent() && endpoints(failure).isEmpty()) {
            int port = failure.port().getAsInt();
            return listening(port) ? Optional.of(Message.of("applog.evidence.listening", port))
                    : nearest(port).map(endpoint -> Message.of(silent(port) ? "applog.evidence.nearest"
                            : "applog.evidence.nearest-known", endpoint.service().name(), endpoint.port()));
        }
        return Optional.empty();
    }

    private Optional<Endpoint> nearest(int port) {
        return tcp().min(Comparator.comparingInt(endpoint -> Math.abs(endpoint.port() - port)));
    }

    /** True where this machine's own test of that port says that it speaks the other of http and https. */
    boolean otherScheme(AppFailure failure) {
        return endpoints(failure).stream().anyMatch(endpoint -> Optional.ofNullable(facts.lan().get(endpoint))
                .flatMap(Fact::toOptional).filter(reply -> failure.kind() == AppFailure.Kind.TLS_FAILED
                        ? reply.state() == Reply.State.WANTS_PLAIN || reply.state() == Reply.State.ANSWERED
                                && Optional.ofNullable(endpoint.service().health().get(endpoint.port()))
                                .flatMap(HealthCheck::scheme).filter("http"::equals).isPresent()
                        : reply.state() == Reply.State.WANTS_TLS || reply.state() == Reply.State.TLS).isPresent());
    }

    /** Known to have no listener; a list that could not be read says nothing. */
    boolean silent(int port) {
        return facts.listeners().toOptional().isPresent() && !listening(port);
    }

    private boolean listening(int port) {
        return facts.listeners().toOptional().stream().flatMap(List::stream)
                .anyMatch((Listener listener) -> listener.protocol() == Protocol.TCP && listener.port() == port);
    }

    /** The services behind the port that was asked; none where it is not told. */
    List<Endpoint> endpoints(AppFailure failure) {
        return tcp().filter(endpoint -> failure.port().isPresent()
                && endpoint.port() == failure.port().getAsInt()).toList();
    }

    static boolean itself(AppFailure failure) {
        return failure.host().filter(host -> host.equalsIgnoreCase("localhost") || literal(host)
                .filter(address -> address.isLoopbackAddress() || address.isAnyLocalAddress()).isPresent()).isPresent();
    }

    /** One of this machine's addresses on its networks, or the name that the inventory gives it. */
    boolean ours(AppFailure failure) {
        return failure.host().filter(host -> facts.inventory().host().filter(host::equals).isPresent()
                && !(facts.address() instanceof LanAddress.NotHere)
                || emulator && host.equals(EMULATORS_HOST)
                || literal(host).filter(address -> addresses().stream().anyMatch(own -> own.inet().equals(address)))
                        .isPresent()).isPresent();
    }

    /** An address that this machine is known not to have, or a name that is not its. */
    boolean notOurs(AppFailure failure) {
        boolean literal = failure.host().flatMap(AppTarget::literal).isPresent();
        return failure.host().isPresent() && !ours(failure)
                && (!literal || facts.adapters().toOptional().isPresent());
    }

    private List<Cidr> addresses() {
        return facts.adapters().toOptional().stream().flatMap(List::stream).filter(Adapter::up)
                .flatMap(adapter -> adapter.addresses().stream()).toList();
    }

    /** What a phone could ask instead. */
    private List<String> own() {
        return facts.chosen().map(chosen -> List.of(chosen.address().address()))
                .orElseGet(() -> addresses().stream().filter(own -> own.isV4() && !own.inet().isLoopbackAddress())
                        .map(Cidr::address).toList());
    }

    static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(IpAddresses.address(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What a log may call this machine by; an emulator's own name for it only of one that runs here. */
    OwnNames names() {
        return new OwnNames(Stream.of(facts.inventory().host().stream(),
                facts.chosen().stream().map(chosen -> chosen.address().address()),
                addresses().stream().filter(own -> !own.inet().isLoopbackAddress()).map(Cidr::address),
                emulator ? Stream.of(EMULATORS_HOST) : Stream.<String>empty()).flatMap(each -> each).distinct().toList());
    }

    /** The services of which an app's TCP connection can speak. */
    Stream<Endpoint> tcp() {
        return facts.inventory().endpoints().stream()
                .filter(endpoint -> endpoint.service().protocol() == Protocol.TCP);
    }
}
