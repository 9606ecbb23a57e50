package evidence;

import host.Connection;
import inventory.Protocol;
import java.net.InetAddress;

/**
 * One connection that a phone asks for.
 *
 * @param from the phone's own port: each connection has another one, and keeps it when a packet is sent again
 */
record ConnectionAttempt(InetAddress phone, int from, Port port) {

    /** What the system's table of TCP connections shows. */
    static ConnectionAttempt of(Connection connection) {
        return new ConnectionAttempt(connection.remote(), connection.remotePort(),
                new Port(Protocol.TCP, connection.localPort()));
    }
}
