package firewall;

import java.net.InetAddress;
import java.time.LocalDateTime;
import net.Protocol;

/**
 * An inbound packet that the firewall wrote down as dropped.
 *
 * @param at local time of this machine, to the second
 */
public record LoggedDrop(LocalDateTime at, Protocol protocol, InetAddress from, InetAddress to, int port) { }
