package host;

import java.util.List;
import net.Cidr;

/**
 * A network adapter.
 *
 * @param name      as rules and routes name it: {@code wlan0}; on Windows the alias, {@code Wi-Fi}
 * @param label     as a person knows it
 * @param addresses the addresses it has now
 */
public record Adapter(String name, String label, List<Cidr> addresses, Link link, AdapterKind kind) {

    /** Whether anything comes through. */
    public enum Link {
        UP,
        /** Switched on, but no cable is plugged in, or no Wi-Fi joined. */
        NO_CARRIER,
        /** Nothing comes through, and why is not told. */
        DOWN,
        /** The system did not tell what the adapter has: neither its link nor its addresses are known. */
        UNREAD
    }

    public Adapter {
        addresses = List.copyOf(addresses);
    }

    public boolean up() {
        return link == Link.UP;
    }

    public boolean loopback() {
        return kind == AdapterKind.LOOPBACK;
    }

    /** False where the LAN may be behind an adapter whose addresses nobody knows. */
    public static boolean allRead(List<Adapter> adapters) {
        return adapters.stream().noneMatch(adapter -> adapter.link() == Link.UNREAD
                && adapter.kind().phones() == AdapterKind.Phones.LAN);
    }

    /** Made by software, for containers or virtual machines or itself. */
    public boolean virtual() {
        return kind.inside();
    }

    /** A VPN or another point-to-point link. */
    public boolean tunnel() {
        return kind == AdapterKind.TUNNEL || kind == AdapterKind.TRANSITION;
    }
}
