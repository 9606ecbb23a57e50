package path.gather;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import inventory.Endpoint;
import inventory.Inventory;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import json.Id;
import json.JsonBuilder;
import net.Protocol;
import path.Confidence;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import path.check.PhoneTexts;
import process.Fact;
import text.Columns;
import text.Message;

/**
 * A phone's word as it is kept: of a service by its name, since the inventory may be another one when it is read.
 *
 * @param seen empty where this machine could not watch
 */
record PhoneHistoryEntry(Instant at, InetAddress phone, String service, int port, Protocol protocol, InetAddress asked,
        PhoneReport.How how, PhoneAttempt attempt, Optional<PacketFate> seen) {

    /** Rules are quoted in part; a rule that somebody made endless must not fill the file. */
    private static final int LONGEST = 300;

    /** Names what it is about: a later word of the same is kept in its place. */
    record Key(String service, int port, Protocol protocol, InetAddress asked, InetAddress phone) { }

    Key key() {
        return new Key(service, port, protocol, asked, phone);
    }

    static PhoneHistoryEntry of(PhoneReport word) {
        return new PhoneHistoryEntry(Instant.ofEpochMilli(word.at().toEpochMilli()), word.phone(),
                word.endpoint().service().name(), word.endpoint().port(), word.endpoint().service().protocol(),
                word.asked(), word.how(), word.attempt(), word.seen().toOptional());
    }

    /** The word again, where the inventory has this endpoint. */
    Optional<PhoneReport> in(Inventory inventory) {
        return inventory.endpoints().stream().filter(this::isOf).findFirst().map(endpoint -> new PhoneReport(at, phone,
                endpoint, asked, how, attempt,
                seen.map(Fact::known).orElseGet(() -> Fact.unknown(Message.of("path.seen.not-then")))));
    }

    private boolean isOf(Endpoint endpoint) {
        return endpoint.port() == port && endpoint.service().name().equals(service)
                && endpoint.service().protocol() == protocol;
    }

    JsonObject json() {
        return new JsonBuilder()
                .put("at", at)
                .put("phone", phone.getHostAddress())
                .put("service", service)
                .put("port", port)
                .put("protocol", protocol)
                .put("asked", asked.getHostAddress())
                .put("how", how)
                .put("tried", json(attempt))
                .put("seen", seen.map(PhoneHistoryEntry::json))
                .build();
    }

    private static JsonBuilder json(PhoneAttempt attempt) {
        var json = new JsonBuilder().put("result", PhoneTexts.id(attempt));
        return switch (attempt) {
            case PhoneAttempt.GotThrough(Duration median, Duration worst, int tries) -> json
                    .put("medianMs", median).put("worstMs", worst).put("tries", tries);
            case PhoneAttempt.Intermittent(int answered, int tries, Duration median, Duration worst) -> json
                    .put("answered", answered).put("tries", tries).put("medianMs", median).put("worstMs", worst);
            case PhoneAttempt.Unfinished(Duration after) -> json.put("afterMs", after);
            case PhoneAttempt.TimedOut(Duration after) -> json.put("afterMs", after);
            case PhoneAttempt.FailedFast(Duration after) -> json.put("afterMs", after);
            case PhoneAttempt.Refused refused -> json;
            case PhoneAttempt.Unreachable unreachable -> json;
            case PhoneAttempt.NotTried not -> throw new IllegalArgumentException("there is nothing to remember");
        };
    }

    private static JsonBuilder json(PacketFate seen) {
        var json = new JsonBuilder().put("packet", PhoneTexts.id(seen));
        return seen instanceof PacketFate.Dropped(String by, String where, Confidence confidence)
                ? json.put("by", cut(by)).put("where", cut(where)).put("confidence", confidence) : json;
    }

    private static String cut(String text) {
        return Columns.start(text, LONGEST);
    }

    /**
     * One of {@code {"at":"2026-11-23T10:00:05Z","phone":"192.168.1.23","service":"Eloquence API Service",
     * "port":8000,"protocol":"tcp","asked":"192.168.1.44","how":"browser","tried":{"result":"got-through",
     * "medianMs":12,"worstMs":40,"tries":5},"seen":{"packet":"connected"}}}.
     *
     * @throws IllegalArgumentException where it is not exactly what {@link #json()} writes
     */
    static PhoneHistoryEntry read(JsonElement element) {
        if (!(element instanceof JsonObject json)) {
            throw new IllegalArgumentException("not an object");
        }
        PhoneHistoryEntry word;
        try {
            word = new PhoneHistoryEntry(Instant.parse(text(json, "at")), address(json, "phone"), text(json, "service"),
                    number(json, "port"), id(Protocol.class, json, "protocol"),
                    address(json, "asked"), id(PhoneReport.How.class, json, "how"),
                    tried(json), seen(json));
        } catch (RuntimeException e) {
            // Every accessor of Gson has an exception of its own; none of them may get any further.
            throw new IllegalArgumentException(e);
        }
        if (!word.json().equals(json)) {
            throw new IllegalArgumentException("a key too many, a key too few or a value of another form");
        }
        return word;
    }

    private static PhoneAttempt tried(JsonObject json) {
        JsonObject tried = json.getAsJsonObject("tried");
        return switch (text(tried, "result")) {
            case "got-through" -> new PhoneAttempt.GotThrough(millis(tried, "medianMs"), millis(tried, "worstMs"),
                    number(tried, "tries"));
            case "intermittent" -> new PhoneAttempt.Intermittent(number(tried, "answered"), number(tried, "tries"),
                    millis(tried, "medianMs"), millis(tried, "worstMs"));
            case "unfinished" -> new PhoneAttempt.Unfinished(millis(tried, "afterMs"));
            case "timed-out" -> new PhoneAttempt.TimedOut(millis(tried, "afterMs"));
            case "failed-fast" -> new PhoneAttempt.FailedFast(millis(tried, "afterMs"));
            case "refused" -> new PhoneAttempt.Refused();
            case "unreachable" -> new PhoneAttempt.Unreachable();
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    private static Optional<PacketFate> seen(JsonObject json) {
        if (json.get("seen").isJsonNull()) {
            return Optional.empty();
        }
        JsonObject seen = json.getAsJsonObject("seen");
        return Optional.of(switch (text(seen, "packet")) {
            case "connected" -> new PacketFate.Connected();
            case "refused" -> new PacketFate.Refused();
            case "dropped" -> new PacketFate.Dropped(text(seen, "by"), text(seen, "where"),
                    id(Confidence.class, seen, "confidence"));
            case "unanswered" -> new PacketFate.Unanswered();
            case "arrived" -> new PacketFate.Arrived();
            case "no-connection" -> new PacketFate.NoConnection();
            case "never-arrived" -> new PacketFate.NeverArrived();
            case String other -> throw new IllegalArgumentException(other);
        });
    }

    private static String text(JsonObject json, String key) {
        return json.getAsJsonPrimitive(key).getAsString();
    }

    private static <E extends Enum<E> & Id> E id(Class<E> type, JsonObject json, String key) {
        return Id.of(type, text(json, key)).orElseThrow(() -> new IllegalArgumentException(key));
    }

    private static int number(JsonObject json, String key) {
        return json.getAsJsonPrimitive(key).getAsBigDecimal().intValueExact();
    }

    private static Duration millis(JsonObject json, String key) {
        long millis = json.getAsJsonPrimitive(key).getAsBigDecimal().longValueExact();
        if (millis < 0) {
            throw new IllegalArgumentException(key);
        }
        return Duration.ofMillis(millis);
    }

    private static InetAddress address(JsonObject json, String key) {
        return InetAddress.ofLiteral(text(json, key));
    }
}
