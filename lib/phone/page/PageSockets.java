package phone.page;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import net.Cidr;
import text.Message;

/**
 * The page's sockets: one for each address of this machine, all on one port, and behind them the JDK's server on
 * loopback.
 */
final class PageSockets {
    /** How many connections may wait to be taken, as the kernel counts them. */
    private static final int BACKLOG = 64;
    /** Ports that are tried in all when the wished one is taken. */
    private static final int MOST_PORTS = 50;

    private final Map<InetAddress, ServerSocketChannel> open = new LinkedHashMap<>();
    private final List<PageServer.Closed> closed = new ArrayList<>();
    private final HttpServer server;
    private int port;

    private PageSockets(HttpServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Binds without answering yet. The first address that can be bound decides the port.
     *
     * @throws IOException where none can be bound
     */
    static PageSockets bind(List<Cidr> addresses, int wished) throws IOException {
        ServerLimits.set();
        var sockets = new PageSockets(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                BACKLOG), wished);
        for (Cidr address : addresses) {
            try {
                sockets.add(address.inet());
            } catch (IOException e) {
                sockets.closed.add(new PageServer.Closed(address, Message.of("phone.not-bound", address.address(),
                        Message.verbatim(String.valueOf(e.getMessage())))));
            }
        }
        if (sockets.open.isEmpty()) {
            sockets.server.stop(0);
            throw new BindException(addresses + ", port " + wished + ": " + sockets.closed.getFirst().why().args());
        }
        return sockets;
    }

    private void add(InetAddress address) throws IOException {
        ServerSocketChannel door = open.isEmpty() && port > 0 ? firstFree(address) : bound(address, port);
        port = door.socket().getLocalPort();
        open.put(address, door);
    }

    private ServerSocketChannel firstFree(InetAddress address) throws IOException {
        BindException taken = null;
        for (int next = port; next <= 65535 && next < port + MOST_PORTS; next++) {
            if (BadPorts.has(next)) {
                continue;
            }
            try {
                return bound(address, next);
            } catch (BindException e) {
                taken = taken == null ? e : taken;
            }
        }
        throw taken == null ? new BindException("no port that a browser would use from " + port + " on") : taken;
    }

    private static ServerSocketChannel bound(InetAddress address, int port) throws IOException {
        ServerSocketChannel door = ServerSocketChannel.open();
        try {
            return door.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            door.close();
            throw e;
        }
    }

    void start(HttpHandler handler, Executor executor, ReverseProxy reverseProxy) {
        server.createContext("/", handler);
        server.setExecutor(executor);
        server.start();
        open.values().forEach(door -> reverseProxy.start(door, server.getAddress()));
    }

    /** The server behind; the proxy closes what is before it. */
    void close() {
        server.stop(0);
    }

    /** Where the server behind listens. */
    InetSocketAddress behind() {
        return server.getAddress();
    }

    int port() {
        return port;
    }

    List<InetAddress> addresses() {
        return List.copyOf(open.keySet());
    }

    List<PageServer.Closed> closed() {
        return List.copyOf(closed);
    }

    /** As it stands in a URL: {@code 192.168.1.44}, {@code [fd00::1]}. */
    static String inUrl(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }
}
