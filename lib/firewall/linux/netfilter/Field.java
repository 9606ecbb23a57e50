package firewall.linux.netfilter;

/** What of a packet, of its connection or of its way a rule can ask for. */
public enum Field {
    FAMILY, PROTOCOL, SOURCE, DESTINATION, SOURCE_PORT, DESTINATION_PORT, TCP_FLAGS, PACKET_TYPE,
    /** Adapter it came in on, adapter it leaves on. */
    IN, OUT,
    /** Kind of address as routing sees it: {@link AddressType}. */
    SOURCE_TYPE, DESTINATION_TYPE,
    /** The packet's mark and its connection's mark. */
    MARK, CONNECTION_MARK,
    /** What connection tracking says: bits of {@link ConnectionBits}. */
    STATE, STATUS, DIRECTION,
    /** Addresses and port before any translation. */
    ORIGINAL_SOURCE, ORIGINAL_DESTINATION, ORIGINAL_PORT
}
