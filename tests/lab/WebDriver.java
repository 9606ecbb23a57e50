package lab;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A session of W3C's WebDriver, which is JSON over HTTP, on a device's 127.0.0.1:
 * {@code POST /session/5233C93F/url {"url":"about:blank"}} is answered by {@code {"value":null}}, or by another status than
 * 200 and {@code {"value":{"error":"javascript error","message":…}}}.
 */
final class WebDriver {

    /** Answers come in milliseconds; an address where nobody answers may take as long as a browser tries. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final long device;
    private final int port;
    private String session = "";

    /** @param device a process in its network namespace */
    WebDriver(long device, int port) {
        this.device = device;
        this.port = port;
    }

    void begin(Map<String, Object> capabilities) {
        String id = post("", Map.of("capabilities", Map.of("alwaysMatch", capabilities))).getAsJsonObject()
                .get("sessionId").getAsString();
        session = "/" + id;
    }

    JsonElement get(String command) {
        return ask("GET", command, "");
    }

    JsonElement post(String command, Map<String, Object> parameters) {
        return ask("POST", command, new Gson().toJson(parameters));
    }

    void end() {
        ask("DELETE", "", "");
    }

    /** One after the other: a driver that is asked while it goes somewhere may never answer. */
    private synchronized JsonElement ask(String method, String command, String body) {
        String path = "/session" + session + command;
        try (var connection = DeviceConnection.open(device, port)) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            String answer = connection.within(LIMIT, () -> {
                connection.out().write(head.getBytes(StandardCharsets.US_ASCII));
                connection.out().write(bytes);
                connection.out().flush();
                return new String(connection.in().readAllBytes(), StandardCharsets.UTF_8);
            });
            int end = answer.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IllegalStateException(method + " " + path + ": no answer");
            }
            JsonObject document = JsonParser.parseString(answer.substring(end)).getAsJsonObject();
            if (!answer.startsWith("HTTP/1.1 200")) {
                throw new Tab.Refused(method + " " + path + ": " + document.get("value"));
            }
            return document.get("value");
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(method + " " + path, e);
        }
    }
}
