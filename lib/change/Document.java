package change;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import text.Durations;

/** The head that every JSON document of this program has, and how it is written. */
public record Document(String tool, String version, Instant startedAt) {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting()
            .create();

    /** @param verdict {@code ok}, {@code warn}, {@code fail} or {@code unknown} */
    public JsonObject head(Instant now, String verdict, int exitCode) {
        var json = new JsonObject();
        json.addProperty("schema", "runbook/1");
        json.addProperty("tool", tool);
        json.addProperty("version", version);
        json.addProperty("startedAt", startedAt.toString());
        json.addProperty("durationMs", Durations.millis(Duration.between(startedAt, now)));
        json.addProperty("verdict", verdict);
        json.addProperty("exitCode", exitCode);
        return json;
    }

    public static String text(JsonObject document) {
        return GSON.toJson(document);
    }
}
