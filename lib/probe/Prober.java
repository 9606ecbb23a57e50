package probe;

import inventory.HealthCheck;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
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

    /** No more requests are begun after this long: a person waits for their phone. They take milliseconds. */
    private static final Duration REPEATING = Duration.ofSeconds(3);

    private final World world;
    private final Optional<String> name;
    private final Semaphore turns = new Semaphore(AT_WORK);

    public Prober(World world) {
        this(world, Optional.empty());
    }

    /** @param name by which the app calls this machine; without it, it has the address that is asked */
    public Prober(World world, Optional<String> name) {
        this.world = world;
        this.name = name;
    }

    /**
     * @param health how the port shows that all is well; without it, it has to greet, or to answer HTTP or TLS
     * @return unknown only when this machine itself had no socket or no port left to try with
     */
    public Fact<Reply> probe(InetAddress address, int port, Optional<HealthCheck> health, Limits limits) {
        try (Waits.Ending _ = world.waits().begin(PORT, limits.connect().plus(limits.answer()))) {
            return world.observe(look(address, port, health), Reply.class,
                    () -> counted(new InetSocketAddress(address, port), health, limits));
        }
    }

    /** A recording of a time when nobody said how the port is to be tested says at least whether it connects. */
    private String look(InetAddress address, int port, Optional<HealthCheck> health) {
        String connection = "probe " + address.getHostAddress() + " " + port;
        String request = health.flatMap(check -> check.path().map(path -> connection + " " + check.text()))
                .orElse(connection);
        return world.looked(request) || !world.looked(connection) ? request : connection;
    }

    /** Once more and again, where it answers or hangs up at once: who is slow, or refuses, is so each time. */
    private Fact<Reply> counted(InetSocketAddress target, Optional<HealthCheck> health, Limits limits) {
        Fact<Reply> first = look(target, line -> ask(line, health, limits), limits);
        if (!(health.orElse(null) instanceof HealthCheck.HttpGet get)
                || !(first instanceof Fact.Known<Reply>(Reply seen))
                || seen.state() != State.ANSWERED && seen.state() != State.CLOSED) {
            return first;
        }
        long end = System.nanoTime() + REPEATING.toNanos();
        int asked = 1;
        List<Reply> answers = new ArrayList<>(seen.state() == State.ANSWERED ? List.of(seen) : List.of());
        while (asked < limits.requests() && System.nanoTime() < end
                && look(target, line -> new HealthRequest(turns, limits, name).followed(line, get), limits)
                        instanceof Fact.Known<Reply>(Reply next)) {
            asked++;
            if (next.state() == State.ANSWERED) {
                answers.add(next);
            }
        }
        return answers.isEmpty() || answers.size() == asked ? first
                : Fact.known(answers.getFirst().with(new Reply.Count(answers.size(), asked)));
    }

    private Fact<Reply> look(InetSocketAddress target, Function<Connected, Reply> asking, Limits limits) {
        try (var socket = new WatchedSocket(turns)) {
            // Makes the system's socket here, where a failure is ours and not the network's.
            socket.setTcpNoDelay(true);
            return knock(socket, target, asking, limits);
        } catch (IOException e) {
            return Fact.unknown(Message.of("probe.local", String.valueOf(e.getMessage())));
        }
    }

    private Fact<Reply> knock(WatchedSocket socket, InetSocketAddress target, Function<Connected, Reply> asking,
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
            return Fact.known(asking.apply(connected));
        } finally {
            turns.release();
        }
    }

    private Reply ask(Connected line, Optional<HealthCheck> health, Limits limits) {
        if (health.isEmpty()) {
            return new ServiceDetection(turns, limits, name).of(line);
        }
        return switch (health.get()) {
            case HealthCheck.HttpGet get -> new HealthRequest(turns, limits, name).get(line, get);
            case HealthCheck.WebSocketUpgrade upgrade -> new HealthRequest(turns, limits, name).upgrade(line, upgrade);
            case HealthCheck.TcpConnection() -> line.listen(limits.hold());
        };
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

    /** An established connection; times as of {@link System#nanoTime()}. */
    record Connected(WatchedSocket socket, InetSocketAddress target, long start, long established) {

        /** Others work while this one waits for its connection. @param turns a permit is held by the caller */
        static Connected open(WatchedSocket socket, InetSocketAddress target, Semaphore turns, Duration limit)
                throws IOException {
            long start = System.nanoTime();
            turns.release();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(target, Math.toIntExact(Math.max(1, limit.toMillis())));
            } finally {
                turns.acquireUninterruptibly();
            }
            return new Connected(socket, target, start, System.nanoTime());
        }

        /**
         * What we did ourselves, before the request went out and after the last byte came, is no one's fault and is
         * left out: a busy machine takes longer to read an answer than to get it.
         */
        Reply reply(State state, int status, String detail) {
            long asked = socket.askedAt(established);
            long end = socket.heard() ? socket.lastByteAt() : System.nanoTime();
            Duration connect = Duration.ofNanos(established - start);
            Duration firstByte = Duration.ofNanos(socket.heard() ? socket.firstByteAt() - asked : 0);
            return new Reply(state, status, detail, connect, firstByte, connect.plusNanos(end - asked));
        }

        /** Says nothing more and waits for the first byte. */
        Reply listen(Duration limit) {
            try {
                socket.setSoTimeout(Math.toIntExact(Math.max(1, limit.toMillis())));
                int count = socket.getInputStream().read(new byte[256]);
                return count < 0 ? reply(State.CLOSED, 0, "") : reply(State.ANSWERED, 0, socket.firstLine());
            } catch (SocketTimeoutException e) {
                return reply(State.HELD, 0, "");
            } catch (IOException e) {
                return reply(State.CLOSED, 0, String.valueOf(e.getMessage()));
            }
        }
    }
}
