package process.recording;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import json.Json;
import json.JsonBuilder;
import json.JsonShapeException;

/**
 * The form of a recording: a folder with {@code manifest.jsonl}, whose first line is a {@link Header} and every other
 * line an {@link Entry}, and beside it one file of bytes for each stream of each command.
 */
final class Manifest {
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

    /** Bytes of the manifest. A monitor writes some 8 KiB a round: days of it fit. */
    static final long LARGEST = 32L << 20;

    /** Lines of it; they are some two hundred bytes each. */
    static final int MOST_LINES = 200_000;

    /** Whatever is measured here takes seconds; a larger number is no measure, and would overflow in a sum. */
    static final Duration LONGEST = Duration.ofDays(1);

    private Manifest() { }

    record Header(String schema, String os, String startedAt, boolean raw) {
        JsonObject json() {
            return new JsonBuilder().put("schema", schema).put("os", os).put("startedAt", startedAt).put("raw", raw)
                    .build();
        }
    }

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
            JsonElement value) {

        /** What there is none of is left out. */
        JsonObject json() {
            return new JsonBuilder()
                    .put("what", what)
                    .put("end", end)
                    .putIfPresent("code", Optional.ofNullable(code))
                    .putIfPresent("cause", Optional.ofNullable(cause))
                    .putIfPresent("out", Optional.ofNullable(out))
                    .putIfPresent("err", Optional.ofNullable(err))
                    .putIfPresent("tookMillis", Optional.ofNullable(tookMillis))
                    .putIfPresent("value", Optional.ofNullable(value))
                    .build();
        }
    }

    /** @throws JsonShapeException where the value is not of that shape: a part is missing, or its record refuses it */
    static <T> T value(JsonElement json, Class<T> shape) throws JsonShapeException {
        T value = Json.value(json, shape);
        requireWhole(value, "value");
        return value;
    }

    /** What Gson does not find is null, and any length of time is one to it. */
    private static void requireWhole(Object value, String name) throws JsonShapeException {
        switch (value) {
            case null -> throw new JsonShapeException("no " + name);
            case Duration time -> {
                if (time.isNegative() || time.compareTo(LONGEST) > 0) {
                    throw new JsonShapeException("not a duration that can be measured: " + time);
                }
            }
            case List<?> list -> {
                for (Object item : list) {
                    requireWhole(item, name);
                }
            }
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
        String word = program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1)
                .replaceAll("[^A-Za-z0-9.-]", "_");
        return String.format("%03d-%s", number, word.isEmpty() ? "command" : word);
    }
}
