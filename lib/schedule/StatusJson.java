package schedule;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import fact.Fact;
import java.util.Optional;
import text.Message;
import text.Words;

/** How it stands with the watch in the background, for programs. */
public final class StatusJson {
    private final Words words;

    public StatusJson(Words words) {
        this.words = words;
    }

    /** One document; {@code scheduled} is true, false, or null where it could not be told. */
    public String of(Status status, String version, int exitCode) {
        var json = new JsonObject();
        json.addProperty("schema", "runbook/1");
        json.addProperty("tool", "monitor status");
        json.addProperty("version", version);
        json.addProperty("exitCode", exitCode);
        switch (status.entry()) {
            case Fact.Unknown<Optional<Entry>>(Message cause) -> {
                json.add("scheduled", JsonNull.INSTANCE);
                json.addProperty("unknown", words.say(cause));
            }
            case Fact.Known<Optional<Entry>>(Optional<Entry> entry) -> {
                json.addProperty("scheduled", entry.isPresent());
                entry.ifPresent(found -> json.add("entry", entry(found)));
            }
        }
        json.addProperty("process", status.process().orElse(null));
        json.addProperty("log", status.log().toString());
        json.add("lastLines", array(status.lines()));
        json.add("faults", array(status.faults().stream().map(words::say).toList()));
        return new GsonBuilder().serializeNulls().disableHtmlEscaping().setPrettyPrinting().create().toJson(json);
    }

    private static JsonObject entry(Entry entry) {
        var json = new JsonObject();
        json.addProperty("enabled", entry.enabled());
        json.addProperty("lastRun", entry.lastRun().orElse(null));
        json.addProperty("lastResult", entry.lastResult().isPresent() ? entry.lastResult().getAsLong() : null);
        json.addProperty("nextRun", entry.nextRun().orElse(null));
        Optional<Launch> launch = entry.launch().toOptional();
        json.addProperty("java", launch.map(Launch::java).orElse(null));
        json.addProperty("jar", launch.map(Launch::jar).orElse(null));
        json.add("arguments", launch.<JsonElement>map(known -> array(known.args()))
                .orElse(JsonNull.INSTANCE));
        return json;
    }

    private static JsonArray array(Iterable<String> lines) {
        var array = new JsonArray();
        lines.forEach(array::add);
        return array;
    }
}
