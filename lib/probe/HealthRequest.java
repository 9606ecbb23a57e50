package probe;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import probe.Prober.Connected;
import probe.Reply.State;
import text.Columns;

/** One HTTP request on a connection that exists already: no proxy, no redirect followed, no second try. */
final class HealthRequest {

    /** Of the body only its first line is shown. */
    private static final long BODY_LIMIT = 4096;
    private static final int LINE_LIMIT = 200;

    /**
     * 101 switches protocols. The others refuse a client that lacks a token or parameters, or say that an upgrade is
     * wanted (RFC 9110, 15.5.22): there is a WebSocket. 200 or 404 is how a server answers that knows of none there.
     */
    private static final Set<Integer> UPGRADE_IS_THERE = Set.of(101, 400, 401, 403, 426);

    /** The connection of the call that the current thread executes. */
    private static final ScopedValue<Socket> CONNECTED = ScopedValue.newInstance();

    private static final OkHttpClient CLIENT = new OkHttpClient.Builder()
            .proxy(Proxy.NO_PROXY)
            // No TLS: then no trust store is read either.
            .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
            .protocols(List.of(Protocol.HTTP_1_1))
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            // Connecting happens on our own thread: each probe has one address.
            .fastFallback(false)
            .socketFactory(new Handing())
            // One limit for the whole call, also against a server that sends a byte now and then.
            .connectTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            // A 503 with "Retry-After: 0" would be asked again behind our back.
            .addNetworkInterceptor(chain ->
                    chain.proceed(chain.request()).newBuilder().removeHeader("Retry-After").build())
            .build();

    private HealthRequest() { }

    /** A GET; 2xx and 3xx are well. */
    static Reply get(Connected line, String path, Duration limit) {
        return ask(line, request(line, path).header("Connection", "close").build(), limit,
                status -> status >= 200 && status < 400);
    }

    /** The opening handshake of a WebSocket (RFC 6455, 4.1). */
    static Reply upgrade(Connected line, String path, Duration limit) {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        return ask(line, request(line, path).header("Connection", "Upgrade").header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(nonce)).build(), limit,
                UPGRADE_IS_THERE::contains);
    }

    private static Reply ask(Connected line, Request request, Duration limit, IntPredicate isWell) {
        Call call = call(request, limit);
        try (Response response = execute(call, line.socket())) {
            int status = response.code();
            Reply reply = isWell.test(status) ? line.reply(State.ANSWERED, status, "")
                    : line.reply(State.WRONG_ANSWER, status, firstLine(response));
            // Otherwise closing reads on for a while, to make the connection fit for reuse.
            call.cancel();
            leave(response);
            return reply;
        } catch (InterruptedIOException e) {
            return line.socket().heard() ? line.reply(State.WRONG_ANSWER, 0, line.socket().firstLine())
                    : line.reply(State.SILENT, 0, "");
        } catch (IOException e) {
            return line.socket().heard() ? line.reply(State.WRONG_ANSWER, 0, line.socket().firstLine())
                    : line.reply(State.CLOSED, 0, String.valueOf(e.getMessage()));
        }
    }

    /** A connection that switched protocols is ours to close, both ways; else the HTTP client says that it leaked. */
    private static void leave(Response response) {
        okio.Socket opened = response.socket();
        if (opened != null) {
            opened.cancel();
            close(opened.getSource());
            close(opened.getSink());
        }
    }

    private static void close(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            // The status was the answer.
        }
    }

    private static Request.Builder request(Connected line, String path) {
        InetSocketAddress target = line.target();
        int question = path.indexOf('?');
        String pathOnly = question < 0 ? path : path.substring(0, question);
        HttpUrl url = new HttpUrl.Builder().scheme("http").host(host(target.getAddress())).port(target.getPort())
                .encodedPath(pathOnly.startsWith("/") ? pathOnly : "/" + pathOnly)
                .encodedQuery(question < 0 ? null : path.substring(question + 1))
                .build();
        return new Request.Builder().url(url).header("User-Agent", "runbook/1");
    }

    private static Call call(Request request, Duration limit) {
        // A pool of its own: a shared one looks through every connection that is open for each new one.
        OkHttpClient client = CLIENT.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
        Call call = client.newCall(request);
        call.timeout().timeout(limit.toNanos(), TimeUnit.NANOSECONDS);
        return call;
    }

    private static Response execute(Call call, Socket connected) throws IOException {
        return ScopedValue.where(CONNECTED, connected).call(call::execute);
    }

    /** The address as it stands in a URL: without the zone, which means something on this machine only. */
    private static String host(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String firstLine(Response response) {
        try {
            String said = response.peekBody(BODY_LIMIT).string().strip().lines().findFirst().orElse("");
            return said.length() > LINE_LIMIT ? Columns.start(said, LINE_LIMIT) + "…" : said;
        } catch (IOException e) {
            // The status is the answer; a body that breaks off takes nothing from it.
            return "";
        }
    }

    /** Hands out the connection of the call instead of a new socket. */
    private static final class Handing extends SocketFactory {
        @Override
        public Socket createSocket() {
            return CONNECTED.get();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
