package monitor.schedule;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;
import json.JsonBuilder;
import process.Fact;
import text.Message;
import text.Words;

/** What came of scheduling a watch, and how it stands with it, for programs. */
public final class StatusJson {
    private final Words words;

    public StatusJson(Words words) {
        this.words = words;
    }

    /** @param head of the document; {@code scheduled} is true, false, or null where it could not be told */
    public JsonObject of(JsonBuilder head, Status status) {
        switch (status.entry()) {
            case Fact.Unknown<Optional<ScheduledTask>>(Message cause) ->
                head.put("scheduled", null).put("unknown", words.say(cause));
            case Fact.Known<Optional<ScheduledTask>>(Optional<ScheduledTask> entry) ->
                head.put("scheduled", entry.isPresent()).putIfPresent("entry", entry.map(StatusJson::entry));
        }
        return head
                .put("process", status.process())
                .put("log", status.log().toString())
                .put("lastLines", status.lines())
                .put("faults", status.faults(), words::say)
                .build();
    }

    /** @param head of the document; {@code process} is the watch that runs now, {@code why} what keeps it away */
    public JsonObject of(JsonBuilder head, ScheduledMonitor.Scheduled.Done done, Path log) {
        return head
                .put("scheduled", true)
                .put("process", done.process())
                .put("log", log.toString())
                .put("text", words.say(done.message(log)))
                .put("why", done.why().map(words::say))
                .build();
    }

    private static JsonBuilder entry(ScheduledTask entry) {
        Optional<LaunchCommand> launch = entry.launch().toOptional();
        return new JsonBuilder()
                .put("enabled", entry.enabled())
                .put("lastRun", entry.lastRun())
                .put("lastResult", entry.lastResult().isPresent() ? entry.lastResult().getAsLong() : null)
                .put("nextRun", entry.nextRun())
                .put("java", launch.map(LaunchCommand::java))
                .put("jar", launch.map(LaunchCommand::jar))
                .put("arguments", launch.map(LaunchCommand::args));
    }
}
