package evidence;

import fact.Fact;
import firewall.Changing;
import host.Adapter;
import host.Cidr;
import host.Connection;
import host.Connections;
import inventory.Protocol;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import path.Facts;
import path.Sighting;
import process.World;
import text.Message;

/**
 * Looks on at a Linux machine. With nothing switched on, connection tracking tells what the rules let in and what
 * became of it; the kernel's table of sockets tells everybody the same of this machine's own processes; and a rule's
 * counter that rises tells that it took something. A packet that never came, and one that a rule dropped unseen, look
 * alike then. A table of our own tells them apart.
 */
final class LinuxWatch implements Watch {

    /** A connection that is over stays in the tables for longer than this, but for those that the phone closed. */
    private static final Duration OFTEN = Duration.ofMillis(200);
    /** Reading all counters takes five programs; a phone is not expected sooner. */
    private static final Duration SOMETIMES = Duration.ofSeconds(2);

    private final World world;
    private final Facts facts;
    private final ConnectionAttempts attempts;
    private final TrackingSource tracking;
    private final RuleRise rise;
    private final Optional<KernelTrace> trace;
    private final Beside beside = new Beside();

    private LinuxWatch(World world, Facts facts, ConnectionAttempts attempts, Optional<KernelTrace> trace) {
        this.world = world;
        this.facts = facts;
        this.attempts = attempts;
        this.tracking = new TrackingSource(world, attempts, own(facts));
        this.rise = new RuleRise(world, facts, attempts);
        this.trace = trace;
    }

    /** @param tracer makes the table that notes arrivals; what comes after this returns, it has seen */
    static LinuxWatch begin(World world, Facts facts, List<Port> ports, Optional<Changing> tracer) {
        var attempts = new ConnectionAttempts(ports, own(facts));
        var watch = new LinuxWatch(world, facts, attempts,
                tracer.map(changing -> KernelTrace.begin(world, attempts, ports, changing)));
        watch.trace.ifPresent(trace -> watch.beside.go("trace", trace::follow));
        watch.beside.go("connection tracking", watch.tracking::follow);
        watch.beside.go("connections", watch::lookBack);
        watch.beside.every("counters", SOMETIMES, watch.rise::look);
        return watch;
    }

    /** This machine's addresses, as far as they are known. */
    static Set<InetAddress> own(Facts facts) {
        return facts.adapters().toOptional().stream().flatMap(List::stream).map(Adapter::addresses)
                .flatMap(List::stream).map(Cidr::inet).collect(Collectors.toSet());
    }

    private void lookBack() {
        tracking.lookBack();
        sockets().forEach(each -> attempts.before(ConnectionAttempt.of(each), each.phase() == Connection.Phase.OPEN));
        beside.every("connections", OFTEN, this::look);
    }

    private void look() {
        tracking.look();
        attempts.note(sockets(), world.now());
    }

    private List<Connection> sockets() {
        return Connections.ofLinux(world).toOptional().orElse(List.of());
    }

    @Override
    public Fact<Sighting> seen(InetAddress phone, Protocol protocol, int port) {
        var asked = new Port(protocol, port);
        trace.ifPresent(KernelTrace::look);
        return switch (attempts.last(phone, asked).orElse(null)) {
            case null -> unseen(phone, asked);
            case Course.Ended ended -> Fact.known(ended.sighting());
            case Course.LetIn letIn -> Fact.known(letIn.sighting());
            // The rule that dropped it, or that held the answer back, is yet to be found.
            case Course.Came came -> Fact.known(rise.dropped(phone, asked).orElse(came.sighting()));
            case Course.Answered answered -> Fact.known(rise.dropped(phone, asked).orElse(answered.sighting()));
            case Course.Reset reset -> Fact.known(rise.blocking(phone, asked).isEmpty() ? reset.sighting()
                    : rise.dropped(phone, asked).orElse(new Sighting.Arrived()));
        };
    }

    private Fact<Sighting> unseen(InetAddress phone, Port port) {
        if (trace.isPresent()) {
            return trace.get().arrivedAt(port).then(devices -> devices.contains(phone)
                    ? Fact.known(new Sighting.Arrived())
                    : attempts.hadBefore(phone, port)
                    ? Fact.unknown(Message.of("evidence.connection-before", phone.getHostAddress()))
                    : Fact.known(new Sighting.NeverArrived()));
        }
        return rise.dropped(phone, port).map(Fact::known).orElseGet(() -> Fact.unknown(why(phone)));
    }

    private Message why(InetAddress phone) {
        boolean root = facts.administrator().toOptional().orElse(true);
        return !root ? Message.of("evidence.needs-root")
                : tracking.told() ? Message.of("evidence.not-let-in", phone.getHostAddress())
                : Message.of("evidence.no-tracking");
    }

    @Override
    public Fact<Set<InetAddress>> arrivedAt(Protocol protocol, int port) {
        return trace.map(on -> on.arrivedAt(new Port(protocol, port)))
                .orElse(Fact.unknown(Message.of("evidence.arrivals-unseen")));
    }

    @Override
    public void close() {
        beside.close();
        trace.ifPresent(KernelTrace::close);
    }
}
