package phone.evidence;

import host.Connection;
import java.net.InetAddress;
import net.Protocol;

/**
 * One connection that a phone asks for.
 *
 * @param from the phone's own port: each connection has another one, and keeps it when a packet is sent again
 */
record ConnectionAttempt(InetAddress phone, int from, ServicePort port) {

    /** What the system's table of TCP connections shows. */
    static ConnectionAttempt of(Connection connection) {
        return new ConnectionAttempt(connection.remote(), connection.remotePort(),
                new ServicePort(Protocol.TCP, connection.localPort()));
    }
}
