package host;

/** An address that this machine might have on the LAN. */
public record Candidate(Adapter adapter, Cidr address) { }
