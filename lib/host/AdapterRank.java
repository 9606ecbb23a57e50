package host;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** How likely it is that a phone on the LAN reaches this machine by a candidate address. */
final class AdapterRank {
    private static final Pattern USUAL_LAN =
            Pattern.compile("(?i)(?:en|eth|wl|wlan)[a-z0-9]*|wi-?fi.*|ethernet.*|wlan.*|br\\d+|bond\\d+.*");

    private AdapterRank() { }

    /**
     * The default route marks the LAN, except on a tunnel: a VPN that takes all traffic has no phone behind it. A
     * Hyper-V switch that carries the default route is the LAN; one that does not has only virtual machines.
     */
    static Comparator<LanAddress.Candidate> order(Optional<String> defaultRouteAdapter) {
        Comparator<LanAddress.Candidate> byClass = byClass(defaultRouteAdapter);
        return byClass
                .thenComparing(candidate -> !isDefault(candidate, defaultRouteAdapter))
                .thenComparing(candidate -> !isPrivate(candidate.address().inet()))
                .thenComparing(candidate -> !USUAL_LAN.matcher(candidate.adapter().name()).matches());
    }

    /** True when nothing but a default route could tell the two apart. */
    static boolean asGood(LanAddress.Candidate one, LanAddress.Candidate other) {
        return byClass(Optional.empty()).compare(one, other) == 0
                && isPrivate(one.address().inet()) == isPrivate(other.address().inet());
    }

    static boolean usable(InetAddress address) {
        return !address.isLoopbackAddress() && !address.isAnyLocalAddress() && !address.isMulticastAddress();
    }

    private static Comparator<LanAddress.Candidate> byClass(Optional<String> defaultRouteAdapter) {
        return Comparator.<LanAddress.Candidate, Boolean>comparing(candidate -> candidate.address().inet()
                .isLinkLocalAddress())
                .thenComparing(candidate -> candidate.adapter().tunnel())
                .thenComparing(candidate -> candidate.adapter().virtual() && !isDefault(candidate, defaultRouteAdapter))
                .thenComparing(candidate -> !candidate.address().isV4());
    }

    private static boolean isDefault(LanAddress.Candidate candidate, Optional<String> defaultRouteAdapter) {
        return defaultRouteAdapter.equals(Optional.of(candidate.adapter().name()));
    }

    /** RFC 1918, and fc00::/7 of RFC 4193. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? address.isSiteLocalAddress() : (bytes[0] & 0xFE) == 0xFC;
    }
}
