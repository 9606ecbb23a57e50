package phone.page;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One connection to a page, from an address of one's choice: on loopback every 127.x.y.z may stand for a phone. */
public final class Caller implements AutoCloseable {

    /** @param headers by names in small letters */
    public record Answer(int status, Map<String, String> headers, String body) { }

    private final Socket socket = new Socket();
    private final String authority;
    private final String path;

    /** @param from the address of the phone */
    Caller(String from, URI page) throws IOException {
        authority = page.getAuthority();
        path = page.getRawPath();
        socket.setSoTimeout(20_000);
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral(page.getHost()), page.getPort()), 20_000);
    }

    /** A request over a connection of its own. */
    public static Answer get(String from, URI page) throws IOException {
        try (var caller = new Caller(from, page)) {
            return caller.get();
        }
    }

    public static Answer say(String from, URI page, String json) throws IOException {
        try (var caller = new Caller(from, page)) {
            return caller.say(json);
        }
    }

    Answer get() throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
    }

    Answer say(String json) throws IOException {
        return post("Host: " + authority + "\r\nOrigin: http://" + authority + "\r\nContent-Type: application/json\r\n",
                json.getBytes(StandardCharsets.UTF_8));
    }

    /** @param headers each with its end of line, all but the length */
    Answer post(String headers, byte[] body) throws IOException {
        var request = new ByteArrayOutputStream();
        request.writeBytes(("POST " + path + "/say HTTP/1.1\r\n" + headers + "Content-Length: " + body.length
                + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return send(request.toByteArray());
    }

    Answer send(String request) throws IOException {
        return send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Answer send(byte[] request) throws IOException {
        write(request);
        return read();
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    Answer read() throws IOException {
        InputStream in = socket.getInputStream();
        int status = Integer.parseInt(line(in).split(" ")[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(status, headers, new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("closed after: " + line);
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
