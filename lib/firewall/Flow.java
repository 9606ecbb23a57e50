package firewall;

import java.net.InetAddress;
import java.util.Optional;
import net.Protocol;

/**
 * The first packet of a connection, as it reaches this machine.
 *
 * @param from     who sends it
 * @param adapter  the adapter it comes in on, {@link host.Adapter#name()}; loopback for one that this machine sends
 * @param to       the address of this machine it is sent to; from this machine also a container's
 * @param receiver who listens there, or will: Windows rules can depend on it
 */
public record Flow(Protocol protocol, InetAddress from, String adapter, InetAddress to, int port, Receiver receiver) {

    /** @param program full path of the listening program where it is known */
    public Flow(Protocol protocol, InetAddress from, String adapter, InetAddress to, int port,
            Optional<String> program) {
        this(protocol, from, adapter, to, port, program.<Receiver>map(Receiver.Program::new)
                .orElseGet(Receiver.Unnamed::new));
    }

    /** The same packet, for somebody else. */
    public Flow to(Receiver other) {
        return new Flow(protocol, from, adapter, to, port, other);
    }
}
