package phone.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Takes connections on the LAN and passes what they say to a server on loopback, as far as {@link ConnectionLimits}
 * let them: the JDK's server takes so many in all and asks nobody whose they are. It changes no byte, and knows of each
 * connection behind it where it comes from. Thread-safe.
 */
final class ReverseProxy implements AutoCloseable {

    /**
     * @param from the device
     * @param at   the address of this machine that it asked for
     */
    record Origin(InetAddress from, InetAddress at) { }

    /** Who takes not a byte for so long takes none any more. */
    private static final Duration UNREAD = Duration.ofSeconds(5);
    /** Until a file may be free again. */
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int BUFFER = 8192;

    private final List<ServerSocketChannel> doors = new ArrayList<>();
    private final Map<SocketAddress, Origin> origins = new ConcurrentHashMap<>();
    private final ConnectionLimits<Connection> limits;
    private final LongSupplier nanos;

    /** @param device one that has opened the page */
    ReverseProxy(Predicate<InetAddress> device, LongSupplier nanos) {
        this.limits = new ConnectionLimits<>(device);
        this.nanos = nanos;
    }

    /** Begins to pass on. @param behind the server on loopback, which listens already */
    void start(ServerSocketChannel door, InetSocketAddress behind) {
        doors.add(door);
        Thread.ofVirtual().name("phone-page-door").start(() -> accept(door, behind));
    }

    /**
     * Where a connection to the server behind comes from; empty for one that did not come by here, as of another
     * program of this machine.
     */
    Optional<Origin> of(InetSocketAddress caller) {
        return Optional.ofNullable(origins.get(caller));
    }

    private void accept(ServerSocketChannel door, InetSocketAddress behind) {
        while (door.isOpen()) {
            try {
                take(door.accept(), behind);
            } catch (IOException e) {
                // The end; or one who was gone before it was taken, or no file left to open: the next may fare better.
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void take(SocketChannel outside, InetSocketAddress behind) throws IOException {
        InetAddress from = ((InetSocketAddress) outside.getRemoteAddress()).getAddress();
        var connection = new Connection(outside, new Origin(from, ((InetSocketAddress) outside.getLocalAddress())
                .getAddress()));
        switch (limits.enter(from, connection)) {
            case ConnectionLimits.Entry.Refused<Connection> refused -> outside.close();
            case ConnectionLimits.Entry.Taken<Connection>(Optional<Connection> instead) -> {
                instead.ifPresent(Connection::close);
                Thread.ofVirtual().name("phone-page-proxy").start(() -> connection.pass(behind));
            }
        }
    }

    /** Closes what nobody reads. */
    void sweep() {
        limits.all().stream().filter(Connection::isUnread).forEach(Connection::close);
    }

    /** Whoever is here may go on. */
    void takeNoMore() {
        doors.forEach(ReverseProxy::close);
    }

    /** Nobody is here any more. */
    boolean isIdle() {
        return limits.all().isEmpty();
    }

    @Override
    public void close() {
        takeNoMore();
        limits.all().forEach(Connection::close);
    }

    private static void close(AutoCloseable channel) {
        try {
            channel.close();
        } catch (Exception e) {
            // It is closed all the same.
        }
    }

    /** One connection on the LAN, and the one behind that stands for it. */
    private final class Connection {
        private final SocketChannel outside;
        private final Origin origin;
        private volatile Optional<SocketChannel> inside = Optional.empty();
        private volatile Optional<Long> writingSince = Optional.empty();
        private volatile boolean closed;

        Connection(SocketChannel outside, Origin origin) {
            this.outside = outside;
            this.origin = origin;
        }

        /** Returns when it is over. */
        void pass(InetSocketAddress behind) {
            try (SocketChannel to = SocketChannel.open()) {
                // Its own end is known before the server can ask for it.
                to.bind(new InetSocketAddress(behind.getAddress(), 0));
                SocketAddress own = to.getLocalAddress();
                origins.put(own, origin);
                try {
                    to.connect(behind);
                    inside = Optional.of(to);
                    if (!closed) {
                        Thread requests = Thread.ofVirtual().name("phone-page-proxy-in").start(() -> requests(to));
                        answers(to);
                        close();
                        requests.join();
                    }
                } finally {
                    origins.remove(own, origin);
                }
            } catch (IOException e) {
                // Cut off, at whichever end.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        private void requests(SocketChannel to) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            try {
                while (outside.read(buffer) >= 0) {
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        to.write(buffer);
                    }
                    buffer.clear();
                }
                to.shutdownOutput();
            } catch (IOException e) {
                ReverseProxy.close(to);
            }
        }

        private void answers(SocketChannel from) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            while (from.read(buffer) >= 0) {
                buffer.flip();
                writingSince = Optional.of(nanos.getAsLong());
                while (buffer.hasRemaining()) {
                    outside.write(buffer);
                }
                writingSince = Optional.empty();
                buffer.clear();
            }
            outside.shutdownOutput();
        }

        boolean isUnread() {
            return writingSince.filter(since -> nanos.getAsLong() - since > UNREAD.toNanos()).isPresent();
        }

        void close() {
            closed = true;
            limits.leave(origin.from(), this);
            ReverseProxy.close(outside);
            inside.ifPresent(ReverseProxy::close);
        }
    }
}
