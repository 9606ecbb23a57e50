package lab;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Firefox's own protocol below WebDriver (its source tree, "Marionette"): JSON documents, each after its length in bytes.
 * {@code 44:[0,1,"WebDriver:Navigate",{"url":"about:blank"}]} is answered by {@code 23:[1,1,null,{"value":null}]}, or with
 * an object {@code {"error":"javascript error","message":…}} in third place.
 */
final class Marionette implements AutoCloseable {

    /** Answers come in milliseconds; an address where nobody answers may take as long as a browser tries. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** As long as the digits of any length may be. */
    private static final int DIGITS = 12;

    private final DeviceConnection connection;
    private int last;

    private Marionette(DeviceConnection connection) {
        this.connection = connection;
    }

    static Marionette open(long device, int port) throws IOException {
        var marionette = new Marionette(DeviceConnection.open(device, port));
        try {
            // It says who it is first.
            marionette.connection.within(LIMIT, marionette::read);
            return marionette;
        } catch (Exception e) {
            marionette.close();
            throw new IOException("no Marionette", e);
        }
    }

    /** Asks, and waits for the answer. */
    synchronized JsonElement ask(String command, Map<String, Object> parameters) {
        try {
            return connection.within(LIMIT, () -> {
                last++;
                byte[] question = new Gson().toJson(List.of(0, last, command, parameters))
                        .getBytes(StandardCharsets.UTF_8);
                connection.out().write((question.length + ":").getBytes(StandardCharsets.US_ASCII));
                connection.out().write(question);
                connection.out().flush();
                JsonArray answer = read().getAsJsonArray();
                if (!answer.get(2).isJsonNull()) {
                    throw new Tab.Refused(command + ": " + answer.get(2).getAsJsonObject().get("message").getAsString());
                }
                return answer.get(3);
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(command + ": the browser is gone", e);
        }
    }

    private JsonElement read() throws IOException {
        InputStream in = connection.in();
        var digits = new StringBuilder();
        for (int next = in.read(); next != ':'; next = in.read()) {
            if (next < 0 || digits.length() > DIGITS) {
                throw new EOFException("after " + digits);
            }
            digits.append((char) next);
        }
        int length = Integer.parseInt(digits.toString());
        return JsonParser.parseString(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        connection.close();
    }
}
