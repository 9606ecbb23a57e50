package firewall.linux.netfilter;

/** Kinds of address that {@code -m addrtype} and {@code fib … type} tell apart (iptables-extensions(8)). */
public enum AddressType {
    UNICAST, LOCAL, BROADCAST, MULTICAST, ANYCAST, UNSPEC, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW, NAT, XRESOLVE;

    public Range span() {
        return Range.of(ordinal());
    }
}
