package firewall.linux;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Chains that can call each other.
 *
 * @param store who owns it: {@code iptables-nft}, {@code iptables-legacy}, {@code iptables}, {@code nft}
 * @param name  {@code filter}, {@code inet firewalld}
 */
record Table(Store store, String name, Set<Family> families, Map<String, Chain> chains) {

    Table {
        families = Set.copyOf(families);
        chains = new LinkedHashMap<>(chains);
    }
}
