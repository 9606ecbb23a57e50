package firewall.linux.netfilter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Chains that can call each other.
 *
 * @param store who owns it: {@code iptables-nft}, {@code iptables-legacy}, {@code iptables}, {@code nft}
 * @param name  {@code filter}, {@code inet firewalld}
 * @param bridge true for rules that see frames on a bridge's ports, such as those of containers
 */
public record Table(Store store, String name, Set<Family> families, boolean bridge, Map<String, Chain> chains) {

    public Table {
        families = Set.copyOf(families);
        chains = new LinkedHashMap<>(chains);
    }
}
