package firewall.linux;

/** Kinds of address that {@code -m addrtype} and {@code fib … type} tell apart (iptables-extensions(8)). */
enum AddressType {
    UNICAST, LOCAL, BROADCAST, MULTICAST, ANYCAST, UNSPEC, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW, NAT, XRESOLVE;

    Span span() {
        return Span.of(ordinal());
    }
}
