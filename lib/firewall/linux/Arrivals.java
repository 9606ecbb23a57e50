package firewall.linux;

import java.net.InetAddress;
import java.util.Set;
import net.Protocol;

/**
 * What a {@link TraceTable} has noted.
 *
 * @param came     who sent first packets, of TCP, and any packets, of UDP
 * @param answered to whom an answer left that takes the connection
 * @param reset    to whom an answer left that refuses the connection, or cuts it off
 * @param full     true where some may be missing, since there were too many
 */
public record Arrivals(Set<Sender> came, Set<Sender> answered, Set<Sender> reset, boolean full) {

    public Arrivals {
        came = Set.copyOf(came);
        answered = Set.copyOf(answered);
        reset = Set.copyOf(reset);
    }

    /**
     * The other end of one connection.
     *
     * @param from its port
     * @param port this machine's, as the other end sees it
     */
    public record Sender(Protocol protocol, InetAddress device, int from, int port) { }
}
