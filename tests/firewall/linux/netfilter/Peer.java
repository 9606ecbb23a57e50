package firewall.linux.netfilter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A program that lives in a network namespace: it listens on the ports it is told to, and on each line of its input,
 * {@code FROM TO PORT;FROM TO PORT;…}, it connects, sends a byte, and prints {@code open} when it
 * comes back, else {@code refused} or {@code silent}.
 */
public final class Peer {

    /** A SYN over a veth pair is answered within a millisecond; the kernel sends it again only after one second. */
    private static final int PATIENCE_MILLIS = 300;

    /** What comes after that is another program's work, which a busy machine may keep waiting. */
    private static final int ECHO_MILLIS = 2000;

    private Peer() { }

    public static void main(String[] ports) throws Exception {
        for (String port : ports) {
            var server = new ServerSocket(Integer.parseInt(port), 200);
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    try {
                        Socket client = server.accept();
                        Thread.ofVirtual().start(() -> echo(client));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }
        System.out.println("ready");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                List<Future<String>> answers = new ArrayList<>();
                for (String flow : line.split(";")) {
                    answers.add(threads.submit(() -> connect(flow.split(" "))));
                }
                List<String> words = new ArrayList<>();
                for (Future<String> answer : answers) {
                    words.add(answer.get());
                }
                System.out.println(String.join(" ", words));
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getOutputStream().write(client.getInputStream().read());
        } catch (IOException e) {
            // The other end is gone, which is for it to tell.
        }
    }

    private static String connect(String[] flow) throws IOException {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(flow[0]), 0));
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(flow[1]), Integer.parseInt(flow[2])),
                    PATIENCE_MILLIS);
            // Only an echo shows that what follows the first packet comes through too.
            socket.setSoTimeout(ECHO_MILLIS);
            socket.getOutputStream().write('x');
            return socket.getInputStream().read() == 'x' ? "open" : "refused";
        } catch (SocketTimeoutException e) {
            return "silent";
        } catch (IOException e) {
            return "refused";
        }
    }
}
