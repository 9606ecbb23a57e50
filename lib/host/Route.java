package host;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.Cidr;

/**
 * A way to a network, as the system's table lists it.
 *
 * @param to      the network behind it; 0.0.0.0/0 is everywhere
 * @param adapter {@link Adapter#name()} of the adapter by which it leads
 * @param metric  of two ways to the same network, the one with the lower number is taken
 */
public record Route(Cidr to, String adapter, long metric) {

    /** Longest prefix first, then lowest metric (RFC 1812 section 5.2.4.3; Windows: MIB_IPFORWARD_ROW2). */
    private static final Comparator<Route> ORDER =
            Comparator.comparing((Route route) -> -route.to().prefix()).thenComparingLong(Route::metric);

    /** The one by which a packet to this address leaves; empty where none leads there. */
    public static Optional<Route> to(InetAddress address, List<Route> routes) {
        return routes.stream().filter(route -> route.to().contains(address)).min(ORDER);
    }
}
