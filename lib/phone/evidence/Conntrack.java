package phone.evidence;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import process.Command;
import process.Fact;
import process.World;

/**
 * Follows connection tracking: its events by {@code conntrack -E} where that program is there, else its table, again
 * and again. Both are root's alone. Only the events show a port where nobody listens: the reset ends the entry at once.
 */
final class Conntrack {

    /**
     * Longer than any watch. The program is ended by another one as well: where this process is killed, nobody else
     * would end it.
     */
    private static final Duration WHOLE_WATCH = Duration.ofMinutes(15);
    /** Bytes of events that the kernel keeps for a reader that is slow; past them, it drops events (conntrack(8)). */
    private static final String BUFFER = "2097152";

    private static final String TABLE = "/proc/net/nf_conntrack";

    private final World world;
    private final ConnectionLog attempts;
    private final Set<InetAddress> own;
    private volatile boolean following = true;
    /** Devices of which it has told anything. */
    private final Set<InetAddress> told = ConcurrentHashMap.newKeySet();

    /** Somebody who makes up sender addresses must not fill the memory. */
    private static final int DEVICES = 256;

    /** @param own this machine's addresses: what it forwards for others is none of ours; empty where unknown */
    Conntrack(World world, ConnectionLog attempts, Set<InetAddress> own) {
        this.world = world;
        this.attempts = attempts;
        this.own = Set.copyOf(own);
    }

    /** Hands over events as they come; returns when there are no more. */
    void follow() {
        world.follow(Command.of("timeout", WHOLE_WATCH.toSeconds() + "s", "conntrack", "-E", "-b", BUFFER)
                .within(WHOLE_WATCH), line -> ConntrackEntry.parse(line).ifPresent(this::take));
        following = false;
    }

    /** Reads the table once more, unless events are being followed. */
    void look() {
        if (!following) {
            rows(world.file(TABLE)).forEach(this::take);
        }
    }

    /** What is in the table from before is not the phone's try. */
    void lookBack() {
        Fact<String> table = world.file(TABLE);
        rows(table instanceof Fact.Known ? table : world.run(Command.of("conntrack", "-L")).text())
                .forEach(row -> attempts.before(row.attempt(), row.open()));
    }

    private static List<ConntrackEntry> rows(Fact<String> table) {
        return table.toOptional().stream().flatMap(String::lines).map(ConntrackEntry::parse).flatMap(Optional::stream)
                .toList();
    }

    private void take(ConntrackEntry seen) {
        if (!own.isEmpty() && !own.contains(seen.to())) {
            return;
        }
        if (told.size() < DEVICES) {
            told.add(seen.attempt().phone());
        }
        if (seen.kind() == ConntrackEntry.Kind.BEGINS) {
            attempts.begins(seen.attempt());
        }
        if (seen.kind() == ConntrackEntry.Kind.LATER) {
            attempts.update(seen.attempt(), seen.progress());
        } else {
            attempts.note(seen.attempt(), Optional.of(seen.to()), seen.progress(), world.now());
        }
        if (seen.progress().equals(ConnectionProgress.Ended.CONNECTED)) {
            attempts.made(seen.attempt(), seen.to());
        }
    }

    /** True once it has told anything: tracking is on only where some rule needs it. */
    boolean told() {
        return !told.isEmpty();
    }

    /** True once it has told anything of this device: then it tells of all that the rules let in from there. */
    boolean tells(InetAddress phone) {
        return told.contains(phone);
    }
}
