package path;

import host.Listener;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The sockets that wait on one port. What is sent to an address goes to the socket that is bound to that address, and
 * only without one to a socket that is bound to all: Windows lets two programs share a port in this way
 * (learn.microsoft.com, "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE").
 */
public record PortListeners(List<Listener> all) {

    /** They relay this machine's 127.0.0.1 and [::1] into WSL: never for anybody else. */
    private static final Set<String> RELAYS = Set.of("wslrelay.exe", "wslhost.exe");

    public PortListeners {
        all = List.copyOf(all);
    }

    /** The sockets that get what is sent to this address; several only where they are bound alike. */
    public List<Listener> taking(InetAddress to) {
        Map<Integer, List<Listener>> narrowestFirst = all.stream()
                .filter(listener -> width(listener, to) < Integer.MAX_VALUE)
                .collect(Collectors.groupingBy(listener -> width(listener, to), TreeMap::new, Collectors.toList()));
        return narrowestFirst.values().stream().findFirst().orElse(List.of());
    }

    /** How narrowly a socket is bound that takes what is sent there. A socket on [::] may take IPv4 too. */
    private static int width(Listener listener, InetAddress to) {
        InetAddress bound = InetAddress.ofLiteral(listener.address());
        boolean four = to instanceof Inet4Address;
        if (bound.equals(to)) {
            return 0;
        }
        if (!bound.isAnyLocalAddress()) {
            return Integer.MAX_VALUE;
        }
        return bound instanceof Inet4Address == four ? 1 : four ? 2 : Integer.MAX_VALUE;
    }

    /** The sockets of each program, by name; by process where that is all the system tells. */
    public List<List<Listener>> byProgram() {
        return all.stream().collect(Collectors.groupingBy(listener -> listener.program().<Object>map(name -> name)
                .orElse(listener.pid()),
                LinkedHashMap::new, Collectors.toList())).values().stream().toList();
    }

    /**
     * True for two sockets that lead to different programs. Docker's own processes lead to the same container, and
     * what WSL relays is the same service that its other ways lead to.
     */
    public static boolean apart(Listener one, Listener other) {
        boolean twoProcesses = one.pid().isPresent() && other.pid().isPresent() && !one.pid().equals(other.pid());
        return twoProcesses && !isRelay(one) && !isRelay(other) && !(isDockers(one) && isDockers(other));
    }

    /** WSL's own relay from this machine's loopback address. */
    public static boolean isRelay(Listener listener) {
        return listener.program().filter(program -> RELAYS.contains(program.toLowerCase(Locale.ROOT))).isPresent();
    }

    /** Docker's daemon itself: it keeps a published port taken where no proxy does, and accepts for nobody. */
    public static boolean isDaemon(Listener listener) {
        return listener.program().filter("dockerd"::equals).isPresent();
    }

    /** Docker's proxy on Linux, which connects to the container in its turn. */
    public static boolean isProxy(Listener listener) {
        return listener.program().filter("docker-proxy"::equals).isPresent();
    }

    /** Docker Desktop's backend or what it was called before, and Docker's proxy on Linux. */
    public static boolean isDockers(Listener listener) {
        return listener.program().map(program -> program.toLowerCase(Locale.ROOT))
                .filter(program -> program.startsWith("com.docker.") || program.startsWith("vpnkit")
                        || program.equals("docker-proxy")).isPresent();
    }
}
