package firewall.windows.policy;

import host.Profile;
import java.util.List;
import java.util.Optional;
import net.Cidr;

/**
 * What rules can ask about the adapter that a packet comes in on.
 *
 * @param alias     {@code Wi-Fi}; {@link host.Adapter#name()}
 * @param category  its network's category, {@link Profile#NONE} where Windows did not tell
 * @param guid      the interface's GUID in braces
 * @param type      IANA ifType: 6 Ethernet, 71 Wi-Fi, 23 PPP, 131 tunnel
 * @param addresses its own addresses with their prefixes: what LocalSubnet is
 */
public record AdapterNetwork(String alias, Profile category, Optional<String> guid, Optional<Integer> type,
        List<Cidr> addresses) {

    public AdapterNetwork {
        addresses = List.copyOf(addresses);
    }
}
