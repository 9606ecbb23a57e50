package host;

import java.net.InetAddress;

/**
 * A TCP connection of this machine with another one, as the system's own table lists it.
 *
 * @param made false while the handshake goes on: the other side asked, and has not answered the answer yet
 */
public record Connection(InetAddress remote, int remotePort, int localPort, boolean made) { }
