package lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A device that has the page's address and says that it got through to everything. {@code PAGE PORT...}: the ports that
 * it never asks; it does ask the others, as one would that wants to be believed. It goes on until it hears of the end.
 */
public final class LyingDevice {

    private static final int LIMIT_MILLIS = 1000;
    private static final int PACE_MILLIS = 300;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI page;
    private int number;

    private LyingDevice(URI page) {
        this.page = page;
    }

    public static void main(String... words) throws Exception {
        new LyingDevice(URI.create(words[0])).lie(Stream.of(words).skip(1).map(Integer::valueOf)
                .collect(Collectors.toSet()));
        System.out.println("heard of the end");
    }

    private void lie(Set<Integer> neverAsked) throws IOException, InterruptedException {
        String document = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString()).body();
        JsonObject data = JsonParser.parseString(document.replaceFirst(
                "(?s).*<script type=\"application/json\"[^>]*>", "").replaceFirst("(?s)</script>.*", ""))
                .getAsJsonObject();
        number = data.get("page").getAsInt();
        int target = 0;
        for (JsonElement each : data.getAsJsonArray("targets")) {
            int port = each.getAsJsonObject().get("port").getAsInt();
            if (!neverAsked.contains(port)) {
                ask(port);
            }
            say("\"say\":\"result\",\"target\":" + target++ + ",\"address\":0,\"outcome\":\"through\",\"tries\":6,"
                    + "\"answered\":6,\"times\":[5]");
        }
        String heard = say("\"say\":\"finished\",\"round\":1");
        while (!heard.contains("\"end\":")) {
            Thread.sleep(PACE_MILLIS);
            heard = say("\"say\":\"here\"");
        }
    }

    private void ask(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(page.getHost()), port), LIMIT_MILLIS);
            socket.getOutputStream().write(("GET /health HTTP/1.0\r\nHost: " + page.getHost() + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            // One that speaks another protocol: a connection it is all the same.
        }
    }

    /** What the PC answers; an end where it answers no more. */
    private String say(String what) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(page + "/say"))
                    .header("Origin", "http://" + page.getAuthority()).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"page\":" + number + ",\"lang\":\"en\"," + what + "}"))
                    .build(), HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "\"end\":";
        }
    }
}
