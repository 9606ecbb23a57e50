package firewall.linux.netfilter;

import java.util.Map;

/** Numbers of connection tracking's states and statuses, as linux/netfilter/nf_conntrack_common.h has them. */
public final class ConnectionBits {
    static final int INVALID = 1;
    static final int ESTABLISHED = 2;
    static final int RELATED = 4;
    static final int NEW = 8;
    static final int UNTRACKED = 64;

    public static final Map<String, Integer> STATES = Map.of("invalid", INVALID, "established", ESTABLISHED,
            "related", RELATED, "new", NEW, "untracked", UNTRACKED);

    static final int SEEN_REPLY = 2;
    static final int CONFIRMED = 8;
    public static final int SNAT = 16;
    public static final int DNAT = 32;

    public static final Map<String, Integer> STATUSES = Map.of("none", 0, "expected", 1, "seen-reply", SEEN_REPLY,
            "seen_reply", SEEN_REPLY, "assured", 4, "confirmed", CONFIRMED, "snat", SNAT, "dnat", DNAT,
            "dying", 512);

    private ConnectionBits() { }
}
