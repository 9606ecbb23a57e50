package probe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

/** One GET of a health URL on a connection that exists already: no proxy, no redirect followed, no second try. */
final class HealthRequest {

    /** Of the body only its first line is shown. */
    private static final long BODY_LIMIT = 4096;
    private static final int LINE_LIMIT = 200;

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

    static Reply get(Connected line, String path, Duration limit) {
        Call call = call(line.target(), path, limit);
        try (Response response = execute(call, line.socket())) {
            int status = response.code();
            boolean well = status >= 200 && status < 400;
            Reply reply = well ? line.reply(State.ANSWERED, status, "")
                    : line.reply(State.WRONG_ANSWER, status, firstLine(response));
            // Otherwise closing reads on for a while, to make the connection fit for reuse.
            call.cancel();
            return reply;
        } catch (InterruptedIOException e) {
            return line.socket().heard() ? line.reply(State.WRONG_ANSWER, 0, line.socket().firstLine())
                    : line.reply(State.SILENT, 0, "");
        } catch (IOException e) {
            return line.socket().heard() ? line.reply(State.WRONG_ANSWER, 0, line.socket().firstLine())
                    : line.reply(State.CLOSED, 0, String.valueOf(e.getMessage()));
        }
    }

    private static Call call(InetSocketAddress target, String path, Duration limit) {
        int question = path.indexOf('?');
        String pathOnly = question < 0 ? path : path.substring(0, question);
        HttpUrl url = new HttpUrl.Builder().scheme("http").host(host(target.getAddress())).port(target.getPort())
                .encodedPath(pathOnly.startsWith("/") ? pathOnly : "/" + pathOnly)
                .encodedQuery(question < 0 ? null : path.substring(question + 1))
                .build();
        // A pool of its own: a shared one looks through every connection that is open for each new one.
        OkHttpClient client = CLIENT.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
        Call call = client.newCall(new Request.Builder().url(url).header("User-Agent", "runbook/1")
                .header("Connection", "close").build());
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
