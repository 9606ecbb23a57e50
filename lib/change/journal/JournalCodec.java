package change.journal;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import firewall.Change;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import json.Id;
import json.Json;
import json.JsonBuilder;
import json.JsonShapeException;
import process.BootTime;

/**
 * The kinds of change that the journal may hold, and how a line of it becomes JSON and a line again. Reading
 * is strict, since what is read here decides what an administrator's rollback does: a kind that is not registered, a
 * value that its record refuses, a key too many or too few is an error.
 */
public final class JournalCodec {

    /** Version of the form of an {@link ChangeEntry}; with another one it was written by another version of this program. */
    private static final int CHANGES = 1;

    /**
     * Version of the form of a {@link Lease} and of {@link LeaseKept}: another one than that of an entry, so that a program
     * that knows nothing of leases refuses such a journal, rather than take for lasting what is only lent.
     */
    private static final int LEASES = 2;

    private final Map<String, Class<? extends Change>> kinds;

    /** @param kinds each {@link Change#kind()} with its record */
    public JournalCodec(Map<String, Class<? extends Change>> kinds) {
        kinds.values().forEach(kind -> {
            if (!kind.isRecord()) {
                throw new IllegalArgumentException(kind + " is not a record");
            }
        });
        this.kinds = Map.copyOf(kinds);
    }

    /** Every kind that a journal may hold. */
    Set<String> names() {
        return kinds.keySet();
    }

    /** A change with its kind, always in the same form. */
    String text(Change change) {
        return change.kind() + " " + Json.line(Json.tree(change));
    }

    /** One line of JSON without its line end. */
    String line(JournalLine line) {
        return Json.line((switch (line) {
            case ChangeEntry entry -> json(entry);
            case Lease lease -> head(lease).put("lease", lease.purpose()).put("until", lease.until())
                    .putIfPresent("boot", lease.began().map(BootTime::boot))
                    .putIfPresent("up", lease.began().map(began -> began.up().toString()))
                    .putIfPresent("partOf", lease.partOf().map(RunId::text));
            case LeaseKept kept -> head(kept).put("kept", kept.purpose()).put("by", kept.by());
        }).build());
    }

    private static JsonBuilder head(JournalLine line) {
        return new JsonBuilder()
                .put("journal", LEASES)
                .put("at", line.at())
                .put("run", line.run().text())
                .put("script", line.script());
    }

    private JsonBuilder json(ChangeEntry entry) {
        String kind = entry.change().kind();
        if (!entry.change().getClass().equals(kinds.get(kind))) {
            throw new IllegalArgumentException("not registered: " + kind + " " + entry.change().getClass());
        }
        return new JsonBuilder()
                .put("journal", CHANGES)
                .put("at", entry.at())
                .put("run", entry.run().text())
                .put("step", entry.step())
                .put("event", entry.event())
                .put("script", entry.script())
                .putIfPresent("cause", entry.cause())
                .put("kind", kind)
                .put("change", Json.tree(entry.change()));
    }

    /**
     * One of
     * {@code {"journal":1,"at":"2026-11-22T10:15:00Z","run":"20261122-101500-3f9a","step":"1.1","event":"intended",
     * "script":"fix-firewall","kind":"iptables-rule","change":{…}}},
     * {@code {"journal":2,"at":"2026-11-22T10:15:00Z","run":"20261122-101500-3f9a","script":"fix-firewall",
     * "lease":"confirm","until":"2026-11-22T10:17:00Z","boot":"3ec6c0b8-…","up":"PT5H12.4S"}} (and, for a page,
     * {@code "partOf":"20261122-101500-8c01"}) and
     * {@code {"journal":2,"at":"2026-11-22T10:16:00Z","run":"20261122-101500-3f9a","script":"fix-firewall",
     * "kept":"confirm","by":"person"}}.
     *
     * @throws IllegalArgumentException with the reason, where the line is not exactly what {@link #line} writes
     */
    JournalLine read(String text) {
        JsonObject json = object(text);
        JournalLine line;
        if (new JsonPrimitive(CHANGES).equals(json.get("journal"))) {
            line = entry(json);
        } else if (new JsonPrimitive(LEASES).equals(json.get("journal"))) {
            line = json.has("lease") ? lease(json) : kept(json);
        } else {
            throw new IllegalArgumentException("not a line of version " + CHANGES + " or " + LEASES
                    + " of the journal");
        }
        String again = line(line);
        if (!again.equals(text) && !object(again).equals(json)) {
            throw new IllegalArgumentException("it has a key too many, a key too few or a value of another form");
        }
        return line;
    }

    private static Lease lease(JsonObject json) {
        return new Lease(moment(text(json, "at")), new RunId(text(json, "run")), text(json, "script"),
                moment(text(json, "until")), purpose(text(json, "lease")),
                json.has("boot") ? Optional.of(new BootTime(text(json, "boot"), duration(text(json, "up"))))
                        : Optional.empty(),
                json.has("partOf") ? Optional.of(new RunId(text(json, "partOf"))) : Optional.empty());
    }

    private static LeaseKept kept(JsonObject json) {
        String by = text(json, "by");
        return new LeaseKept(moment(text(json, "at")), new RunId(text(json, "run")), text(json, "script"),
                purpose(text(json, "kept")),
                Id.of(LeaseKept.By.class, by).orElseThrow(() ->
                new IllegalArgumentException("unknown word-giver: " + by)));
    }

    private static LeasePurpose purpose(String id) {
        return Id.of(LeasePurpose.class, id).orElseThrow(() -> new IllegalArgumentException("unknown purpose: " + id));
    }

    private ChangeEntry entry(JsonObject json) {
        String event = text(json, "event");
        return new ChangeEntry(moment(text(json, "at")), new RunId(text(json, "run")), text(json, "step"),
                Id.of(ChangeEvent.class, event).orElseThrow(() ->
                new IllegalArgumentException("unknown event: " + event)),
                text(json, "script"), change(text(json, "kind"), json.get("change")),
                json.has("cause") ? Optional.of(text(json, "cause")) : Optional.empty());
    }

    /** @throws IllegalArgumentException with the reason, where it is none */
    Change change(String kind, String text) {
        return change(kind, object(text));
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
            return Json.value(json, shape);
        } catch (JsonShapeException | RuntimeException e) {
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
            if (Json.parse(line) instanceof JsonObject json) {
                return json;
            }
        } catch (JsonShapeException e) {
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

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time: " + text, e);
        }
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a moment: " + text, e);
        }
    }
}
