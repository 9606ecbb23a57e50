package process;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The form of a recording: a folder with {@code manifest.jsonl}, whose first line is a {@link Header} and every other
 * line an {@link Entry}, and beside it one file of bytes for each stream of each command.
 */
final class Tape {
    static final String SCHEMA = "runbook-recording/1";
    static final String MANIFEST = "manifest.jsonl";

    static final String EXIT = "exit";
    static final String TIME_OUT = "time-out";
    static final String NOT_FOUND = "not-found";
    static final String FLOOD = "flood";
    static final String NOT_STARTED = "not-started";
    static final String KNOWN = "known";
    static final String UNKNOWN = "unknown";
    static final Set<String> ENDS = Set.of(EXIT, TIME_OUT, NOT_FOUND, FLOOD, NOT_STARTED, KNOWN, UNKNOWN);

    /** Whatever is measured here takes seconds; a larger number is no measure, and would overflow in a sum. */
    static final Duration LONGEST = Duration.ofDays(1);

    static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapter(Duration.class,
                    (JsonSerializer<Duration>) (time, type, context) -> new JsonPrimitive(time.toString()))
            .registerTypeAdapter(Duration.class,
                    (JsonDeserializer<Duration>) (json, type, context) -> duration(json.getAsString()))
            .create();

    private Tape() { }

    record Header(String schema, String os, String startedAt, boolean raw) { }

    /**
     * One answer of the machine.
     *
     * @param what    the command's line, or what was looked at
     * @param end     one of {@link #ENDS}; for a look: {@code known} or {@code unknown}
     * @param code    exit code where the command has one
     * @param cause   why there is no answer, in English, where there is none
     * @param out     file with standard output, next to the manifest
     * @param err     file with standard error
     * @param tookMillis how long the command ran
     * @param value   what was seen, for a look
     */
    record Entry(String what, String end, Integer code, String cause, String out, String err, Long tookMillis,
            JsonElement value) { }

    private static Duration duration(String text) {
        try {
            Duration time = Duration.parse(text);
            if (!time.isNegative() && time.compareTo(LONGEST) <= 0) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new JsonParseException("not a duration: " + text, e);
        }
        throw new JsonParseException("not a duration that can be measured: " + text);
    }

    /** @throws JsonParseException where the value is not of that shape: a part is missing, or its record refuses it */
    static <T> T value(JsonElement json, Class<T> shape) {
        T value;
        try {
            value = GSON.fromJson(json, shape);
        } catch (JsonParseException e) {
            throw e;
        } catch (RuntimeException e) {
            // Gson wraps what a record's constructor throws, each version in another way.
            throw new JsonParseException(e.getMessage(), e);
        }
        requireWhole(value, shape.getSimpleName());
        return value;
    }

    /** What Gson does not find is null. */
    private static void requireWhole(Object value, String name) {
        switch (value) {
            case null -> throw new JsonParseException("no " + name);
            case List<?> list -> list.forEach(item -> requireWhole(item, name));
            case Record parts -> {
                for (RecordComponent part : parts.getClass().getRecordComponents()) {
                    requireWhole(component(parts, part), name + "." + part.getName());
                }
            }
            default -> { }
        }
    }

    private static Object component(Record parts, RecordComponent part) {
        try {
            part.getAccessor().setAccessible(true);
            return part.getAccessor().invoke(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a name of a file may hold, so that a recording can be unpacked on every system. */
    static String fileName(int number, String program) {
        String word = program.replaceAll(".*[/\\\\]", "").replaceAll("[^A-Za-z0-9.-]", "_");
        return String.format("%03d-%s", number, word.isEmpty() ? "command" : word);
    }
}
