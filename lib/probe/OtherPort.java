package probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import okhttp3.HttpUrl;
import probe.Prober.Connected;
import probe.Reply.State;

/** Where an answer of this machine leads to another port of its own: whether anybody is there. */
final class OtherPort {
    private final Semaphore turns;
    private final Limits limits;
    private final Optional<String> name;

    OtherPort(Semaphore turns, Limits limits, Optional<String> name) {
        this.turns = turns;
        this.limits = limits;
        this.name = name;
    }

    /** @param left of the time for the whole answer */
    State ask(InetAddress address, HttpUrl url, Duration left) {
        var target = new InetSocketAddress(address, url.port());
        Duration limit = Collections.max(List.of(Duration.ofMillis(1),
                Collections.min(List.of(left, limits.connect()))));
        try (var socket = new WatchedSocket(turns)) {
            Connected line = Connected.open(socket, target, turns, limit);
            if (url.isHttps()) {
                return new HealthRequest(turns, limits, name).anyByTls(line, url, limit).state();
            }
            String query = url.encodedQuery();
            return new HealthRequest(turns, limits, name)
                    .any(line, url.encodedPath() + (query == null ? "" : "?" + query), limit).state();
        } catch (SocketTimeoutException e) {
            return State.TIMED_OUT;
        } catch (ConnectException e) {
            return State.REFUSED;
        } catch (IOException e) {
            return State.UNREACHABLE;
        }
    }

    /** Whether a ClientHello is answered in TLS. @param turns a permit is held by the caller */
    static boolean speaksTls(InetSocketAddress target, Semaphore turns, Duration limit) {
        try (var attempt = new TlsAttempt(target, turns, limit, () -> { }).begin(Duration.ZERO)) {
            return attempt.result().filter(reply -> reply.state() == State.TLS).isPresent();
        }
    }
}
