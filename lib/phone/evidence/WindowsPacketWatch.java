package phone.evidence;

import firewall.Change;
import firewall.Decision;
import firewall.Rule;
import firewall.TemporaryChanges;
import firewall.windows.AuditPolicy;
import firewall.windows.FirewallLog;
import firewall.windows.SecurityLog;
import firewall.windows.policy.WindowsPolicy;
import host.Connection;
import host.Profile;
import host.read.Connections;
import host.windows.WindowsSnapshot;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.Protocol;
import path.Confidence;
import path.Facts;
import path.PacketFate;
import process.Fact;
import process.World;
import text.Message;

/**
 * Looks on at a Windows machine: the table of connections, which everybody may read; the Security log, to which Windows
 * writes what its firewall drops where auditing is on; and the firewall's own log where a profile keeps one. What was
 * neither taken nor written down may have been dropped unseen, or may never have come: Windows does not tell.
 */
final class WindowsPacketWatch implements PacketWatch {

    /** Reading the table starts a program; a connection that is over stays in it for minutes (TIME_WAIT). */
    private static final Duration OFTEN = Duration.ofMillis(700);

    /** Each reading of the logs starts a PowerShell; all ports of a phone are asked about in one go. */
    private static final Duration FRESH = Duration.ofSeconds(4);

    private static final String LOG = "pfirewall.log";

    private final World world;
    private final Facts facts;
    private final List<ServicePort> ports;
    private final Instant begun;
    private final ConnectionLog attempts;
    private final Optional<Audit> audit;
    private final BackgroundTasks tasks = new BackgroundTasks();
    private Optional<Logs> last = Optional.empty();

    /** What was switched on, and by whom; {@code policy} is unknown where it was not. */
    private record Audit(TemporaryChanges temporaryChanges, Fact<AuditPolicy> policy, Fact<Change.State> made) {

        static Audit begin(World world, TemporaryChanges temporaryChanges) {
            Fact<AuditPolicy> now = AuditPolicy.now(world);
            return new Audit(temporaryChanges, now, now.then(policy -> policy.enough()
                    ? Fact.known(Change.State.PRESENT)
                    : temporaryChanges.make(policy)));
        }

        void close() {
            policy.toOptional().filter(now -> !now.enough()).ifPresent(temporaryChanges::takeBack);
        }
    }

    /** @param dropped which packets the firewall wrote down as dropped; of which rule it does not say */
    private record Logs(Instant at, Fact<List<SecurityLog.Drop>> events, Fact<Set<ConnectionLog.Attempt>> dropped) { }

    private WindowsPacketWatch(World world, Facts facts, List<ServicePort> ports, Instant begun,
            Optional<Audit> audit) {
        this.world = world;
        this.facts = facts;
        this.ports = List.copyOf(ports);
        this.begun = begun;
        this.attempts = new ConnectionLog(ports, LinuxPacketWatch.own(facts));
        this.audit = audit;
    }

    /** @param tracer switches auditing on, which takes about a second */
    static WindowsPacketWatch begin(World world, Facts facts, List<ServicePort> ports,
            Optional<TemporaryChanges> tracer) {
        Instant begun = world.now();
        var watch = new WindowsPacketWatch(world, facts, ports, begun,
                tracer.map(temporaryChanges -> Audit.begin(world, temporaryChanges)));
        watch.tasks.goFirst("connections", watch::lookBack);
        return watch;
    }

    private void lookBack() {
        table().forEach(each -> attempts.before(ConnectionLog.Attempt.of(each), true));
        tasks.every("connections", OFTEN, () -> look(true));
    }

    private void look(boolean round) {
        attempts.note(table(), world.now(), round);
    }

    private List<Connection> table() {
        return Connections.ofWindows(world).toOptional().orElse(List.of());
    }

    @Override
    public Fact<PacketFate> seen(InetAddress phone, Optional<InetAddress> asked, Protocol protocol, int port) {
        var service = new ServicePort(protocol, port);
        if (protocol == Protocol.TCP && !(attempts.last(phone, asked, service)
                .orElse(null) instanceof ConnectionProgress.Ended)) {
            look(false);
        }
        return switch (attempts.last(phone, asked, service).orElse(null)) {
            case ConnectionProgress.Ended ended -> Fact.known(ended.fate());
            case null -> dropped(phone, service).map(Fact::known).orElseGet(() -> Fact.unknown(why()));
            case ConnectionProgress half -> Fact.known(dropped(phone, service).orElse(half.fate()));
        };
    }

    /**
     * The page holds its connections until its word is taken, so that the table shows them. It lists nothing of what
     * Windows passes on to a machine within, whose port it does not listen on itself.
     */
    @Override
    public Fact<PacketFate> through(InetAddress phone, InetAddress asked, Protocol protocol, int port) {
        var service = new ServicePort(protocol, port);
        return attempts.through(phone, asked, service, () -> look(false)).or(() -> dropped(phone, service).map(Fact::known))
                .orElseGet(() -> attempts.since(phone).isEmpty()
                        ? Fact.unknown(Message.of("evidence.phone-not-in-table", phone.getHostAddress()))
                        : listensItself(service) ? Fact.known(new PacketFate.NoConnection())
                        : Fact.unknown(Message.of("evidence.not-this-windows", port)));
    }

    private boolean listensItself(ServicePort port) {
        return facts.listeners().toOptional().stream().flatMap(List::stream)
                .anyMatch(listener -> !listener.onLoopback() && listener.protocol() == port.protocol() && listener.port() == port.number());
    }

    private Optional<PacketFate> dropped(InetAddress phone, ServicePort port) {
        Logs logs = logs();
        Optional<PacketFate> named = logs.events.toOptional().stream().flatMap(List::stream)
                .filter(drop -> drop.protocol() == port.protocol() && drop.isOf(phone, port.number()))
                .findFirst().map(drop -> named(drop, phone, port));
        return named.or(() -> logs.dropped.toOptional().filter(all -> all.contains(
                new ConnectionLog.Attempt(phone, 0, port)))
                .map(yes -> blocking(phone, port).map(WindowsPacketWatch::inferred)
                        .orElse(new PacketFate.Dropped("DROP", LOG, Confidence.OBSERVED))));
    }

    /** The rule that an event names; before Windows 11 it names none, and the rules themselves have to say. */
    private PacketFate named(SecurityLog.Drop drop, InetAddress phone, ServicePort port) {
        String where = "Security " + drop.event();
        return drop.origin()
                .<PacketFate>map(origin -> new PacketFate.Dropped(title(origin), where, Confidence.OBSERVED))
                .or(() -> blocking(phone, port).map(WindowsPacketWatch::inferred))
                .orElseGet(() -> new PacketFate.Dropped("filter " + drop.filter(), where, Confidence.OBSERVED));
    }

    private static PacketFate inferred(Rule rule) {
        return new PacketFate.Dropped(rule.name(), rule.where(), Confidence.INFERRED);
    }

    /** A rule's name as a person knows it, beside its unique one. */
    private String title(String origin) {
        return facts.firewall().toOptional().filter(WindowsPolicy.class::isInstance).map(WindowsPolicy.class::cast)
                .flatMap(policy -> policy.rules().stream().filter(rule -> rule.id().equalsIgnoreCase(origin))
                        .findFirst())
                .map(rule -> rule.displayName() + " (" + rule.id() + ")").orElse(origin);
    }

    private Optional<Rule> blocking(InetAddress phone, ServicePort port) {
        return facts.firewall().toOptional().flatMap(policy -> FirstPacket.of(facts, phone, port)
                .flatMap(flow -> policy.decide(flow) instanceof Decision.Blocked blocked
                        ? Optional.of(blocked.by()) : Optional.empty()));
    }

    private synchronized Logs logs() {
        Instant now = world.now();
        if (last.filter(logs -> Duration.between(logs.at, now).compareTo(FRESH) < 0).isEmpty()) {
            last = Optional.of(new Logs(now, events(), logged()));
        }
        return last.orElseThrow();
    }

    private Fact<List<SecurityLog.Drop>> events() {
        return administrator() ? SecurityLog.since(world, begun,
                ports.stream().map(ServicePort::number).collect(Collectors.toSet()))
                : Fact.unknown(Message.of("evidence.needs-administrator"));
    }

    /** The log is late: the firewall keeps lines back for a while. It counts in seconds of local time. */
    private Fact<Set<ConnectionLog.Attempt>> logged() {
        if (!administrator() || facts.drops() instanceof Fact.Unknown) {
            return Fact.unknown(Message.of("evidence.needs-administrator"));
        }
        LocalDateTime since = LocalDateTime.ofInstant(begun, ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        return new WindowsSnapshot(world).afresh()
                .then(answer -> FirewallLog.drops(answer, facts.profile().toOptional().orElse(Profile.NONE)))
                .map(drops -> drops.stream().filter(drop -> !drop.at().isBefore(since))
                        .map(drop -> new ConnectionLog.Attempt(drop.from(), 0,
                        new ServicePort(drop.protocol(), drop.port())))
                        .collect(Collectors.toSet()));
    }

    private boolean administrator() {
        return facts.administrator().toOptional().orElse(false);
    }

    private Message why() {
        if (!administrator()) {
            return Message.of("evidence.needs-administrator");
        }
        if (audit.isEmpty()) {
            return Message.of("evidence.not-written");
        }
        return switch (audit.get().made()) {
            case Fact.Unknown<Change.State>(Message cause) -> cause;
            case Fact.Known<Change.State> made -> Message.of("evidence.nothing-written");
        };
    }

    @Override
    public Fact<Set<InetAddress>> arrivedAt(Protocol protocol, int port) {
        return Fact.unknown(Message.of("evidence.windows-arrivals"));
    }

    @Override
    public void close() {
        tasks.close();
        audit.ifPresent(Audit::close);
    }
}
