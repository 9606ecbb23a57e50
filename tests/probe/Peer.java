package probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that treats every connection the same way, each on a thread of its own. */
final class Peer implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    /** What is done with a connection; when it returns, the connection is closed. */
    interface Manner {
        void treat(Socket socket) throws IOException, InterruptedException;
    }

    Peer(Manner manner) {
        this(InetAddress.getLoopbackAddress(), manner);
    }

    Peer(InetAddress address, Manner manner) {
        try {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(address, 0), 512);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(() -> accept(manner));
    }

    /** Reads a request to its empty line, then writes this. */
    static Peer saying(String answer) {
        return new Peer(socket -> {
            readRequest(socket);
            write(socket, answer);
        });
    }

    private void accept(Manner manner) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> treat(socket, manner));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void treat(Socket socket, Manner manner) {
        try (socket) {
            manner.treat(socket);
        } catch (IOException e) {
            // The client went away: the tests look at what the client saw.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** The request with its headers, without what follows. */
    static String readRequest(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            text.append((char) b);
        }
        return text.toString();
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    InetAddress address() {
        return server.getInetAddress();
    }

    int port() {
        return server.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
