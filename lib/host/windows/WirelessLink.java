package host.windows;

import java.util.Optional;

/**
 * The Wi-Fi that an adapter is in.
 *
 * @param adapter {@link host.Adapter#name()}
 * @param ssid    the network's name, as a phone lists it
 * @param signal  percent, where the driver tells
 */
public record WirelessLink(String adapter, String ssid, Optional<Integer> signal) { }
