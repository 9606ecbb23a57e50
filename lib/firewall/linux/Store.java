package firewall.linux;

import java.util.Locale;

/** Where rules are kept in the kernel, which is also the tool that reads and writes them. */
public enum Store {
    /** iptables that writes to nf_tables; its rules show in nft too. */
    IPTABLES_NFT,
    /** iptables with its own kernel tables. */
    IPTABLES_LEGACY,
    /** A system with one kind of iptables, called just that. */
    IPTABLES,
    /** Tables that nft itself, or firewalld through it, has made. */
    NFT;

    /** {@code iptables-nft}; for the iptables stores also the name of the program for IPv4. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String program(Family family) {
        return family == Family.V4 ? id() : id().replaceFirst("^ip", "ip6");
    }
}
