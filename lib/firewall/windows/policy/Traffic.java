package firewall.windows.policy;

import firewall.Flow;
import firewall.Receiver;
import java.net.InetAddress;
import net.Protocol;

/**
 * The first packet of a connection, as a rule sees it: by the address of this machine and the other one's, whichever
 * way it goes.
 *
 * @param port  the one that the service has: of this machine where it comes in, of the other one where it goes out. The
 *              port at the other end is an ephemeral one
 * @param owner of the socket on this machine, who listens or connects
 */
record Traffic(boolean inbound, Protocol protocol, InetAddress local, InetAddress remote, int port,
        Receiver owner) {

    static Traffic of(Flow flow) {
        return new Traffic(true, flow.protocol(), flow.to(), flow.from(), flow.port(), flow.receiver());
    }
}
