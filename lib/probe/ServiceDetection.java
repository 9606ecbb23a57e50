package probe;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import probe.Prober.Connected;
import probe.Reply.State;

/**
 * Finds out whether anybody reads on a port of which nobody said what it speaks. An open connection is no proof: the
 * kernel accepts for a process that is frozen, and a proxy for a container that is dead. So it waits for a greeting,
 * then sends a GET, and where that stays unanswered a TLS ClientHello on a second connection.
 *
 * <p>The GET goes out on the first connection: a server that takes one client at a time would never see another.
 */
final class ServiceDetection {
    /** What everybody has who speaks HTTP; the status does not matter. */
    private static final String ANY_PATH = "/";

    private final Semaphore turns;
    private final Limits limits;
    private final Optional<String> name;

    /**
     * @param turns a permit is held by the caller
     * @param name  by which the app calls this machine
     */
    ServiceDetection(Semaphore turns, Limits limits, Optional<String> name) {
        this.turns = turns;
        this.limits = limits;
        this.name = name;
    }

    Reply of(Connected line) {
        Reply greeting = line.listen(limits.greeting());
        return greeting.state() == State.HELD ? speak(line) : greeting;
    }

    private Reply speak(Connected line) {
        Duration left = limits.answer().minus(limits.greeting());
        Duration alone = Collections.min(List.of(limits.hold(), left.dividedBy(3)));
        try (var tls = new TlsAttempt(line.target(), turns, left.minus(alone), () -> close(line.socket()))
                .begin(alone)) {
            Reply http = new HealthRequest(turns, limits, name).any(line, ANY_PATH, left);
            return switch (http.state()) {
                case ANSWERED, REDIRECTED -> http;
                case WRONG_ANSWER -> http.as(line.socket().heardTls() ? State.TLS : State.ANSWERED);
                case CLOSED -> answered(isPrompt(http) ? tls.now(limits.hold()) : tls.result())
                        .orElseGet(() -> isPrompt(http) ? hungUp(line, http) : http.as(State.HELD));
                case SILENT -> {
                    Optional<Reply> hello = tls.result();
                    // The first connection was open all the time, though nothing came on it either.
                    yield answered(hello).orElseGet(() -> http.as(hello
                            .filter(reply -> reply.state() == State.CLOSED && isPrompt(reply)).isPresent()
                            ? State.HUNG_UP : State.HELD));
                }
                case TLS, HUNG_UP, HELD, UNFINISHED, WANTS_TLS, WANTS_PLAIN, UNTRUSTED, REFUSED, TIMED_OUT,
                        UNREACHABLE ->
                    throw new IllegalStateException("not of a request: " + http);
            };
        }
    }

    private static Optional<Reply> answered(Optional<Reply> reply) {
        return reply.filter(seen -> seen.state() == State.TLS || seen.state() == State.ANSWERED);
    }

    /** A close that comes late has other reasons: the server's patience, or a proxy that gives up on its target. */
    private boolean isPrompt(Reply closed) {
        return closed.total().minus(closed.connect()).compareTo(limits.hold()) <= 0;
    }

    /**
     * Closed without a byte, soon after the GET. That proves that somebody read it only if a connection on which
     * nothing is said lives on for longer: a proxy whose target is dead closes that one too.
     */
    private Reply hungUp(Connected line, Reply closed) {
        Duration lived = limits.greeting().plus(closed.total());
        Duration longer = Collections.max(List.of(limits.hold(), lived.multipliedBy(2)));
        try (var socket = new WatchedSocket(turns)) {
            Reply silent = Connected.open(socket, line.target(), turns, limits.connect()).listen(longer);
            return silent.state() == State.HELD ? closed.as(State.HUNG_UP) : silent;
        } catch (IOException e) {
            return closed;
        }
    }

    private static void close(WatchedSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Whoever waits on it is woken by the attempt too.
        }
    }
}
