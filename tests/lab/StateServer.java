package lab;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One service for each {@link ServiceState}, on ports of the lab's machine, until the end of its input. Its arguments
 * are the series of ports, a file of a key for TLS and that file's password; it says {@code ready} when all of them listen.
 */
public final class StateServer {

    private static final Duration SLOW = Duration.ofSeconds(5);

    /** More than any buffer on the way takes. */
    private static final long LARGE = 4L << 20;

    /** What every WebSocket server puts behind a client's key (RFC 6455, section 1.3). */
    private static final String WEBSOCKET = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final int TLS_HANDSHAKE = 0x16;

    private final int series;
    private final SSLContext tls;
    /** How often each address has asked: of several phones, each meets the same. */
    private final Map<InetAddress, AtomicInteger> rare = new ConcurrentHashMap<>();
    private final Map<InetAddress, AtomicInteger> dying = new ConcurrentHashMap<>();

    private StateServer(int series, SSLContext tls) {
        this.series = series;
        this.tls = tls;
    }

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        var server = new StateServer(Integer.parseInt(args[0]), tls(Path.of(args[1]), args[2].toCharArray()));
        for (ServiceState state : ServiceState.values()) {
            if (state.listens()) {
                var socket = new ServerSocket();
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(state.port(server.series)));
                Thread.ofPlatform().daemon().name(state.name()).start(() -> server.serve(state, socket));
            }
        }
        server.shakeHands();
        System.out.println("ready");
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static SSLContext tls(Path keys, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, password);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** A service that has run for a while has made its first handshake, which takes a JVM longest. */
    private void shakeHands() throws IOException {
        try (SSLSocket client = (SSLSocket) SSLSocketFactory.getDefault().createSocket(Lab.ADDRESS,
                ServiceState.HTTPS.port(series))) {
            client.startHandshake();
            throw new IllegalStateException("nobody knows its certificate");
        } catch (SSLHandshakeException e) {
            // As any client does.
        }
    }

    private void serve(ServiceState state, ServerSocket socket) {
        try (socket) {
            while (true) {
                Socket client = socket.accept();
                // It lives until a phone has come: the machine itself may ask as often as it likes.
                if (state == ServiceState.DIES && !isOwn(client) && times(dying, client) > 2) {
                    client.close();
                    return;
                }
                Thread.startVirtualThread(() -> {
                    try (client) {
                        converse(state, client);
                    } catch (IOException e) {
                        // Whoever asked is gone, or was to be.
                    }
                });
            }
        } catch (IOException e) {
            System.err.println(state + ": " + e);
        }
    }

    private static int times(Map<InetAddress, AtomicInteger> counts, Socket client) {
        return counts.computeIfAbsent(client.getInetAddress(), from -> new AtomicInteger()).incrementAndGet();
    }

    private static boolean isOwn(Socket client) {
        return client.getInetAddress().isLoopbackAddress() || client.getInetAddress().equals(client.getLocalAddress());
    }

    private void converse(ServiceState state, Socket client) throws IOException {
        switch (state) {
            case HEALTHY, DROPPED, RAW_DROPPED, REJECTED, RESET_BY_RULE, FORBIDDEN, DIES, RAW_WEB ->
                answer(client, "200 OK");
            case HTTP_ASKED_HTTPS -> plain(client);
            case NO_CONTENT -> answer(client, "204 No Content");
            case HIDDEN -> {
                request(client.getInputStream());
                // A page of another port may not even know of it (Fetch Standard, "cross-origin resource policy check").
                respond(client.getOutputStream(), "200 OK", "Cross-Origin-Resource-Policy: same-origin\r\n");
            }
            case LARGE -> large(client);
            case SLOW -> {
                String request = request(client.getInputStream());
                pause(request);
                respond(client.getOutputStream(), "200 OK", "");
            }
            case UNAVAILABLE -> answer(client, "503 Service Unavailable");
            case UNAUTHORIZED -> answer(client, "401 Unauthorized");
            case NOT_FOUND -> answer(client, "404 Not Found");
            case REDIRECTS_HERE -> redirect(client, "/well");
            case REDIRECTS_TO_DEAD_PORT -> redirect(client, ServiceState.REFUSED.url(Lab.ADDRESS, series));
            case REDIRECTS_TO_LOCALHOST -> redirect(client, ServiceState.HEALTHY.url("localhost", series));
            case REDIRECTS_TO_NOBODY -> redirect(client, "http://192.168.1.99:8000/health");
            case HALF_A_BODY -> {
                request(client.getInputStream());
                send(client.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n"
                        + "\r\nhalf of it");
                hold(client);
            }
            case CLOSES, RAW_CLOSES -> { }
            case SILENT, RAW_WAITS -> hold(client);
            case EMPTY -> request(client.getInputStream());
            case RESETS -> {
                request(client.getInputStream());
                client.setSoLinger(true, 0);
            }
            case ONE_IN_SIX -> {
                if (times(rare, client) % 6 == 1) {
                    answer(client, "200 OK");
                } else {
                    request(client.getInputStream());
                    client.setSoLinger(true, 0);
                }
            }
            case HTTPS, HTTPS_ASKED_HTTP, HTTPS_THAT_SAYS_SO -> secure(state, client);
            case WEBSOCKET, RAW_WEBSOCKET -> upgrade(client);
            case RAW_GREETS -> {
                send(client.getOutputStream(), "220 ready\r\n");
                hold(client);
            }
            case REFUSED, RAW_REFUSED -> throw new IllegalStateException(state.name());
        }
    }

    private void secure(ServiceState state, Socket client) throws IOException {
        int first = client.getInputStream().read();
        if (first != TLS_HANDSHAKE) {
            if (first >= 0 && state == ServiceState.HTTPS_THAT_SAYS_SO) {
                answer(client, "400 Bad Request");
            }
            return;
        }
        try (SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(client,
                new ByteArrayInputStream(new byte[] {(byte) first}), true)) {
            secured.setUseClientMode(false);
            secured.startHandshake();
            answer(secured, "200 OK");
        }
    }

    /** As servers do that read something else than a request: they say so, in plain words. */
    private static void plain(Socket client) throws IOException {
        var in = new PushbackInputStream(client.getInputStream());
        int first = in.read();
        if (first == TLS_HANDSHAKE) {
            respond(client.getOutputStream(), "400 Bad Request", "");
        } else if (first >= 0) {
            in.unread(first);
            request(in);
            respond(client.getOutputStream(), "200 OK", "");
        }
    }

    private static void upgrade(Socket client) throws IOException {
        Optional<String> key = request(client.getInputStream()).lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst();
        if (key.isPresent()) {
            send(client.getOutputStream(), "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + accept(key.get()) + "\r\n\r\n");
            hold(client);
        }
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1")
                    .digest((key + WEBSOCKET).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void large(Socket client) throws IOException {
        request(client.getInputStream());
        OutputStream out = client.getOutputStream();
        send(out, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + LARGE + "\r\n\r\n");
        byte[] part = new byte[1 << 16];
        Arrays.fill(part, (byte) 'x');
        for (long sent = 0; sent < LARGE; sent += part.length) {
            out.write(part);
        }
    }

    private static void redirect(Socket client, String location) throws IOException {
        String request = request(client.getInputStream());
        boolean here = request.startsWith("GET /well ");
        respond(client.getOutputStream(), here ? "200 OK" : "302 Found", here ? "" : "Location: " + location + "\r\n");
    }

    private static void answer(Socket client, String status) throws IOException {
        request(client.getInputStream());
        respond(client.getOutputStream(), status, "");
    }

    private static void respond(OutputStream out, String status, String headers) throws IOException {
        String body = status.startsWith("204") ? "" : "{\"status\":\"" + status.substring(0, 3) + "\"}";
        send(out, "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + headers
                + (body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n") + "Connection: close\r\n\r\n"
                + body);
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The head of a request; what follows it is nobody's here. */
    private static String request(InputStream in) throws IOException {
        var read = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            read.append((char) next);
            if (next == '\n' && read.toString().endsWith("\r\n\r\n")) {
                return read.toString();
            }
        }
        throw new IOException("it ended after " + read.length());
    }

    private static void pause(String request) throws IOException {
        try {
            Thread.sleep(SLOW);
        } catch (InterruptedException e) {
            throw new IOException(request, e);
        }
    }

    /** Until the other side has closed. */
    private static void hold(Socket client) throws IOException {
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
}
