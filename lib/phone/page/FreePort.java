package phone.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/**
 * Finds a port for the page before anybody listens on it: a rule of the firewall has to be there first, and Windows asks
 * about a program as soon as it listens.
 */
public final class FreePort {
    /** So many are tried; whoever holds that many in a row holds more. */
    private static final int NEIGHBOURS = 50;

    private FreePort() { }

    /**
     * The wished port, the next one that is free on all of these addresses and that a browser would open, or the wished
     * one where none is.
     */
    public static int from(int wished, List<InetAddress> addresses) {
        for (int port = wished; port <= Math.min(wished + NEIGHBOURS, 65535); port++) {
            int candidate = port;
            if (!BadPorts.has(port) && addresses.stream().allMatch(address -> isFree(address, candidate))) {
                return port;
            }
        }
        return wished;
    }

    /** Binding alone tells, as for a connection to somewhere: nobody can reach it meanwhile. */
    private static boolean isFree(InetAddress address, int port) {
        try (var socket = new Socket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
