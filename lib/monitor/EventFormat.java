package monitor;

import com.google.gson.JsonObject;
import console.Look;
import console.Paint;
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
import text.Bytes;
import text.Message;
import text.Words;

/** One happening as one line: for a log that people read, or as JSON for a program. */
public final class EventFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Words words;
    private final Paint paint;
    private final ZoneId zone;

    public EventFormat(Words words, Look look, ZoneId zone) {
        this.words = words;
        this.paint = new Paint(look);
        this.zone = zone;
    }

    public String text(MonitorEvent happening) {
        String time = paint.dim(TIME.format(happening.at().atZone(zone)));
        return time + "  " + switch (happening) {
            case MonitorEvent.Begun(var at, long process, int endpoints, Duration every) ->
                words.say("monitor.begun", endpoints, every, process);
            case MonitorEvent.GaveUp(var at, Message why) -> paint.red(words.say("monitor.gave-up", why));
            case MonitorEvent.Up up -> paint.green(words.say("monitor.up", name(up.endpoint())));
            case MonitorEvent.Unknown(var at, Endpoint endpoint, HopResult untold) ->
                paint.yellow(words.say("monitor.unknown", name(endpoint), words.say("path.name." + untold.hop().id()),
                        untold.outcome().text()));
            case MonitorEvent.Down down -> paint.red(words.say("monitor.down", name(down.endpoint()),
                    words.say("path.name." + down.broken().hop().id()), down.broken().outcome().text(),
                    down.cause().id().id()));
            case MonitorEvent.OtherCause other -> paint.red(words.say("monitor.other-cause", name(other.endpoint()),
                    words.say("path.name." + other.broken().hop().id()), other.broken().outcome().text(),
                    other.cause().id().id()));
            case MonitorEvent.Cleared cleared ->
                paint.green(words.say("monitor.cleared", name(cleared.endpoint()), cleared.wasDown()));
            case MonitorEvent.Offline offline -> paint.yellow(words.say("monitor.offline"));
            case MonitorEvent.Online online -> paint.yellow(words.say("monitor.online", online.wasOffline()));
            case MonitorEvent.MemoryHigh(var at, Usage usage) -> paint.yellow(memory("monitor.memory-high", usage));
            case MonitorEvent.MemoryWell(var at, Usage usage) -> paint.green(memory("monitor.memory-well", usage));
            case MonitorEvent.Noticed(var at, Message text) -> paint.yellow(words.say("monitor.noticed", text));
        };
    }

    private String memory(String key, Usage usage) {
        return words.say(key, usage.container(), new Bytes(usage.bytes()), new Bytes(usage.limit()), usage.percent());
    }

    private static String name(Endpoint endpoint) {
        return endpoint.service().name() + " " + endpoint.portText();
    }

    /** One object; the keys are stable. */
    public JsonObject json(MonitorEvent happening) {
        return (switch (happening) {
            case MonitorEvent.Begun(var at, long process, int endpoints, Duration every) ->
                JsonDocument.event(at, "begun").put("process", process).put("endpoints", endpoints)
                        .put("everyMs", every);
            case MonitorEvent.GaveUp(var at, Message why) ->
                JsonDocument.event(at, "gave-up").put("text", words.say(why));
            case MonitorEvent.Up(var at, Endpoint endpoint) -> event(at, "up", endpoint);
            case MonitorEvent.Unknown(var at, Endpoint endpoint, HopResult untold) ->
                event(at, "unknown", endpoint).put("unknownAt", untold.hop())
                        .put("text", words.say(untold.outcome().text()));
            case MonitorEvent.Down(var at, Endpoint endpoint, HopResult broken, Cause cause) ->
                why(event(at, "down", endpoint), broken, cause);
            case MonitorEvent.OtherCause(var at, Endpoint endpoint, HopResult broken, Cause cause) ->
                why(event(at, "other-cause", endpoint), broken, cause);
            case MonitorEvent.Cleared(var at, Endpoint endpoint, Duration wasDown) ->
                event(at, "cleared", endpoint).put("downMs", wasDown);
            case MonitorEvent.Offline(var at) -> JsonDocument.event(at, "offline");
            case MonitorEvent.Online(var at, Duration wasOffline) ->
                JsonDocument.event(at, "online").put("offlineMs", wasOffline);
            case MonitorEvent.MemoryHigh(var at, Usage usage) -> event(at, "memory-high", usage);
            case MonitorEvent.MemoryWell(var at, Usage usage) -> event(at, "memory-well", usage);
            case MonitorEvent.Noticed(var at, Message text) ->
                JsonDocument.event(at, "noticed").put("text", words.say(text));
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
