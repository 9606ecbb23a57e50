package lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The program on the phone. It lives in the phone's network namespace, which ends with it, and reads from its
 * standard input one line per question: an address, how many connections to try one after the other, how many
 * milliseconds to wait for each of them and how many for an answer, and then {@code http:PORT} or {@code raw:PORT} for
 * each service. It answers in one line, in the same order.
 */
public final class PhoneAgent {

    /** A raw service that keeps the connection this long holds it; Docker's proxy closes it at once. */
    private static final int HOLD_MILLIS = 500;

    private static final int MOST_REDIRECTS = 5;

    private record Patience(int connections, int connectMillis, int answerMillis) { }

    private PhoneAgent() {
    }

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            System.out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                var patience = new Patience(Integer.parseInt(words[1]), Integer.parseInt(words[2]),
                        Integer.parseInt(words[3]));
                var asked = Arrays.stream(words, 4, words.length)
                        .map(target -> threads.submit((Callable<Answer>) () -> ask(words[0], patience, target)))
                        .toList();
                var answers = new StringBuilder();
                for (Future<Answer> answer : asked) {
                    answers.append(answer.get()).append(' ');
                }
                System.out.println(answers.toString().strip());
            }
        }
        System.exit(0);
    }

    private static Answer ask(String address, Patience patience, String target) throws IOException {
        boolean http = target.startsWith("http:");
        int port = Integer.parseInt(target.substring(target.indexOf(':') + 1));
        try {
            if (http) {
                return followed(URI.create("http://" + address + ":" + port + "/health"), patience, MOST_REDIRECTS);
            }
            try (Socket socket = connected(address, port, patience)) {
                socket.setSoTimeout(HOLD_MILLIS);
                return heldOpen(socket.getInputStream()) ? Answer.OK : Answer.CLOSED;
            }
        } catch (SocketTimeoutException e) {
            return Answer.DROPPED;
        } catch (NoRouteToHostException e) {
            return Answer.UNREACHABLE;
        } catch (ConnectException e) {
            return Answer.REFUSED;
        }
    }

    /** As an app asks: where it is sent on, it goes. */
    private static Answer followed(URI url, Patience patience, int left) throws IOException {
        int port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        HttpReading read;
        try (Socket socket = connected(url.getHost(), port, patience)) {
            socket.setSoTimeout(patience.answerMillis);
            String request = "GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getHost() + ":" + port
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            read = HttpReading.of(socket.getInputStream(), patience.answerMillis);
        }
        return read.location().isPresent() && left > 0
                ? followed(url.resolve(read.location().get()), patience, left - 1) : read.answer();
    }

    private static Socket connected(String address, int port, Patience patience) throws IOException {
        for (int left = patience.connections; ; left--) {
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(address, port), patience.connectMillis);
                return socket;
            } catch (IOException e) {
                socket.close();
                if (left == 1 || !(e instanceof SocketTimeoutException)) {
                    throw e;
                }
            }
        }
    }

    private static boolean heldOpen(InputStream in) {
        try {
            return in.read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
