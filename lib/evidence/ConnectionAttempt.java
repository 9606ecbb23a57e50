package evidence;

import java.net.InetAddress;

/**
 * One connection that a phone asks for.
 *
 * @param from the phone's own port: each connection has another one, and keeps it when a packet is sent again
 */
record ConnectionAttempt(InetAddress phone, int from, Port port) { }
