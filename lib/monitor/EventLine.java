package monitor;

import com.google.gson.JsonObject;
import docker.Usage;
import inventory.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import json.JsonBuilder;
import json.JsonDocument;
import path.Cause;
import path.HopResult;
import report.JsonReport;
import report.Look;
import report.Paint;
import text.Bytes;
import text.Message;
import text.Words;

/** One happening as one line: for a log that people read, or as JSON for a program. */
public final class EventLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Words words;
    private final Paint paint;
    private final ZoneId zone;

    public EventLine(Words words, Look look, ZoneId zone) {
        this.words = words;
        this.paint = new Paint(look);
        this.zone = zone;
    }

    public String text(Happening happening) {
        String time = paint.dim(TIME.format(happening.at().atZone(zone)));
        return time + "  " + switch (happening) {
            case Happening.Begun(var at, long process, int endpoints, Duration every) ->
                words.say("monitor.begun", endpoints, every, process);
            case Happening.GaveUp(var at, Message why) -> paint.red(words.say("monitor.gave-up", why));
            case Happening.Up up -> paint.green(words.say("monitor.up", name(up.endpoint())));
            case Happening.Down down -> paint.red(words.say("monitor.down", name(down.endpoint()),
                    words.say("path.name." + down.broken().hop().id()), down.broken().outcome().text(),
                    down.cause().id().id()));
            case Happening.OtherCause other -> paint.red(words.say("monitor.other-cause", name(other.endpoint()),
                    words.say("path.name." + other.broken().hop().id()), other.broken().outcome().text(),
                    other.cause().id().id()));
            case Happening.Cleared cleared ->
                paint.green(words.say("monitor.cleared", name(cleared.endpoint()), cleared.wasDown()));
            case Happening.Offline offline -> paint.yellow(words.say("monitor.offline"));
            case Happening.Online online -> paint.yellow(words.say("monitor.online", online.wasOffline()));
            case Happening.MemoryHigh(var at, Usage usage) -> paint.yellow(memory("monitor.memory-high", usage));
            case Happening.MemoryWell(var at, Usage usage) -> paint.green(memory("monitor.memory-well", usage));
        };
    }

    private String memory(String key, Usage usage) {
        return words.say(key, usage.container(), new Bytes(usage.bytes()), new Bytes(usage.limit()), usage.percent());
    }

    private static String name(Endpoint endpoint) {
        return endpoint.service().name() + " " + endpoint.portText();
    }

    /** One object; the keys are stable. */
    public JsonObject json(Happening happening) {
        return (switch (happening) {
            case Happening.Begun(var at, long process, int endpoints, Duration every) ->
                JsonDocument.event(at, "begun").put("process", process).put("endpoints", endpoints)
                        .put("everyMs", every);
            case Happening.GaveUp(var at, Message why) ->
                JsonDocument.event(at, "gave-up").put("text", words.say(why));
            case Happening.Up(var at, Endpoint endpoint) -> event(at, "up", endpoint);
            case Happening.Down(var at, Endpoint endpoint, HopResult broken, Cause cause) ->
                why(event(at, "down", endpoint), broken, cause);
            case Happening.OtherCause(var at, Endpoint endpoint, HopResult broken, Cause cause) ->
                why(event(at, "other-cause", endpoint), broken, cause);
            case Happening.Cleared(var at, Endpoint endpoint, Duration wasDown) ->
                event(at, "cleared", endpoint).put("downMs", wasDown);
            case Happening.Offline(var at) -> JsonDocument.event(at, "offline");
            case Happening.Online(var at, Duration wasOffline) ->
                JsonDocument.event(at, "online").put("offlineMs", wasOffline);
            case Happening.MemoryHigh(var at, Usage usage) -> event(at, "memory-high", usage);
            case Happening.MemoryWell(var at, Usage usage) -> event(at, "memory-well", usage);
        }).build();
    }

    private static JsonBuilder event(Instant at, String event, Endpoint endpoint) {
        return JsonReport.endpoint(JsonDocument.event(at, event), "service", endpoint);
    }

    private static JsonBuilder event(Instant at, String event, Usage usage) {
        return JsonDocument.event(at, event)
                .put("container", usage.container())
                .put("memoryBytes", usage.bytes())
                .put("memoryLimitBytes", usage.limit());
    }

    private JsonBuilder why(JsonBuilder event, HopResult broken, Cause cause) {
        return event
                .put("brokenAt", broken.hop())
                .put("cause", cause.id())
                .put("text", words.say(broken.outcome().text()));
    }
}
