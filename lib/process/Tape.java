package process;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.JsonDeserializer;
import java.time.Duration;

/**
 * The form of a recording: a folder with {@code manifest.jsonl}, whose first line is a {@link Header} and every other
 * line an {@link Entry}, and beside it one file of bytes for each stream of each command.
 */
final class Tape {
    static final String SCHEMA = "runbook-recording/1";
    static final String MANIFEST = "manifest.jsonl";
    static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapter(Duration.class,
                    (JsonSerializer<Duration>) (time, type, context) -> new JsonPrimitive(time.toString()))
            .registerTypeAdapter(Duration.class,
                    (JsonDeserializer<Duration>) (json, type, context) -> Duration.parse(json.getAsString()))
            .create();

    private Tape() { }

    record Header(String schema, String os, String startedAt, boolean raw) { }

    /**
     * One answer of the machine.
     *
     * @param what    the command's line, or what was looked at
     * @param end     for a command: {@code exit}, {@code time-out}, {@code not-found}, {@code flood} or
     *                {@code not-started}; for a look: {@code known} or {@code unknown}
     * @param code    exit code where the command has one
     * @param cause   why there is no answer, in English, where there is none
     * @param out     file with standard output, next to the manifest
     * @param err     file with standard error
     * @param tookMillis how long the command ran
     * @param value   what was seen, for a look
     */
    record Entry(String what, String end, Integer code, String cause, String out, String err, Long tookMillis,
            JsonElement value) { }

    /** What a name of a file may hold, so that a recording can be unpacked on every system. */
    static String fileName(int number, String program) {
        String word = program.replaceAll(".*[/\\\\]", "").replaceAll("[^A-Za-z0-9.-]", "_");
        return String.format("%03d-%s", number, word.isEmpty() ? "command" : word);
    }

}
