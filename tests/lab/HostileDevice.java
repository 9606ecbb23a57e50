package lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program on a device of the lab that wishes nobody well. {@code ADDRESS PORT each FOLDER} sends what each file of a
 * folder holds, byte for byte, and prints {@code NAME: HTTP/1.1 404 Not Found}, or what else became of it;
 * {@code ADDRESS PORT flood FOLDER 5000} sends so many in all, many at once, and prints how many were answered.
 */
public final class HostileDevice {

    private static final int CONNECT_MILLIS = 5000;
    private static final int ANSWER_MILLIS = 10_000;
    private static final int AT_ONCE = 50;

    private HostileDevice() {
    }

    public static void main(String... words) throws Exception {
        var server = new InetSocketAddress(words[0], Integer.parseInt(words[1]));
        List<Path> files;
        try (Stream<Path> list = Files.list(Path.of(words[3]))) {
            files = list.sorted().toList();
        }
        if (words[2].equals("each")) {
            for (Path file : files) {
                System.out.println(file.getFileName() + ": " + send(server, Files.readAllBytes(file)));
            }
        } else {
            flood(server, files, Integer.parseInt(words[4]));
        }
    }

    private static void flood(InetSocketAddress server, List<Path> files, int count) throws Exception {
        List<byte[]> requests = files.stream().map(HostileDevice::read).toList();
        var places = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, count).mapToObj(i -> threads.submit(() -> {
                places.acquire();
                try {
                    return send(server, requests.get(i % requests.size()));
                } finally {
                    places.release();
                }
            })).toList();
            int answered = 0;
            for (var answer : answers) {
                answered += answer.get().startsWith("HTTP/") ? 1 : 0;
            }
            System.out.println(answered + " of " + count + " answered");
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of the answer. */
    private static String send(InetSocketAddress server, byte[] request) {
        try (var socket = new Socket()) {
            socket.connect(server, CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            try {
                socket.getOutputStream().write(request);
            } catch (SocketException e) {
                // It would not hear all of it, and may have said why.
            }
            return firstLine(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            return "no answer";
        } catch (IOException e) {
            return "cut off";
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.isEmpty() ? "closed" : new String(line.toString().getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.US_ASCII).strip();
    }
}
