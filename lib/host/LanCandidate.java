package host;

import net.Cidr;

/** An address that this machine might have on the LAN. */
public record LanCandidate(Adapter adapter, Cidr address) { }
