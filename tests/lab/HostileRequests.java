package lab;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that no page of ours sends, byte for byte, for a {@link HostileDevice} to try. */
final class HostileRequests {

    /** What a terminal would carry out, and what a page would. */
    static final String ESCAPE = "\\u001b[2J\\u001b]0;owned\\u0007";
    static final String MARKUP = "<img id=owned src=x onerror=alert(1)>";

    private static final String RESULT = """
            {"page":1,"lang":"en","say":"result","target":0,"address":0,"outcome":"failed","after":3}""";
    private static final int MEGABYTES = 8 * 1024 * 1024;

    private final Map<String, byte[]> requests = new LinkedHashMap<>();
    private final String host;
    private final String home;

    private HostileRequests(URI page) {
        this.host = page.getAuthority();
        this.home = page.getPath();
    }

    /** For a page at this address, whose token they know. */
    static HostileRequests on(URI page) {
        var attacks = new HostileRequests(page);
        attacks.bodies();
        attacks.heads();
        attacks.notHttp();
        return attacks;
    }

    /** What a crowd sends: wrong words for the page, and to the right one what no page says. */
    static HostileRequests flood(URI page) {
        var attacks = new HostileRequests(page);
        attacks.raw("guess", attacks.get("/aaaaaaaaaa", "Host: " + attacks.host));
        attacks.json("nonsense", "{\"page\":1}");
        attacks.json("stranger", RESULT);
        return attacks;
    }

    /** Writes each to a file of its name. */
    Path write(Path folder) throws IOException {
        for (var request : requests.entrySet()) {
            Files.write(folder.resolve(request.getKey()), request.getValue());
        }
        return folder;
    }

    int count() {
        return requests.size();
    }

    private void bodies() {
        json("empty", "");
        json("not-json", "{page:1");
        json("array", "[" + RESULT + "]");
        json("two", RESULT + RESULT);
        json("deep", "[".repeat(2000));
        json("null", "{\"page\":null,\"lang\":null,\"say\":null}");
        json("twice-the-same", RESULT.replace("\"page\":1", "\"page\":1,\"page\":2"));
        json("one-more-member", RESULT.replace("}", ",\"name\":\"" + MARKUP + "\"}"));
        json("other-target", RESULT.replace("\"target\":0", "\"target\":99"));
        json("other-address", RESULT.replace("\"address\":0", "\"address\":-1"));
        json("other-page", RESULT.replace("\"page\":1", "\"page\":99999"));
        json("endless-time", RESULT.replace("\"after\":3", "\"after\":1e308"));
        json("negative-time", RESULT.replace("\"after\":3", "\"after\":-1"));
        json("no-number", RESULT.replace("\"after\":3", "\"after\":NaN"));
        json("no-times", RESULT.replace("\"failed\",\"after\":3",
                "\"through\",\"tries\":1,\"answered\":1,\"times\":[]"));
        json("many-times", RESULT.replace("\"failed\",\"after\":3",
                "\"through\",\"tries\":6,\"answered\":6,\"times\":[" + "1,".repeat(50) + "1]"));
        for (String member : new String[] {"page", "lang", "say", "target", "address", "outcome", "after"}) {
            String to = "\"" + member + "\":\"%s\"";
            String from = "\"" + member + "\":(\"[a-z]+\"|\\d+)";
            json("escape-in-" + member, RESULT.replaceAll(from, to.formatted(ESCAPE.replace("\\", "\\\\"))));
            json("markup-in-" + member, RESULT.replaceAll(from, to.formatted(MARKUP)));
        }
        json("huge", "{\"page\":1,\"lang\":\"" + "a".repeat(MEGABYTES) + "\"}");
        json("not-utf-8", RESULT.replace("failed", "\u00ff"));
    }

    private void heads() {
        said("foreign-origin", "Origin: http://evil.example");
        said("no-origin", "X-Nothing: 1");
        said("null-origin", "Origin: null");
        said("form", "Origin: http://" + host, "Content-Type: text/plain");
        raw("foreign-host", request("POST " + home + "/say", RESULT, "Host: evil.example",
                "Origin: http://evil.example", "Content-Type: application/json"));
        raw("no-host", request("POST " + home + "/say", RESULT, "Origin: http://" + host));
        raw("two-hosts", get(home, "Host: " + host, "Host: " + host));
        raw("wrong-token", get("/aaaaaaaaaa", "Host: " + host));
        raw("no-token", get("/", "Host: " + host));
        raw("dots", get("/../../../../etc/passwd", "Host: " + host));
        raw("coded-dots", get(home + "/%2e%2e/%2e%2e/etc/passwd", "Host: " + host));
        raw("long-path", get("/" + "a".repeat(100_000), "Host: " + host));
        raw("markup-in-path", get("/%1b%5b2J%3Cimg%20id=owned%3E", "Host: " + host));
        raw("many-headers", get(home, "Host: " + host, "X: y\r\n".repeat(5000) + "Z: z"));
        raw("delete", request("DELETE " + home, "", "Host: " + host));
        raw("trace", request("TRACE " + home, "", "Host: " + host));
        raw("put-say", request("PUT " + home + "/say", RESULT, "Host: " + host));
        raw("negative-length", ("POST " + home + "/say HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: -5\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        raw("length-and-chunks", ("POST " + home + "/say HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 5\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nzzzz\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void notHttp() {
        raw("old", ("GET " + home + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        raw("no-line", "\r\n\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        raw("tls", new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 252, 3, 3, 0, 0, 13, 10, 13, 10});
        raw("zeroes", new byte[4096]);
    }

    /** To the right place with the right head. */
    private void json(String name, String body) {
        raw(name, request("POST " + home + "/say", body, "Host: " + host, "Origin: http://" + host,
                "Content-Type: application/json"));
    }

    /** Something sensible with a wrong head. */
    private void said(String name, String... headers) {
        var all = new String[headers.length + 1];
        all[0] = "Host: " + host;
        System.arraycopy(headers, 0, all, 1, headers.length);
        raw(name, request("POST " + home + "/say", RESULT, all));
    }

    private byte[] get(String path, String... headers) {
        return request("GET " + path, "", headers);
    }

    private static byte[] request(String line, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        String head = line + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n";
        byte[] all = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = Arrays.copyOf(all, all.length + bytes.length);
        System.arraycopy(bytes, 0, both, all.length, bytes.length);
        return both;
    }

    private void raw(String name, byte[] request) {
        requests.put(name, request);
    }
}
