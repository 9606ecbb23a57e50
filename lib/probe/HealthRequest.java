package probe;

import inventory.HealthCheck;
import inventory.HttpTerms;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import probe.Prober.Connected;
import probe.Reply.State;

/** Asks a service whether it is well, as an app asks it: to the end of the answer, and on to where that leads. */
final class HealthRequest {

    /** More than any app needs, and fewer than browsers follow. */
    private static final int MOST_REDIRECTS = 5;

    private static final int BAD_REQUEST = 400;

    /** Longer ones are no policy (Fetch Standard, "Cross-Origin-Resource-Policy header"). */
    private static final int LONGEST_POLICY = 20;

    /** The first words in the other protocol take milliseconds, and on a machine that is busy up to a thousand times that. */
    private static final Duration LONGEST_HELLO = Duration.ofSeconds(3);

    /**
     * 101 switches protocols. The others refuse a client that lacks a token or parameters, or say that an upgrade is
     * wanted (RFC 9110, 15.5.22): there is a WebSocket. 200 or 404 is how a server answers that knows of none there.
     */
    private static final Set<Integer> UPGRADE_IS_THERE = Set.of(101, 400, 401, 403, 426);

    private final Semaphore turns;
    private final Limits limits;
    private final Optional<String> name;

    /**
     * @param turns a permit is held by the caller
     * @param name  by which the app calls this machine
     */
    HealthRequest(Semaphore turns, Limits limits, Optional<String> name) {
        this.turns = turns;
        this.limits = limits;
        this.name = name;
    }

    /** Any answer will do, and its first bytes are enough; but where it leads elsewhere, that is told. */
    Reply any(Connected line, String path, Duration limit) {
        HttpUrl url = HttpExchange.url("http", line.target(), name, path);
        return ask(line, request(url).header("Connection", "close").build(), Optional.empty(), limit,
                response -> {
                    Reply reply = line.reply(State.ANSWERED, response.code(), "");
                    return Redirects.of(response).filter(to -> Redirects.leavesFrom(line.target(), url, to))
                            .map(to -> reply.with(Redirects.leading(to, Optional.empty())))
                            .orElse(reply);
                });
    }

    /** Any answer by TLS will do, if its certificate is one that a phone would take. */
    Reply anyByTls(Connected line, HttpUrl url, Duration limit) {
        Reply reply = once(line, url, HttpTerms.BY_TLS, limit);
        return reply.status() > 0 ? reply.as(State.ANSWERED) : reply;
    }

    /** A GET, with the redirects on this port. */
    Reply get(Connected line, HealthCheck.HttpGet wanted) {
        return otherwise(line, wanted, followed(line, wanted));
    }

    /** The same, where it does not matter why it fails. */
    Reply followed(Connected line, HealthCheck.HttpGet wanted) {
        long end = System.nanoTime() + limits.answer().toNanos();
        HttpUrl url = HttpExchange.url(wanted.scheme().orElseThrow(), line.target(), name, wanted.url());
        Reply reply = once(line, url, wanted.terms(), limits.answer());
        for (int followed = 0; reply.redirect().isPresent(); followed++) {
            HttpUrl to = HttpUrl.parse(reply.redirect().get().url());
            if (Redirects.leavesFrom(line.target(), url, reply.redirect().get().url())) {
                return elsewhere(line, reply, url, end);
            }
            if (followed == MOST_REDIRECTS) {
                return reply.as(State.WRONG_ANSWER);
            }
            reply = again(line, to, wanted.terms(), end).after(reply);
            url = to;
        }
        return reply;
    }

    /** The opening handshake of a WebSocket (RFC 6455, 4.1). */
    Reply upgrade(Connected line, HealthCheck.WebSocketUpgrade wanted) {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        HttpUrl url = HttpExchange.url(wanted.tls().isPresent() ? "https" : "http", line.target(), name, wanted.url());
        Request request = request(url)
                .header("Connection", "Upgrade").header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(nonce)).build();
        Optional<TrustedServer> server = server(line, url, wanted.tls());
        Reply reply = trusted(line, server, ask(line, request, server, limits.answer(), response -> {
            int status = response.code();
            return UPGRADE_IS_THERE.contains(status) ? line.reply(State.ANSWERED, status, "")
                    : line.reply(State.WRONG_ANSWER, status, AnswerBody.read(response).firstLine());
        }));
        return server.isEmpty() ? certified(line, wanted.url(), inTls(line, reply)) : reply;
    }

    private Reply once(Connected line, HttpUrl url, HttpTerms terms, Duration limit) {
        Request.Builder request = request(url).header("Connection", "close");
        terms.headers().forEach(request::header);
        Optional<TrustedServer> server = server(line, url, terms.tls());
        return trusted(line, server, ask(line, request.build(), server, limit,
                response -> judged(line, response, terms)));
    }

    private Optional<TrustedServer> server(Connected line, HttpUrl url, Optional<HttpTerms.Tls> tls) {
        return tls.map(known -> new TrustedServer(known.ca(), name.or(() -> Optional.of(line.target().getAddress())
                // A phone never asks there, so no certificate has to be for it.
                .filter(address -> !address.isLoopbackAddress())
                .map(address -> url.host()))));
    }

    private static Reply trusted(Connected line, Optional<TrustedServer> server, Reply reply) {
        return server.flatMap(TrustedServer::flawed)
                .map(flawed -> line.reply(State.CLOSED, 0, "").with(flawed)).orElse(reply);
    }

    private static Reply judged(Connected line, Response response, HttpTerms terms) {
        int status = response.code();
        Optional<String> to = terms.takes(status) ? Optional.empty() : Redirects.of(response);
        if (to.isPresent()) {
            return line.reply(State.ANSWERED, status, "").with(Redirects.leading(to.get(), Optional.empty()));
        }
        AnswerBody body = AnswerBody.read(response);
        if (!terms.takes(status)) {
            return line.reply(State.WRONG_ANSWER, status, body.firstLine());
        }
        if (!body.whole()) {
            return line.reply(State.ANSWERED, status, "").with(body.part());
        }
        Optional<String> instead = WantedBody.missing(terms, body);
        return line.reply(instead.isEmpty() ? State.ANSWERED : State.WRONG_ANSWER, status, instead.orElse(""));
    }

    /** The next request of a row, on a connection of its own. */
    private Reply again(Connected line, HttpUrl url, HttpTerms terms, long end) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        try (var socket = new WatchedSocket(turns)) {
            return once(Connected.open(socket, line.target(), turns, left), url, terms, left);
        } catch (IOException e) {
            return line.reply(State.CLOSED, 0, String.valueOf(e.getMessage()));
        }
    }

    /** An answer that leads to this machine's own address can be followed from here; one that leads away cannot. */
    private Reply elsewhere(Connected line, Reply reply, HttpUrl asked, long end) {
        String host = HttpExchange.host(line.target().getAddress());
        Optional<HttpUrl> to = Optional.ofNullable(HttpUrl.parse(reply.redirect().orElseThrow().url()))
                .filter(url -> (url.host().equals(asked.host()) || url.host().equals(host))
                        && !line.target().getAddress().isLoopbackAddress());
        Optional<State> there = to.map(url -> new OtherPort(turns, limits, name)
                .ask(line.target().getAddress(), url, Duration.ofNanos(end - System.nanoTime())));
        return reply.with(Redirects.leading(reply.redirect().get().url(), there));
    }

    /** What went wrong may have gone wrong because the port speaks another protocol than it is asked by. */
    private Reply otherwise(Connected line, HealthCheck.HttpGet wanted, Reply reply) {
        return wanted.terms().tls().isPresent() ? inPlainWords(line, wanted, reply)
                : certified(line, wanted.url(), inTls(line, reply));
    }

    private Reply inTls(Connected line, Reply reply) {
        // Who wants TLS says so in its own words, in plain ones, or by closing; how soon depends on how busy it is.
        boolean may = reply.state() == State.CLOSED
                || reply.state() == State.WRONG_ANSWER && reply.status() == BAD_REQUEST;
        boolean does = line.socket().heardTls() || may && OtherPort.speaksTls(line.target(), turns,
                Collections.min(List.of(limits.answer(), LONGEST_HELLO)));
        return does ? reply.as(State.WANTS_TLS) : reply;
    }

    /** Where it wants TLS, with the certificate that it shows then, if a phone would not take that. */
    private Reply certified(Connected line, String path, Reply reply) {
        if (reply.state() != State.WANTS_TLS) {
            return reply;
        }
        Duration limit = Collections.min(List.of(limits.answer(), LONGEST_HELLO));
        return again(line, HttpExchange.url("https", line.target(), name, path), HttpTerms.BY_TLS,
                System.nanoTime() + limit.toNanos()).refused()
                .map(shown -> reply.with(shown).as(State.WANTS_TLS)).orElse(reply);
    }

    private Reply inPlainWords(Connected line, HealthCheck.HttpGet wanted, Reply reply) {
        if (line.socket().heardTls() || reply.state() == State.UNTRUSTED) {
            return reply;
        }
        HttpUrl url = HttpExchange.url("http", line.target(), name, wanted.url());
        // Without its headers: what is in them is not for those who listen on the way.
        Reply plain = again(line, url, HttpTerms.USUAL, System.nanoTime()
                + Collections.min(List.of(limits.answer(), LONGEST_HELLO)).toNanos());
        return plain.status() > 0 ? plain.as(State.WANTS_PLAIN) : reply;
    }

    /** What is made of an answer whose head is there. */
    private interface Judging {
        Reply of(Response response);
    }

    private static Reply ask(Connected line, Request request, Optional<TrustedServer> tls, Duration limit,
            Judging judging) {
        Call call = HttpExchange.call(line, request, tls, limit);
        try (Response response = HttpExchange.execute(call, line.socket())) {
            Reply reply = judging.of(response).withPolicy(policy(response));
            // Otherwise closing reads on for a while, to make the connection fit for reuse.
            call.cancel();
            HttpExchange.leave(response);
            return reply;
        } catch (InterruptedIOException e) {
            return line.socket().heard() ? line.reply(State.WRONG_ANSWER, 0, line.socket().firstLine())
                    : line.reply(State.SILENT, 0, "");
        } catch (IOException e) {
            return line.socket().heard() ? line.reply(State.WRONG_ANSWER, 0, line.socket().firstLine())
                    : line.reply(State.CLOSED, 0, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> policy(Response response) {
        return Optional.ofNullable(response.header("Cross-Origin-Resource-Policy")).map(String::strip)
                .filter(value -> value.length() <= LONGEST_POLICY && value.chars().allMatch(c -> c > ' ' && c < 0x7F));
    }

    private static Request.Builder request(HttpUrl url) {
        return new Request.Builder().url(url).header("User-Agent", "runbook/1");
    }
}
