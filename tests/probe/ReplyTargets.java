package probe;

import fuzz.Sound;
import fuzz.Target;
import inventory.HealthCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import process.LiveWorld;

/** What a service answers, whoever it is that listens there. */
public final class ReplyTargets {
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20));
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int FEW = 10;

    private ReplyTargets() { }

    public static List<Target> all() {
        List<byte[]> answers = List.of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                "HTTP/1.1 302 Found\r\nLocation: https://localhost:8443/a\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n2\r\nok\r\n0\r\n\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n").stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
        return List.of(new Target("service-reply", () -> answers, FEW, bytes -> {
            for (Optional<HealthCheck> health : List.of(Optional.of(HealthCheck.of("/health")),
                    Optional.<HealthCheck>empty())) {
                try (var server = new ServerSocket(0, 5, LOOPBACK)) {
                    Thread.ofVirtual().start(() -> answer(server, bytes));
                    Sound.fact(new Prober(new LiveWorld()).probe(LOOPBACK, server.getLocalPort(), health, LIMITS));
                }
            }
        }));
    }

    /** Everybody who comes, until the socket is closed. */
    private static void answer(ServerSocket server, byte[] bytes) {
        while (!server.isClosed()) {
            try (Socket caller = server.accept()) {
                caller.getOutputStream().write(bytes);
                caller.shutdownOutput();
                // Closed with something unread, a socket resets what it has just written.
                caller.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The caller has gone, or the test is over.
            }
        }
    }
}
