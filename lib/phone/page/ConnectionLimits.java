package phone.page;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many connections each address may have open, and how many there are in all. Where there is no room left, whoever
 * has most gives one up to whoever has fewer, so that nobody is kept out by another one's connections. Thread-safe.
 *
 * @param <C> a connection, each equal to itself alone
 */
final class ConnectionLimits<C> {
    /** A browser opens six to one port (Firefox, Chromium and Safari), and asks again before the old ones are gone. */
    static final int OF_EACH = 24;
    /** With as many behind it, below the 1024 open files that a process has on many systems, with room to work. */
    static final int IN_ALL = 200;

    private final Predicate<InetAddress> device;
    private final Map<InetAddress, LinkedHashSet<C>> open = new HashMap<>();
    private int all;

    /** @param device those that have opened the page: what they have open is never closed for a stranger */
    ConnectionLimits(Predicate<InetAddress> device) {
        this.device = device;
    }

    /** What becomes of a connection that came. */
    sealed interface Entry<C> {

        /** @param instead the connection to close for it, where there was no room */
        record Taken<C>(Optional<C> instead) implements Entry<C> { }

        record Refused<C>() implements Entry<C> { }
    }

    /** Counts it, or does not. */
    synchronized Entry<C> enter(InetAddress from, C connection) {
        if (count(from) >= OF_EACH) {
            return new Entry.Refused<>();
        }
        Optional<C> instead = Optional.empty();
        if (all >= IN_ALL) {
            Optional<InetAddress> most = most();
            boolean may = most.filter(other -> device.test(from) || count(other) > count(from)).isPresent();
            if (!may) {
                return new Entry.Refused<>();
            }
            instead = Optional.of(open.get(most.get()).getFirst());
            leave(most.get(), instead.get());
        }
        open.computeIfAbsent(from, any -> new LinkedHashSet<>()).add(connection);
        all++;
        return new Entry.Taken<>(instead);
    }

    /** Of all strangers, the one that has most. */
    private Optional<InetAddress> most() {
        return open.keySet().stream().filter(device.negate()).max(Comparator.comparingInt(this::count));
    }

    private int count(InetAddress from) {
        LinkedHashSet<C> its = open.get(from);
        return its == null ? 0 : its.size();
    }

    /** It is closed; a second time says nothing new. */
    synchronized void leave(InetAddress from, C connection) {
        LinkedHashSet<C> its = open.get(from);
        if (its != null && its.remove(connection)) {
            all--;
            if (its.isEmpty()) {
                open.remove(from);
            }
        }
    }

    /** All that are open. */
    synchronized List<C> all() {
        List<C> connections = new ArrayList<>();
        open.values().forEach(connections::addAll);
        return connections;
    }
}
