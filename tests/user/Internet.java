package user;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a machine finds behind its router, as a program for a network of its own: a name server, which answers with
 * 127.0.0.1 or keeps silent, and a web server, which has an empty catalog at every address. Each line of its input is a
 * command and gets one line back.
 */
final class Internet {
    static final String PASSWORD = "changeit";

    private static final int QUESTION = 12;
    private static final byte[] NO_ALIAS = "{\"aliases\":{}}".getBytes(StandardCharsets.US_ASCII);

    /** The answer of RFC 1035, 4.1.3, that follows the question: its name, type A, class IN, one minute, four bytes. */
    private static final byte[] LOOPBACK = {(byte) 0xC0, QUESTION, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 127, 0, 0, 1};

    private final DatagramSocket socket;
    private final Set<String> asked = new TreeSet<>();
    private final Set<String> fetched = new TreeSet<>();
    private volatile boolean answering;

    private Internet() throws IOException {
        socket = new DatagramSocket(53, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().start(this::listen);
    }

    public static void main(String... none) throws IOException, GeneralSecurityException {
        var internet = new Internet();
        var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(internet.obey(line));
        }
    }

    private String obey(String line) throws IOException, GeneralSecurityException {
        String[] words = line.split(" ", 2);
        return switch (words[0]) {
            case "answer" -> answer(true);
            case "silence" -> answer(false);
            case "serve" -> serve(Path.of(words[1]));
            case "asked" -> told(asked);
            case "fetched" -> told(fetched);
            default -> throw new IllegalArgumentException(line);
        };
    }

    private String answer(boolean yes) {
        answering = yes;
        return "ok";
    }

    /** All since the last time, and from now on anew. */
    private static String told(Set<String> seen) {
        synchronized (seen) {
            String all = String.join(" ", seen);
            seen.clear();
            return all;
        }
    }

    private void listen() {
        var packet = new DatagramPacket(new byte[512], 512);
        try {
            while (true) {
                packet.setLength(512);
                socket.receive(packet);
                byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
                synchronized (asked) {
                    asked.add(name(query));
                }
                if (answering) {
                    byte[] answer = answer(query);
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Labels with their length before them, an empty one at the end. */
    private static String name(byte[] query) {
        var name = new StringBuilder();
        for (int at = QUESTION; query[at] != 0; at += query[at] + 1) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
        }
        return name.toString();
    }

    /** The address for a question of type A, none for any other. */
    private static byte[] answer(byte[] query) {
        int end = QUESTION;
        while (query[end] != 0) {
            end += query[end] + 1;
        }
        end += 5;
        boolean address = query[end - 3] == 1;
        byte[] answer = Arrays.copyOf(query, end + (address ? LOOPBACK.length : 0));
        // A response, no error, one question; no records but ours.
        answer[2] = (byte) 0x80;
        answer[3] = 0;
        answer[7] = (byte) (address ? 1 : 0);
        answer[9] = 0;
        answer[11] = 0;
        if (address) {
            System.arraycopy(LOOPBACK, 0, answer, end, LOOPBACK.length);
        }
        return answer;
    }

    private String serve(Path keys) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 443), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            synchronized (fetched) {
                fetched.add(exchange.getRequestURI().getPath());
            }
            exchange.sendResponseHeaders(200, NO_ALIAS.length);
            exchange.getResponseBody().write(NO_ALIAS);
            exchange.close();
        });
        server.start();
        return "ok";
    }
}
