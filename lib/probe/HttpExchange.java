package probe;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

/** One HTTP request on a connection that exists already: no proxy, no redirect followed, no second try. */
final class HttpExchange {

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

    private HttpExchange() { }

    /**
     * @param request its URL's host is only named to the server: the connection is there
     * @param tls     whom to trust, where it is asked by TLS
     * @param limit   of all of it, to the end of the body
     */
    static Call call(Connected line, Request request, Optional<TrustedServer> tls, Duration limit) {
        // A pool of its own: a shared one looks through every connection that is open for each new one.
        var client = CLIENT.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .dns(name -> List.of(line.target().getAddress()));
        tls.ifPresent(trusted -> client
                .connectionSpecs(List.of(ConnectionSpec.COMPATIBLE_TLS))
                .sslSocketFactory(trusted.sockets(), trusted)
                // The certificate's names are looked at where its issuer is.
                .hostnameVerifier((name, session) -> true));
        Call call = client.build().newCall(request);
        call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
        return call;
    }

    static Response execute(Call call, Socket connected) throws IOException {
        return ScopedValue.where(CONNECTED, connected).call(call::execute);
    }

    /** A connection that switched protocols is ours to close, both ways; else the HTTP client says that it leaked. */
    static void leave(Response response) {
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

    /**
     * The URL of a path on this connection. A path cannot lead to another host.
     *
     * @param name by which the app calls this machine; without it, its address
     */
    static HttpUrl url(String scheme, InetSocketAddress target, Optional<String> name, String path) {
        int question = path.indexOf('?');
        String pathOnly = question < 0 ? path : path.substring(0, question);
        return new HttpUrl.Builder().scheme(scheme).host(name.orElseGet(() -> host(target.getAddress())))
                .port(target.getPort())
                .encodedPath(pathOnly.startsWith("/") ? pathOnly : "/" + pathOnly)
                .encodedQuery(question < 0 ? null : path.substring(question + 1))
                .build();
    }

    /** The address as it stands in a URL: without the zone, which means something on this machine only. */
    static String host(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
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
