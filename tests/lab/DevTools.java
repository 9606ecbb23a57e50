package lab;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Chrome's DevTools Protocol over {@code --remote-debugging-pipe}: JSON documents, each followed by a zero byte.
 * {@code {"id":4,"method":"Target.createTarget","params":{"url":"about:blank"}}} is answered by
 * {@code {"id":4,"result":{"targetId":"5233C93F36AC10BC8CC4FD17572755AC"}}}; what has no id is an event, which nobody
 * here listens to.
 */
final class DevTools {

    /** Answers come in milliseconds; a machine that also runs Docker and a JVM may take a hundred times that. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final OutputStream out;
    private final AtomicInteger last = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonObject>> open = new ConcurrentHashMap<>();

    /** @param in whose end ends every question that is still open */
    DevTools(InputStream in, OutputStream out) {
        this.out = out;
        Thread.ofVirtual().name("browser").start(() -> read(in));
    }

    /** Asks, and waits for the answer. */
    JsonObject ask(String session, String method, Map<String, Object> parameters) {
        try {
            return send(session, method, parameters).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Tab.Refused refused) {
                throw new Tab.Refused(method + ": " + refused.getMessage());
            }
            throw new IllegalStateException(method + ": " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(method + ": no answer within " + LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method, e);
        }
    }

    /** @param session of a page; null for the browser itself */
    CompletableFuture<JsonObject> send(String session, String method, Map<String, Object> parameters) {
        int id = last.incrementAndGet();
        var answer = new CompletableFuture<JsonObject>();
        open.put(id, answer);
        var message = new JsonObject();
        message.addProperty("id", id);
        message.addProperty("method", method);
        message.add("params", new Gson().toJsonTree(parameters));
        if (session != null) {
            message.addProperty("sessionId", session);
        }
        try {
            synchronized (out) {
                out.write((message + "\0").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the browser is gone", e);
        }
        return answer;
    }

    private void read(InputStream in) {
        String end = "it ended";
        try {
            var message = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == 0) {
                    heard(message.toString(StandardCharsets.UTF_8));
                    message.reset();
                } else {
                    message.write(next);
                }
            }
        } catch (IOException | RuntimeException e) {
            end = e.toString();
        }
        var gone = new IllegalStateException("the browser is gone: " + end);
        open.values().forEach(answer -> answer.completeExceptionally(gone));
    }

    private void heard(String message) {
        JsonObject document = JsonParser.parseString(message).getAsJsonObject();
        if (!document.has("id")) {
            return;
        }
        CompletableFuture<JsonObject> answer = open.remove(document.get("id").getAsInt());
        if (document.has("error")) {
            answer.completeExceptionally(new Tab.Refused(document.get("error").toString()));
        } else {
            answer.complete(document.getAsJsonObject("result"));
        }
    }
}
