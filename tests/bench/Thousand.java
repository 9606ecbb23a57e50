package bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Many services on free ports of 127.0.0.1 and of the LAN address, all well, and the inventory that names them. */
final class Thousand implements AutoCloseable {
    private static final byte[] WELL =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final List<ServerSocket> servers = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final Path inventory;

    Thousand(int count, Path folder) throws IOException {
        var yaml = new StringBuilder("services:\n");
        for (int i = 1; i <= count; i++) {
            var server = new ServerSocket(0, 50, InetAddress.ofLiteral("0.0.0.0"));
            servers.add(server);
            Thread.ofVirtual().start(() -> serve(server));
            yaml.append("  - name: Service ").append(i).append("\n    port: ").append(server.getLocalPort())
                    .append("\n    health: /health\n");
        }
        this.inventory = Files.writeString(folder.resolve("thousand.yaml"), yaml);
    }

    Path inventory() {
        return inventory;
    }

    /** How many questions were answered, of all runs together. */
    int answered() {
        return answered.get();
    }

    private void serve(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket guest = server.accept();
                Thread.ofVirtual().start(() -> answer(guest));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket guest) {
        try (guest) {
            InputStream in = guest.getInputStream();
            // The end of the question is the first empty line: four bytes, \r \n \r \n.
            int last = 0;
            while (last != 0x0D0A0D0A) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                last = last << 8 | next;
            }
            guest.getOutputStream().write(WELL);
            answered.incrementAndGet();
        } catch (IOException e) {
            // The guest has left.
        }
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket server : servers) {
            server.close();
        }
    }
}
