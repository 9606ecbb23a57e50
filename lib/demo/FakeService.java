package demo;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A service of the demonstration: a real server on a free port of 127.0.0.1. A second port of 127.0.0.1 plays the
 * other side of it, the one that faces the LAN, so that nothing is ever opened to a network. Where nobody is meant to
 * listen the port is taken all the same, so that no other program can turn up on it, and the system refuses to connect.
 */
final class FakeService implements AutoCloseable {

    /** Longer than {@link DemoRunner#SLOW_AFTER}, and long before {@link DemoRunner#DEAD_AFTER}, on a busy machine too. */
    static final Duration LATE = Duration.ofMillis(2200);

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final Side inner;
    private final Side outer;

    private FakeService(Side inner, Side outer) {
        this.inner = inner;
        this.outer = outer;
    }

    /**
     * Takes two ports and serves those that it is meant to.
     *
     * @throws UncheckedIOException where this machine has no port left
     */
    static FakeService open(Behaviour behaviour, BindAddress bindAddress) {
        try {
            return new FakeService(bindAddress == BindAddress.NOWHERE ? taken() : served(behaviour),
                    bindAddress == BindAddress.EVERYWHERE ? served(behaviour) : taken());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One port, and what holds it. */
    private record Side(int port, Closeable holder) { }

    /** The port that the service is known by. */
    int port() {
        return inner.port();
    }

    /** The port that answers for the LAN address. */
    int outerPort() {
        return outer.port();
    }

    /** A socket that is bound and neither listens nor connects: the system answers a SYN to its port with a RST. */
    private static Side taken() throws IOException {
        var socket = new Socket();
        socket.bind(new InetSocketAddress(LOOPBACK, 0));
        return new Side(socket.getLocalPort(), socket);
    }

    private static Side served(Behaviour behaviour) throws IOException {
        var server = new ServerSocket(0, 50, LOOPBACK);
        Thread.ofVirtual().start(() -> accept(server, behaviour));
        return new Side(server.getLocalPort(), server);
    }

    private static void accept(ServerSocket server, Behaviour behaviour) {
        while (!server.isClosed()) {
            try {
                Socket guest = server.accept();
                Thread.ofVirtual().start(() -> receive(guest, behaviour));
            } catch (IOException e) {
                // The scene is over.
                return;
            }
        }
    }

    private static void receive(Socket guest, Behaviour behaviour) {
        try (guest) {
            switch (behaviour) {
                case WELL -> answer(guest, "200 OK", "ok");
                case UNWELL -> answer(guest, "503 Service Unavailable", "no connection to the database");
                case LATE -> {
                    Thread.sleep(LATE);
                    answer(guest, "200 OK", "ok");
                }
                case SILENT -> guest.getInputStream().transferTo(OutputStream.nullOutputStream());
                case CLOSING -> { }
            }
        } catch (IOException e) {
            // The guest has left: what it saw is its own affair.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers a question; a guest who asks none is kept waiting, as by a server of another protocol. */
    private static void answer(Socket guest, String status, String body) throws IOException {
        var question = new StringBuilder();
        while (question.indexOf("\r\n\r\n") < 0) {
            int next = guest.getInputStream().read();
            if (next < 0) {
                return;
            }
            question.append((char) next);
        }
        guest.getOutputStream().write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            inner.holder().close();
            outer.holder().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a stand-in treats whoever connects. */
    enum Behaviour {
        /** Answers 200 at once. */
        WELL,
        /** Answers 503, as a server that started without its database. */
        UNWELL,
        /** Answers 200, after {@link FakeService#LATE}. */
        LATE,
        /** Takes the connection and the question, and says nothing. */
        SILENT,
        /** Takes the connection and closes it, as Docker's proxy does in front of a dead process. */
        CLOSING;

        boolean keepsWaiting() {
            return this == LATE || this == SILENT;
        }
    }

    /** From where a stand-in can be reached. */
    enum BindAddress {
        /** As a service that listens on 0.0.0.0. */
        EVERYWHERE("0.0.0.0"),
        /** As a service that listens on 127.0.0.1. */
        THIS_MACHINE("127.0.0.1"),
        NOWHERE("");

        private final String address;

        BindAddress(String address) {
            this.address = address;
        }

        /** The address it is said to listen on; empty for {@link #NOWHERE}. */
        String address() {
            return address;
        }
    }
}
