package inventory.compose;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import net.PortRange;

/** The ways in which a Compose file writes ports. */
final class Ports {
    private static final Pattern PROTOCOL = Pattern.compile("tcp|udp|sctp");
    /** All four numbers: the JDK takes {@code 8001} for an address too. */
    private static final Pattern V4 = Pattern.compile("(?:(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(?:\\.(?!$)|$)){4}");
    private static final String USUAL = "tcp";

    private Ports() { }

    /**
     * One port of a container made reachable on the host.
     *
     * @param host     the port on the host; of several Docker takes one that is free, and of none given any
     * @param protocol {@code tcp}, {@code udp} or {@code sctp}
     */
    record Mapping(Optional<PortRange> host, int container, String protocol) {
        /** Empty where Docker chooses. Port 0 has it choose as well. */
        Optional<Integer> hostPort() {
            return host.filter(range -> range.size() == 1 && range.first() > 0).map(PortRange::first);
        }
    }

    /**
     * Compose's short syntax: {@code 8000}, {@code 8000:80}, {@code 127.0.0.1:8000:80}, {@code [::1]:8000:80}, ranges
     * on both sides, and {@code /udp} behind it. YAML 1.2 has no numbers in base 60, so {@code 22:22} is a text too.
     *
     * @return one for each port of the container; empty where this is none of these
     */
    static List<Mapping> parse(String text) {
        int slash = text.lastIndexOf('/');
        String protocol = slash < 0 ? USUAL : text.substring(slash + 1).toLowerCase(Locale.ROOT);
        String ports = slash < 0 ? text : text.substring(0, slash);
        int colon = ports.lastIndexOf(':');
        Optional<PortRange> container = PortRange.parse(ports.substring(colon + 1)).filter(range -> range.first() > 0);
        String left = colon < 0 ? "" : ports.substring(0, colon);
        int second = left.lastIndexOf(':');
        String host = left.substring(second + 1);
        boolean good = container.isPresent() && PROTOCOL.matcher(protocol).matches()
                && (second < 0 || isAddress(left.substring(0, second)))
                && (host.isEmpty() || PortRange.parse(host).isPresent());
        return good ? mappings(PortRange.parse(host), container.get(), protocol) : List.of();
    }

    /** Ranges of the same length pair up; one port of a container may take any of a range. */
    private static List<Mapping> mappings(Optional<PortRange> host, PortRange container, String protocol) {
        if (container.size() == 1) {
            return List.of(new Mapping(host, container.first(), protocol));
        }
        if (host.isPresent() && host.get().size() != container.size()) {
            return List.of();
        }
        var mappings = new ArrayList<Mapping>();
        for (int i = 0; i < container.size(); i++) {
            int offset = i;
            mappings.add(new Mapping(host.map(range -> PortRange.of(range.first() + offset)),
                    container.first() + i, protocol));
        }
        return mappings;
    }

    private static boolean isAddress(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!bare.contains(":")) {
            return bare.isEmpty() || V4.matcher(bare).matches();
        }
        try {
            InetAddress.ofLiteral(bare);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Compose's long syntax.
     *
     * @param published empty where it is not given
     */
    static Optional<Mapping> mapping(String target, String published, String protocol) {
        Optional<PortRange> container = PortRange.parse(target).filter(range -> range.size() == 1 && range.first() > 0);
        Optional<PortRange> host = PortRange.parse(published);
        String known = protocol.isEmpty() ? USUAL : protocol.toLowerCase(Locale.ROOT);
        return container.isEmpty() || !published.isEmpty() && host.isEmpty() || !PROTOCOL.matcher(known).matches()
                ? Optional.empty() : Optional.of(new Mapping(host, container.get().first(), known));
    }

    /** {@code expose}: {@code 8000}, {@code 8000/udp}, {@code 8000-8005}; empty where this is none of these. */
    static List<Mapping> exposed(String text) {
        return text.contains(":") ? List.of() : parse(text);
    }
}
