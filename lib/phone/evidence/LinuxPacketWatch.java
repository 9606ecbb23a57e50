package phone.evidence;

import firewall.TemporaryChanges;
import host.Adapter;
import host.Connection;
import host.read.Connections;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.Cidr;
import net.Protocol;
import path.Facts;
import path.PacketFate;
import process.Fact;
import process.World;
import text.Message;

/**
 * Looks on at a Linux machine. With nothing switched on, connection tracking tells what the rules let in and what
 * became of it; the kernel's table of sockets tells everybody the same of this machine's own processes; and a rule's
 * counter that rises tells that it took something. A packet that never came, and one that a rule dropped unseen, look
 * alike then. A table of our own tells them apart.
 */
final class LinuxPacketWatch implements PacketWatch {

    /** A connection that is over stays in the tables for longer than this, but for those that the phone closed. */
    private static final Duration OFTEN = Duration.ofMillis(200);
    /** Reading all counters takes five programs; a phone is not expected sooner. */
    private static final Duration SOMETIMES = Duration.ofSeconds(2);

    /** What holds a port that netfilter translates: of Docker and of Podman. */
    private static final Set<String> STAND_INS = Set.of("docker-proxy", "conmon");

    private final World world;
    private final Facts facts;
    private final ConnectionLog attempts;
    private final Conntrack tracking;
    private final CounterRise rise;
    private final Optional<NftTrace> trace;
    private final BackgroundTasks tasks = new BackgroundTasks();

    private LinuxPacketWatch(World world, Facts facts, ConnectionLog attempts, Optional<NftTrace> trace) {
        this.world = world;
        this.facts = facts;
        this.attempts = attempts;
        this.tracking = new Conntrack(world, attempts, own(facts));
        this.rise = new CounterRise(world, facts, attempts);
        this.trace = trace;
    }

    /** @param tracer makes the table that notes arrivals; what comes after this returns, it has seen */
    static LinuxPacketWatch begin(World world, Facts facts, List<ServicePort> ports,
            Optional<TemporaryChanges> tracer) {
        var attempts = new ConnectionLog(ports, own(facts));
        var watch = new LinuxPacketWatch(world, facts, attempts,
                tracer.map(temporaryChanges -> NftTrace.begin(world, attempts, ports, temporaryChanges)));
        watch.trace.ifPresent(trace -> watch.tasks.go("trace", trace::follow));
        watch.tasks.go("connection tracking", watch.tracking::follow);
        watch.tasks.goFirst("connections", watch::lookBack);
        watch.tasks.every("counters", SOMETIMES, watch.rise::look);
        return watch;
    }

    /** This machine's addresses, as far as they are known. */
    static Set<InetAddress> own(Facts facts) {
        return facts.adapters().toOptional().stream().flatMap(List::stream).map(Adapter::addresses)
                .flatMap(List::stream).map(Cidr::inet).collect(Collectors.toSet());
    }

    private void lookBack() {
        tracking.lookBack();
        sockets().forEach(each -> attempts.before(ConnectionLog.Attempt.of(each), each.phase() ==
                Connection.Phase.OPEN));
        tasks.every("connections", OFTEN, () -> look(true));
    }

    private void look(boolean round) {
        tracking.look();
        attempts.note(sockets(), world.now(), round);
    }

    private List<Connection> sockets() {
        return Connections.ofLinux(world).toOptional().orElse(List.of());
    }

    @Override
    public Fact<PacketFate> seen(InetAddress phone, Optional<InetAddress> asked, Protocol protocol, int port) {
        var service = new ServicePort(protocol, port);
        trace.ifPresent(NftTrace::look);
        return switch (attempts.last(phone, asked, service).orElse(null)) {
            case null -> unseen(phone, service);
            case ConnectionProgress.Ended ended -> Fact.known(ended.fate());
            case ConnectionProgress.LetIn letIn -> Fact.known(letIn.fate());
            // The rule that dropped it, or that held the answer back, is yet to be found.
            case ConnectionProgress.Came came -> Fact.known(rise.dropped(phone, service).orElse(came.fate()));
            case ConnectionProgress.Answered answered ->
                Fact.known(rise.dropped(phone, service).orElse(answered.fate()));
            case ConnectionProgress.Opened opened -> Fact.known(opened.fate());
            case ConnectionProgress.Reset reset -> Fact.known(rise.blocking(phone, service).isEmpty() ? reset.fate()
                    : rise.dropped(phone, service).orElse(new PacketFate.Arrived()));
        };
    }

    /**
     * Connection tracking keeps what was made for longer than the time between two looks, and its events tell of each.
     * The table of sockets has nothing of what is translated, as to a container; of a process of this machine it shows
     * what the page holds until its word is taken.
     */
    @Override
    public Fact<PacketFate> through(InetAddress phone, InetAddress asked, Protocol protocol, int port) {
        var service = new ServicePort(protocol, port);
        return attempts.through(phone, asked, service, () -> look(false)).orElseGet(() -> tracking.tells(phone)
                ? Fact.known(notMade(seen(phone, Optional.of(asked), protocol, port)))
                : attempts.since(phone).isPresent() && listensItself(service) ? Fact.known(new PacketFate.NoConnection())
                : seen(phone, Optional.of(asked), protocol, port).then(fate -> fate instanceof PacketFate.NeverArrived
                        ? Fact.known(fate) : Fact.unknown(unwatched())));
    }

    /** A process of this machine takes what comes to this port, and none that listens in a container's place. */
    private boolean listensItself(ServicePort port) {
        return facts.listeners().toOptional().stream().flatMap(List::stream)
                .filter(listener -> !listener.onLoopback() && listener.protocol() == port.protocol()
                        && listener.port() == port.number())
                .anyMatch(listener -> listener.program().filter(program -> !STAND_INS.contains(program)).isPresent());
    }

    /** Why there was no such connection. One to another address of this machine is none. */
    private static PacketFate notMade(Fact<PacketFate> seen) {
        return seen.toOptional().filter(fate -> switch (fate) {
            case PacketFate.Connected connected -> false;
            case PacketFate.Arrived arrived -> false;
            case PacketFate.NoConnection none -> false;
            case PacketFate.Refused refused -> true;
            case PacketFate.Dropped dropped -> true;
            case PacketFate.Unanswered unanswered -> true;
            case PacketFate.NeverArrived never -> true;
        }).orElse(new PacketFate.NoConnection());
    }

    private Fact<PacketFate> unseen(InetAddress phone, ServicePort port) {
        if (trace.isPresent()) {
            return trace.get().arrivedAt(port).then(devices -> devices.contains(phone)
                    ? Fact.known(new PacketFate.Arrived())
                    : attempts.hadBefore(phone, port)
                    ? Fact.unknown(Message.of("evidence.connection-before", phone.getHostAddress()))
                    : Fact.known(new PacketFate.NeverArrived()));
        }
        return rise.dropped(phone, port).map(Fact::known).orElseGet(() -> Fact.unknown(why(phone)));
    }

    private Message why(InetAddress phone) {
        return root() && tracking.told() ? Message.of("evidence.not-let-in", phone.getHostAddress()) : unwatched();
    }

    private Message unwatched() {
        return Message.of(root() ? "evidence.no-tracking" : "evidence.needs-root");
    }

    private boolean root() {
        return facts.administrator().toOptional().orElse(true);
    }

    @Override
    public Fact<Set<InetAddress>> arrivedAt(Protocol protocol, int port) {
        return trace.map(on -> on.arrivedAt(new ServicePort(protocol, port)))
                .orElse(Fact.unknown(Message.of("evidence.arrivals-unseen")));
    }

    @Override
    public void close() {
        tasks.close();
        trace.ifPresent(NftTrace::close);
    }
}
