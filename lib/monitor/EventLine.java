package monitor;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import docker.Usage;
import inventory.Endpoint;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import path.Cause;
import path.HopResult;
import report.Look;
import report.Paint;
import text.Bytes;
import text.Durations;
import text.Message;
import text.Words;

/** One happening as one line: for a log that people read, or as JSON for a program. */
public final class EventLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

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

    /** One JSON object; the keys are stable. */
    public String json(Happening happening) {
        var object = new JsonObject();
        object.addProperty("schema", "runbook/1");
        object.addProperty("at", happening.at().toString());
        switch (happening) {
            case Happening.Begun(var at, long process, int endpoints, Duration every) -> {
                object.addProperty("event", "begun");
                object.addProperty("process", process);
                object.addProperty("endpoints", endpoints);
                object.addProperty("everyMs", Durations.millis(every));
            }
            case Happening.GaveUp(var at, Message why) -> {
                object.addProperty("event", "gave-up");
                object.addProperty("text", words.say(why));
            }
            case Happening.Up(var at, Endpoint endpoint) -> of(object, "up", endpoint);
            case Happening.Down(var at, Endpoint endpoint, HopResult broken, Cause cause) ->
                why(of(object, "down", endpoint), broken, cause);
            case Happening.OtherCause(var at, Endpoint endpoint, HopResult broken, Cause cause) ->
                why(of(object, "other-cause", endpoint), broken, cause);
            case Happening.Cleared(var at, Endpoint endpoint, var wasDown) ->
                of(object, "cleared", endpoint).addProperty("downMs", Durations.millis(wasDown));
            case Happening.Offline(var at) -> object.addProperty("event", "offline");
            case Happening.Online(var at, var wasOffline) -> {
                object.addProperty("event", "online");
                object.addProperty("offlineMs", Durations.millis(wasOffline));
            }
            case Happening.MemoryHigh(var at, Usage usage) -> of(object, "memory-high", usage);
            case Happening.MemoryWell(var at, Usage usage) -> of(object, "memory-well", usage);
        }
        return GSON.toJson(object);
    }

    private static JsonObject of(JsonObject object, String event, Endpoint endpoint) {
        object.addProperty("event", event);
        object.addProperty("service", endpoint.service().name());
        object.addProperty("port", endpoint.port());
        object.addProperty("protocol", endpoint.service().protocol().id());
        return object;
    }

    private static void of(JsonObject object, String event, Usage usage) {
        object.addProperty("event", event);
        object.addProperty("container", usage.container());
        object.addProperty("memoryBytes", usage.bytes());
        object.addProperty("memoryLimitBytes", usage.limit());
    }

    private void why(JsonObject object, HopResult broken, Cause cause) {
        object.addProperty("brokenAt", broken.hop().id());
        object.addProperty("cause", cause.id().id());
        object.addProperty("text", words.say(broken.outcome().text()));
    }
}
