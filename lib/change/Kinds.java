package change;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import firewall.Change;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The kinds of change that the journal may hold, and how an entry becomes a line of JSON and an entry again. Reading
 * is strict, since what is read here decides what an administrator's rollback does: a kind that is not registered, a
 * value that its record refuses, a key too many or too few is an error.
 */
public final class Kinds {

    /** Version of the form of a line; a line with another one was written by another version of this program. */
    static final int VERSION = 1;

    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .registerTypeAdapterFactory(new OptionalAsNull())
            .create();

    private final Map<String, Class<? extends Change>> kinds;

    /** @param kinds each {@link Change#kind()} with its record */
    public Kinds(Map<String, Class<? extends Change>> kinds) {
        kinds.values().forEach(kind -> {
            if (!kind.isRecord()) {
                throw new IllegalArgumentException(kind + " is not a record");
            }
        });
        this.kinds = Map.copyOf(kinds);
    }

    /** A change with its kind, always in the same form. */
    String text(Change change) {
        return change.kind() + " " + GSON.toJson(change);
    }

    /** One line of JSON without its line end. */
    String line(Entry entry) {
        String kind = entry.change().kind();
        if (!entry.change().getClass().equals(kinds.get(kind))) {
            throw new IllegalArgumentException("not registered: " + kind + " " + entry.change().getClass());
        }
        var line = new JsonObject();
        line.addProperty("journal", VERSION);
        line.addProperty("at", entry.at().toString());
        line.addProperty("run", entry.run().text());
        line.addProperty("step", entry.step());
        line.addProperty("event", entry.event().id());
        line.addProperty("script", entry.script());
        entry.cause().ifPresent(cause -> line.addProperty("cause", cause));
        line.addProperty("kind", kind);
        line.add("change", GSON.toJsonTree(entry.change()));
        return GSON.toJson(line);
    }

    /**
     * {@code {"journal":1,"at":"2026-11-22T10:15:00Z","run":"20261122-101500-3f9a","step":"1.1","event":"intended",
     * "script":"fix-firewall","kind":"iptables-rule","change":{…}}}.
     *
     * @throws IllegalArgumentException with the reason, where the line is not exactly what {@link #line} writes
     */
    Entry entry(String line) {
        JsonObject json = object(line);
        if (!new JsonPrimitive(VERSION).equals(json.get("journal"))) {
            throw new IllegalArgumentException("not a line of version " + VERSION + " of the journal");
        }
        String event = text(json, "event");
        var entry = new Entry(moment(text(json, "at")), new RunId(text(json, "run")), text(json, "step"),
                Event.byId(event).orElseThrow(() -> new IllegalArgumentException("unknown event: " + event)),
                text(json, "script"), change(text(json, "kind"), json.get("change")),
                json.has("cause") ? Optional.of(text(json, "cause")) : Optional.empty());
        if (!object(line(entry)).equals(json)) {
            throw new IllegalArgumentException("it has a key too many, a key too few or a value of another form");
        }
        return entry;
    }

    private Change change(String kind, JsonElement json) {
        Class<? extends Change> shape = kinds.get(kind);
        if (shape == null) {
            throw new IllegalArgumentException("unknown kind of change: " + kind);
        }
        if (json == null || !json.isJsonObject()) {
            throw new IllegalArgumentException("no change");
        }
        try {
            return GSON.fromJson(json, shape);
        } catch (RuntimeException e) {
            // Gson wraps what a record's constructor throws, each version in another way.
            throw new IllegalArgumentException(kind + ": " + reason(e), e);
        }
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    private static JsonObject object(String line) {
        try {
            JsonElement json = JsonParser.parseString(line);
            if (json.isJsonObject()) {
                return json.getAsJsonObject();
            }
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    private static String text(JsonObject json, String key) {
        JsonElement value = json.get(key);
        if (value == null || !value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw new IllegalArgumentException("no text for " + key);
        }
        return value.getAsString();
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a moment: " + text, e);
        }
    }
}
