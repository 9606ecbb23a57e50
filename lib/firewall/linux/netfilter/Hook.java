package firewall.linux.netfilter;

import java.util.Locale;
import java.util.Optional;

/** The places on a packet's way where rules are asked. */
public enum Hook {
    INGRESS, PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING, EGRESS;

    /** @param name as nft and iptables write it, in any case */
    public static Optional<Hook> named(String name) {
        try {
            return Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
