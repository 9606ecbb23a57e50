package phone.evidence;

import firewall.Change;
import firewall.TemporaryChanges;
import firewall.linux.TraceTable;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.Protocol;
import process.Command;
import process.Fact;
import process.World;
import text.Message;

/**
 * Has the kernel note what arrives before any rule sees it, and tell what each rule says of it, by a table of our own
 * ({@link TraceTable}) that is taken back at the end.
 */
final class NftTrace {

    /**
     * Longer than any watch. The program is ended by another one as well: where this process is killed, nobody else
     * would end it.
     */
    private static final Duration WHOLE_WATCH = Duration.ofMinutes(15);

    private final World world;
    private final ConnectionLog attempts;
    private final TemporaryChanges temporaryChanges;
    private final TraceTable table;
    private final Fact<Change.State> made;
    private final Fact<Boolean> ahead;

    private NftTrace(World world, ConnectionLog attempts, TemporaryChanges temporaryChanges, TraceTable table,
            Fact<Change.State> made, Fact<Boolean> ahead) {
        this.world = world;
        this.attempts = attempts;
        this.temporaryChanges = temporaryChanges;
        this.table = table;
        this.made = made;
        this.ahead = ahead;
    }

    private static List<Integer> of(List<ServicePort> ports, Protocol protocol) {
        return ports.stream().filter(port -> port.protocol() == protocol).map(ServicePort::number).sorted().distinct()
                .toList();
    }

    /** Returns when the table is there, or could not be made. */
    static NftTrace begin(World world, ConnectionLog attempts, List<ServicePort> ports,
            TemporaryChanges temporaryChanges) {
        var table = new TraceTable(of(ports, Protocol.TCP), of(ports, Protocol.UDP));
        Fact<Change.State> made = temporaryChanges.make(table);
        return new NftTrace(world, attempts, temporaryChanges, table, made, TraceTable.somethingAhead(world));
    }

    /** Hands over what the kernel tells, as it comes; returns when there is no more. */
    void follow() {
        if (!on()) {
            return;
        }
        var text = new NftTraceParser();
        world.follow(Command.of("timeout", WHOLE_WATCH.toSeconds() + "s", "nft", "monitor", "trace")
                .within(WHOLE_WATCH), line -> text.take(line)
                .ifPresent(told -> attempts.note(told.attempt(), told.progress(), world.now())));
    }

    private boolean on() {
        return made instanceof Fact.Known(Change.State state) && state == Change.State.PRESENT;
    }

    /** Reads what the table has noted. */
    void look() {
        arrivals().toOptional().ifPresent(known -> {
            known.came().forEach(sender -> note(sender, new ConnectionProgress.Came()));
            known.answered().forEach(sender -> attempts.update(attempt(sender), new ConnectionProgress.Answered()));
            known.reset().stream().filter(sender -> !known.answered().contains(sender))
                    .forEach(sender -> attempts.update(attempt(sender), new ConnectionProgress.Reset()));
        });
    }

    private void note(TraceTable.Arrivals.Sender sender, ConnectionProgress progress) {
        attempts.note(attempt(sender), progress, world.now());
    }

    private static ConnectionLog.Attempt attempt(TraceTable.Arrivals.Sender sender) {
        return new ConnectionLog.Attempt(sender.device(), sender.from(),
                new ServicePort(sender.protocol(), sender.port()));
    }

    private Fact<TraceTable.Arrivals> arrivals() {
        return made.then(state -> switch (state) {
            case PRESENT -> table.arrivals(world);
            case ABSENT, EDITED -> Fact.unknown(Message.of("evidence.not-made"));
        });
    }

    /**
     * Who sent anything to this port since the watch began; unknown where something may have arrived and not be noted.
     */
    Fact<Set<InetAddress>> arrivedAt(ServicePort port) {
        return arrivals().then(known -> ahead.then(before -> {
            if (before || known.full()) {
                return Fact.unknown(Message.of(before ? "evidence.something-ahead" : "evidence.too-many"));
            }
            Set<InetAddress> devices = new HashSet<>();
            known.came().stream().filter(sender -> attempt(sender).port().equals(port))
                    .forEach(sender -> devices.add(sender.device()));
            return Fact.known(Set.copyOf(devices));
        }));
    }

    void close() {
        temporaryChanges.takeBack(table);
    }
}
