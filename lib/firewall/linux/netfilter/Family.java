package firewall.linux.netfilter;

import java.math.BigInteger;
import java.net.InetAddress;

/** The two versions of IP, each with rules of its own. */
public enum Family {
    V4, V6;

    public static Family of(InetAddress address) {
        return address.getAddress().length == 4 ? V4 : V6;
    }

    /** The number that {@code meta nfproto} compares: NFPROTO_IPV4 and NFPROTO_IPV6 of linux/netfilter.h. */
    public BigInteger number() {
        return BigInteger.valueOf(this == V4 ? 2 : 10);
    }
}
