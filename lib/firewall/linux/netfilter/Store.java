package firewall.linux.netfilter;

import json.Id;

/** Where rules are kept in the kernel, which is also the tool that reads and writes them. */
public enum Store implements Id {
    /** iptables that writes to nf_tables; its rules show in nft too. */
    IPTABLES_NFT("iptables-nft"),
    /** iptables with its own kernel tables. */
    IPTABLES_LEGACY("iptables-legacy"),
    /** A system with one kind of iptables, called just that. */
    IPTABLES("iptables"),
    /** Tables that nft itself, or firewalld through it, has made. */
    NFT("nft");

    private final String id;

    Store(String id) {
        this.id = id;
    }

    /** {@code iptables-nft}; for the iptables stores also the name of the program for IPv4. */
    @Override
    public String id() {
        return id;
    }

    public String program(Family family) {
        return family == Family.V4 ? id() : id().replaceFirst("^ip", "ip6");
    }
}
