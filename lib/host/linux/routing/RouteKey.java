package host.linux.routing;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.Protocol;

/**
 * What the kernel looks at when it asks its rules where a packet goes (struct flowi4). What is not known makes both ways
 * possible.
 *
 * @param from            empty where the sender has not chosen an address yet
 * @param in              the adapter that it came in by; {@link #HERE} for what this machine sends itself
 * @param mark            that the firewall or a socket gave it
 * @param user            who sends it; of what is passed on, root
 */
public record RouteKey(InetAddress to, Optional<InetAddress> from, String in, OptionalLong mark, OptionalLong user,
        Protocol protocol, OptionalInt sourcePort, OptionalInt destinationPort) {

    /** What this machine sends counts as coming in by the loopback adapter. */
    public static final String HERE = "lo";

    /** Sent by this machine itself to a port, such as by Docker's proxy to a container. */
    public static RouteKey request(Protocol protocol, InetAddress to, int port) {
        return new RouteKey(to, Optional.empty(), HERE, OptionalLong.of(0), OptionalLong.of(0), protocol,
                OptionalInt.empty(), OptionalInt.of(port));
    }

    /** A packet that comes in by an adapter, of whatever sender. */
    public RouteKey comingIn(String adapter, InetAddress sender) {
        return new RouteKey(to, Optional.of(sender), adapter, mark, OptionalLong.of(0), protocol, sourcePort,
                destinationPort);
    }

    public RouteKey marked(OptionalLong with) {
        return new RouteKey(to, from, in, with, user, protocol, sourcePort, destinationPort);
    }

    /** The way back of it, as the kernel looks for it when it doubts the sender. @param out where the packet goes */
    RouteKey reversed(String out) {
        return new RouteKey(from.orElseThrow(), Optional.of(to), out, mark, OptionalLong.of(0), protocol,
                destinationPort, sourcePort);
    }
}
