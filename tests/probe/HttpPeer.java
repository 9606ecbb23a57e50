package probe;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A program of its own that answers every GET with 404 on a free port of loopback, and prints that port. */
public final class HttpPeer {

    private HttpPeer() { }

    public static void main(String... args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.start();
        System.out.println(server.getAddress().getPort());
    }
}
