package path;

import fact.Fact;
import host.Ping;
import java.net.InetAddress;

/**
 * The very phone that a person asks about.
 *
 * @param address as it stands in the phone's Wi-Fi settings
 * @param ping    one echo request to it; many phones do not answer any
 */
public record Phone(InetAddress address, Fact<Ping> ping) { }
