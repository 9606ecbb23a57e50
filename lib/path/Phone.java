package path;

import host.Ping;
import java.net.InetAddress;
import process.Fact;

/**
 * The very phone that a person asks about.
 *
 * @param address as it stands in the phone's Wi-Fi settings
 * @param ping    one echo request to it; many phones do not answer any
 */
public record Phone(InetAddress address, Fact<Ping> ping) { }
