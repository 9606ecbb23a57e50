package phone.evidence;

import host.Connection;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import path.PacketFate;
import process.Fact;
import text.Message;

/** What was seen of every connection to the ports that are watched. Thread-safe. */
final class ConnectionLog {

    /** Connections that are kept of one device to one port; older ones are forgotten. */
    private static final int EACH = 32;
    /** Devices whose connections are kept: somebody who makes up sender addresses must not fill the memory. */
    private static final int DEVICES = 256;

    private record Place(InetAddress phone, ServicePort port) { }

    /** @param at the address of this machine that the phone asked for */
    private record Made(InetAddress phone, InetAddress at, ServicePort port) { }

    /**
     * What is known of one connection.
     *
     * @param begun when it was noted first
     * @param at    the address of this machine that the phone asked for, where who told of it knows
     * @param open  true where a round found it open
     */
    private record Known(ConnectionProgress progress, Instant begun, Optional<InetAddress> at, boolean open) {

        /** The same in any order. */
        Known and(Known other) {
            return new Known(further(progress, other.progress), begun.isBefore(other.begun) ? begun : other.begun,
                    at.or(() -> other.at), open || other.open);
        }

        Known come(ConnectionProgress further) {
            return new Known(further(progress, further), begun, at, open);
        }
    }

    /** A browser may open several connections for one try; it tries again after twice as long. */
    private static final Duration ONE_TRY = Duration.ofSeconds(1);

    private final Set<ServicePort> ports;
    private final Set<InetAddress> own;
    private final Map<Place, Map<Integer, Known>> seen = new HashMap<>();
    private final Set<Made> made = new HashSet<>();
    private final Map<Attempt, Boolean> old = new HashMap<>();
    private final Map<InetAddress, Instant> since = new HashMap<>();

    /** @param own this machine's addresses: what it asks of itself is no phone's */
    ConnectionLog(List<ServicePort> ports, Set<InetAddress> own) {
        this.ports = Set.copyOf(ports);
        this.own = Set.copyOf(own);
    }

    /**
     * A connection that was there before the watch: it says nothing of what is tried now.
     *
     * @param open true where the device may go on using it, so that it need not ask for another one
     */
    synchronized void before(Attempt attempt, boolean open) {
        if (ports.contains(attempt.port()) && !isNoted(attempt)) {
            old.merge(attempt, open, Boolean::logicalOr);
        }
    }

    private boolean isNoted(Attempt attempt) {
        return seen.getOrDefault(new Place(attempt.phone(), attempt.port()), Map.of()).containsKey(attempt.from());
    }

    /** It was seen to begin, so that it was not there before, whatever was looked at first. */
    synchronized void begins(Attempt attempt) {
        old.remove(attempt);
    }

    /** True where this device had a connection to this port before the watch, and may go on using it. */
    synchronized boolean hadBefore(InetAddress phone, ServicePort port) {
        return old.entrySet().stream().anyMatch(each -> each.getValue()
                && each.getKey().phone().equals(phone) && each.getKey().port().equals(port));
    }

    /**
     * What the system's table of TCP connections shows at that moment. One that is open for a moment only may as well
     * be missed: it counts for what failed when two rounds found it, so that luck decides nothing.
     *
     * @param round true for a look that comes at its time, false for one beside
     */
    synchronized void note(List<Connection> table, Instant now, boolean round) {
        for (Connection each : table) {
            Attempt attempt = Attempt.of(each);
            if (each.phase() == Connection.Phase.BEGUN) {
                note(attempt, Optional.of(each.local()), new ConnectionProgress.Answered(), now);
                continue;
            }
            Known before = seen.getOrDefault(new Place(attempt.phone(), attempt.port()), Map.of()).get(attempt.from());
            note(attempt, new Known(round && before != null && before.open() ? ConnectionProgress.Ended.CONNECTED
                    : new ConnectionProgress.Opened(), now, Optional.of(each.local()), round));
            made(attempt, each.local());
        }
    }

    /**
     * A connection was made whose beginning was noted; of any other it says nothing. That stays, whatever becomes of
     * the connections after it.
     *
     * @param at the address of this machine that the phone asked for
     */
    synchronized void made(Attempt attempt, InetAddress at) {
        if (isNoted(attempt)) {
            made.add(new Made(attempt.phone(), at, attempt.port()));
        }
    }

    /** True where this phone made a connection to this port at this address of this machine. */
    synchronized boolean hasMade(InetAddress phone, InetAddress at, ServicePort port) {
        return made.contains(new Made(phone, at, port));
    }

    /**
     * Whether this phone's word is borne out by what was seen of its connections.
     *
     * @param look sees what there is now
     * @return empty where no connection was seen, and one would have been new
     */
    Optional<Fact<PacketFate>> through(InetAddress phone, InetAddress at, ServicePort port, Runnable look) {
        if (!hasMade(phone, at, port)) {
            look.run();
        }
        return hasMade(phone, at, port) ? Optional.of(Fact.known(new PacketFate.Connected()))
                : hadBefore(phone, port) ? Optional.of(Fact.unknown(
                        Message.of("evidence.connection-before", phone.getHostAddress()))) : Optional.empty();
    }

    /** What became of a connection whose beginning was seen; of any other it says nothing. */
    synchronized void update(Attempt attempt, ConnectionProgress progress) {
        seen.getOrDefault(new Place(attempt.phone(), attempt.port()), new HashMap<>()).computeIfPresent(attempt.from(),
                (from, before) -> before.come(progress));
    }

    private static ConnectionProgress further(ConnectionProgress one, ConnectionProgress other) {
        return ConnectionProgress.FURTHER.compare(one, other) >= 0 ? one : other;
    }

    /** @param now when it was seen */
    void note(Attempt attempt, ConnectionProgress progress, Instant now) {
        note(attempt, Optional.empty(), progress, now);
    }

    /**
     * @param at  the address of this machine that the phone asked for; empty where it is not told
     * @param now when it was seen
     */
    void note(Attempt attempt, Optional<InetAddress> at, ConnectionProgress progress, Instant now) {
        note(attempt, new Known(progress, now, at, false));
    }

    private synchronized void note(Attempt attempt, Known known) {
        InetAddress phone = attempt.phone();
        if (!ports.contains(attempt.port()) || phone.isLoopbackAddress() || own.contains(phone)
                || old.containsKey(attempt) || !since.containsKey(phone) && since.size() >= DEVICES) {
            return;
        }
        since.putIfAbsent(phone, known.begun());
        Map<Integer, Known> connections = seen.computeIfAbsent(new Place(phone, attempt.port()),
                place -> new LinkedHashMap<>());
        connections.merge(attempt.from(), known, Known::and);
        if (connections.size() > EACH) {
            connections.remove(connections.keySet().iterator().next());
        }
    }

    /**
     * How far the phone's last try of this port has come. Of several connections that it made at the same time, the one
     * that came furthest counts, in whatever order they were told of.
     *
     * @param at the address of this machine that it asked for; empty for any
     */
    synchronized Optional<ConnectionProgress> last(InetAddress phone, Optional<InetAddress> at, ServicePort port) {
        List<Known> here = seen.getOrDefault(new Place(phone, port), Map.of()).values().stream()
                .filter(known -> at.isEmpty() || known.at().isEmpty() || known.at().equals(at)).toList();
        return here.stream().map(Known::begun).max(Comparator.naturalOrder())
                .flatMap(newest -> here.stream().filter(known -> !known.begun().isBefore(newest.minus(ONE_TRY)))
                        .map(Known::progress).max(ConnectionProgress.FURTHER));
    }

    /** When anything of this device was seen first. */
    synchronized Optional<Instant> since(InetAddress phone) {
        return Optional.ofNullable(since.get(phone));
    }

    /** True once anything of any device was seen. */
    synchronized boolean any() {
        return !since.isEmpty();
    }

    /** True where other devices than this one were seen too. */
    synchronized boolean others(InetAddress phone) {
        return since.keySet().stream().anyMatch(device -> !device.equals(phone));
    }

    /** Every device of which a packet to this port was seen. */
    synchronized Set<InetAddress> at(ServicePort port) {
        Set<InetAddress> devices = new HashSet<>();
        seen.keySet().stream().filter(place -> place.port.equals(port)).forEach(place -> devices.add(place.phone));
        return devices;
    }

    /**
     * One connection that a phone asks for.
     *
     * @param from the phone's own port: each connection has another one, and keeps it when a packet is sent again
     */
    record Attempt(InetAddress phone, int from, ServicePort port) {

        /** What the system's table of TCP connections shows. */
        static Attempt of(Connection connection) {
            return new Attempt(connection.remote(), connection.remotePort(),
                    new ServicePort(Protocol.TCP, connection.localPort()));
        }
    }
}
