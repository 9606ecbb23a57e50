package firewall.windows.policy;

import firewall.Flow;
import java.net.InetAddress;
import java.util.Optional;
import net.Protocol;

/**
 * The first packet of a connection, as a rule sees it: by the address of this machine and the other one's, whichever
 * way it goes.
 *
 * @param port    the one that the service has: of this machine where it comes in, of the other one where it goes out.
 *                The port at the other end is an ephemeral one
 * @param program of this machine, that listens or connects: its full path where it is known
 * @param service of Windows, that it is known to be
 */
record Traffic(boolean inbound, Protocol protocol, InetAddress local, InetAddress remote, int port,
        Optional<String> program, Optional<String> service) {

    static Traffic of(Flow flow) {
        return new Traffic(true, flow.protocol(), flow.to(), flow.from(), flow.port(), flow.program(),
                Optional.empty());
    }
}
