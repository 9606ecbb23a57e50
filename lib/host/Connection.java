package host;

import java.net.InetAddress;

/**
 * A TCP connection of this machine with another one, as the system's own table lists it.
 *
 * @param local  the address of this machine that the other end asked for
 * @param remote the other end
 */
public record Connection(InetAddress local, InetAddress remote, int remotePort, int localPort, Phase phase) {

    /** How far it is. */
    public enum Phase {
        /** The other end asked, and has not answered the answer yet. */
        BEGUN,
        /** Both ends may send. */
        OPEN,
        /** It was open, and at least one end has closed it. */
        OVER
    }
}
