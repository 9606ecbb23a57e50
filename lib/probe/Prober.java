package probe;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import probe.Reply.State;
import process.Fact;
import process.Waits;
import process.World;
import text.Message;

/**
 * Tries ports over TCP. Thread-safe: hundreds of probes may run at once, each on a virtual thread of its own.
 *
 * <p>What went wrong is told by the kind of the exception (JDK: ECONNREFUSED is a {@link ConnectException},
 * EHOSTUNREACH a NoRouteToHostException), because its words differ by system.
 */
public final class Prober {

    /**
     * Probes that work, rather than wait, at the same time. Without it a thousand answers at once wait for each
     * other's processing, and fast services look slow.
     */
    private static final int AT_WORK = 2 * Runtime.getRuntime().availableProcessors();

    private static final Waits.Subject PORT =
            new Waits.Subject(Message.of("probe.waiting"), Optional.of("probe.waiting-many"));

    private final World world;
    private final Semaphore turns = new Semaphore(AT_WORK);

    public Prober(World world) {
        this.world = world;
    }

    /**
     * @param health path of a URL to GET; without it the service should say something, or at least hold the line
     * @return unknown only when this machine itself had no socket or no port left to try with
     */
    public Fact<Reply> probe(InetAddress address, int port, Optional<String> health, Limits limits) {
        String what = "probe " + address.getHostAddress() + " " + port + health.map(path -> " " + path).orElse("");
        try (Waits.Ending _ = world.waits().begin(PORT, limits.connect().plus(limits.answer()))) {
            return world.observe(what, Reply.class, () -> look(new InetSocketAddress(address, port), health, limits));
        }
    }

    private Fact<Reply> look(InetSocketAddress target, Optional<String> health, Limits limits) {
        try (var socket = new WatchedSocket(turns)) {
            // Makes the system's socket here, where a failure is ours and not the network's.
            socket.setTcpNoDelay(true);
            return knock(socket, target, health, limits);
        } catch (IOException e) {
            return Fact.unknown(Message.of("probe.local", String.valueOf(e.getMessage())));
        }
    }

    private Fact<Reply> knock(WatchedSocket socket, InetSocketAddress target, Optional<String> health,
            Limits limits) {
        long start = System.nanoTime();
        try {
            socket.connect(target, Math.toIntExact(limits.connect().toMillis()));
        } catch (SocketTimeoutException e) {
            return failed(State.TIMED_OUT, e, start);
        } catch (ConnectException e) {
            return failed(State.REFUSED, e, start);
        } catch (BindException e) {
            return Fact.unknown(Message.of("probe.local", String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return failed(isReset(e) ? State.CLOSED : State.UNREACHABLE, e, start);
        }
        var connected = new Connected(socket, target, start, System.nanoTime());
        turns.acquireUninterruptibly();
        try {
            return Fact.known(health.isPresent() ? HealthRequest.get(connected, health.get(), limits.answer())
                    : listen(connected, limits.hold()));
        } finally {
            turns.release();
        }
    }

    /**
     * A peer that accepts and resets at once can do so before our connect returns. The JDK has no type of its own for
     * ECONNRESET; these are glibc's words, which a French system translates.
     */
    private static boolean isReset(IOException e) {
        return String.valueOf(e.getMessage()).matches("(?i).*(?:reset|initialis).*");
    }

    private static Fact<Reply> failed(State state, IOException e, long start) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return Fact.known(new Reply(state, 0, String.valueOf(e.getMessage()), took, Duration.ZERO, took));
    }

    /** Says nothing and waits for the first byte. */
    private static Reply listen(Connected line, Duration hold) {
        WatchedSocket socket = line.socket();
        try {
            socket.setSoTimeout(Math.toIntExact(hold.toMillis()));
            int count = socket.getInputStream().read(new byte[256]);
            return count < 0 ? line.reply(State.CLOSED, 0, "") : line.reply(State.ANSWERED, 0, socket.firstLine());
        } catch (SocketTimeoutException e) {
            return line.reply(State.HELD, 0, "");
        } catch (IOException e) {
            return line.reply(State.CLOSED, 0, String.valueOf(e.getMessage()));
        }
    }

    /** An established connection; times as of {@link System#nanoTime()}. */
    record Connected(WatchedSocket socket, InetSocketAddress target, long start, long established) {

        /** The time we took ourselves to put the request together is no one's fault and is left out. */
        Reply reply(State state, int status, String detail) {
            long asked = socket.askedAt(established);
            Duration connect = Duration.ofNanos(established - start);
            Duration firstByte = Duration.ofNanos(socket.heard() ? socket.firstByteAt() - asked : 0);
            return new Reply(state, status, detail, connect, firstByte,
                    connect.plusNanos(System.nanoTime() - asked));
        }
    }
}
