package process;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;
import json.JsonBuilder;

/**
 * The form of a recording: a folder with {@code manifest.jsonl}, whose first line is a {@link Header} and every other
 * line an {@link Entry}, and beside it one file of bytes for each stream of each command.
 */
final class Tape {
    static final String SCHEMA = "runbook-recording/1";
    static final String MANIFEST = "manifest.jsonl";

    private Tape() { }

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

    /** What a name of a file may hold, so that a recording can be unpacked on every system. */
    static String fileName(int number, String program) {
        String word = program.replaceAll(".*[/\\\\]", "").replaceAll("[^A-Za-z0-9.-]", "_");
        return String.format("%03d-%s", number, word.isEmpty() ? "command" : word);
    }
}
