package host;

import java.util.List;
import net.Cidr;

/**
 * A network adapter.
 *
 * @param name      as rules and routes name it: {@code wlan0}; on Windows the alias, {@code Wi-Fi}
 * @param label     as a person knows it
 * @param addresses the addresses it has now
 * @param virtual   made by software (Docker bridge, Hyper-V switch, VirtualBox): no phone is behind it
 * @param tunnel    a VPN or another point-to-point link
 */
public record Adapter(String name, String label, List<Cidr> addresses, boolean up, boolean loopback, boolean virtual,
        boolean tunnel) {

    public Adapter {
        addresses = List.copyOf(addresses);
    }
}
