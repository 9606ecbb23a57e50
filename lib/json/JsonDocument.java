package json;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What every JSON document of a run begins with; {@code docs/runbook-1.schema.json} describes all of them.
 *
 * @param tool the script, as in {@code diagnose}
 */
public record JsonDocument(String tool, String version, Instant startedAt) {
    /** The form of every document and of every line. */
    public static final String SCHEMA = "runbook/1";

    /** @param verdict {@code ok}, {@code warn}, {@code fail} or {@code unknown} */
    public JsonBuilder head(Duration took, String verdict, int exitCode) {
        return new JsonBuilder()
                .put("schema", SCHEMA)
                .put("tool", tool)
                .put("version", version)
                .put("startedAt", startedAt.truncatedTo(ChronoUnit.MILLIS))
                .put("durationMs", took)
                .put("verdict", verdict)
                .put("exitCode", exitCode);
    }

    /** The head of a line that stands for itself, as in a log. */
    public static JsonBuilder event(Instant at, String event) {
        return new JsonBuilder().put("schema", SCHEMA).put("at", at).put("event", event);
    }
}
