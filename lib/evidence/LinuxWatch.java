package evidence;

import fact.Fact;
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
 * Looks on a Linux machine, and changes nothing there: connection tracking tells what the rules let in and what became
 * of it, the kernel's table of sockets tells it of this machine's own processes to everybody, and a rule's counter that
 * rises tells that it took something. A packet that never came, and one that a rule dropped unseen, look alike.
 */
final class LinuxWatch implements Watch {

    /** A connection that is over stays in the tables for longer than this, but for those that the phone closed. */
    private static final Duration OFTEN = Duration.ofMillis(200);
    /** Reading all counters takes five programs; a phone is not expected sooner. */
    private static final Duration SOMETIMES = Duration.ofSeconds(2);

    private final World world;
    private final Facts facts;
    private final Attempts attempts;
    private final TrackingSource tracking;
    private final RuleRise rise;
    private final Beside beside = new Beside();

    private LinuxWatch(World world, Facts facts, List<Port> ports) {
        this.world = world;
        this.facts = facts;
        this.attempts = new Attempts(ports, own(facts));
        this.tracking = new TrackingSource(world, attempts, own(facts));
        this.rise = new RuleRise(world, facts, attempts);
    }

    static LinuxWatch begin(World world, Facts facts, List<Port> ports) {
        var watch = new LinuxWatch(world, facts, ports);
        watch.beside.go("connection tracking", watch.tracking::follow);
        watch.beside.go("connections", watch::lookBack);
        watch.beside.every("counters", SOMETIMES, watch.rise::look);
        return watch;
    }

    private static Set<InetAddress> own(Facts facts) {
        return facts.adapters().toOptional().stream().flatMap(List::stream).map(Adapter::addresses)
                .flatMap(List::stream).map(Cidr::inet).collect(Collectors.toSet());
    }

    private void lookBack() {
        tracking.lookBack();
        sockets().forEach(before -> attempts.before(attempt(before)));
        beside.every("connections", OFTEN, this::look);
    }

    private void look() {
        tracking.look();
        sockets().forEach(now -> attempts.note(attempt(now),
                now.made() ? Course.Ended.CONNECTED : new Course.Answered(), world.now()));
    }

    private List<Connection> sockets() {
        return Connections.ofLinux(world).toOptional().orElse(List.of());
    }

    private static Attempt attempt(Connection connection) {
        return new Attempt(connection.remote(), connection.remotePort(),
                new Port(Protocol.TCP, connection.localPort()));
    }

    @Override
    public Fact<Sighting> seen(InetAddress phone, Protocol protocol, int port) {
        var asked = new Port(protocol, port);
        Optional<Course> course = attempts.last(phone, asked);
        Optional<Sighting> settled = course.filter(LinuxWatch::settles).map(Course::sighting);
        return settled.or(() -> rise.dropped(phone, asked)).or(() -> course.map(Course::sighting))
                .map(Fact::known).orElseGet(() -> Fact.unknown(why(phone)));
    }

    /** Where an answer was sent and got lost, the rule that held it back is yet to be found. */
    private static boolean settles(Course course) {
        return switch (course) {
            case Course.Came came -> false;
            case Course.LetIn letIn -> true;
            case Course.Answered answered -> false;
            case Course.Ended ended -> true;
        };
    }

    private Message why(InetAddress phone) {
        boolean root = facts.administrator().toOptional().orElse(true);
        return !root ? Message.of("evidence.needs-root")
                : tracking.told() ? Message.of("evidence.not-let-in", phone.getHostAddress())
                : Message.of("evidence.no-tracking");
    }

    @Override
    public Fact<Set<InetAddress>> arrivedAt(Protocol protocol, int port) {
        return Fact.unknown(Message.of("evidence.arrivals-unseen"));
    }

    @Override
    public void close() {
        beside.close();
    }
}
