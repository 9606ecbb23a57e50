package host;

/**
 * A device that this machine has spoken to, or tried to: an entry of its ARP cache.
 *
 * @param address   IPv4 literal
 * @param adapter   {@link Adapter#name()} of the adapter it is behind
 * @param reachable it answered with its hardware address; false where nobody answered
 */
public record Neighbour(String address, String adapter, boolean reachable) { }
