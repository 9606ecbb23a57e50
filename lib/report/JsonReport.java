package report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import path.Cause;
import path.Diagnosis;
import path.Finding;
import path.Hop;
import path.HopResult;
import path.Remedy;
import path.ServicePath;
import process.Paste;
import text.Durations;
import text.Message;
import text.Words;

/** A diagnosis as one JSON document of the form {@code runbook/1}. Ids and keys are stable; texts are translated. */
public final class JsonReport {
    public static final String SCHEMA = "runbook/1";
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();

    private final String tool;
    private final String version;
    private final Words words;
    private final boolean ascii;

    /**
     * @param tool  the script that asks, as in {@code diagnose}
     * @param ascii write every other character as {@code \}{@code u00e9}, for a stream that is not UTF-8: JSON has no
     *              other encoding (RFC 8259 8.1)
     */
    public JsonReport(String tool, String version, Words words, boolean ascii) {
        this.tool = tool;
        this.version = version;
        this.words = words;
        this.ascii = ascii;
    }

    /**
     * The document, with no line end behind it.
     *
     * @param hops     those that the script looks at
     * @param exitCode the one the script is about to end with
     */
    public String of(Diagnosis diagnosis, Set<Hop> hops, int exitCode) {
        var document = new JsonObject();
        document.addProperty("schema", SCHEMA);
        document.addProperty("tool", tool);
        document.addProperty("version", version);
        document.addProperty("startedAt", diagnosis.startedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        document.addProperty("durationMs", Durations.millis(diagnosis.took()));
        document.addProperty("verdict", diagnosis.verdict().id());
        document.addProperty("exitCode", exitCode);
        document.add("host", host(diagnosis.machine()));
        document.add("services", array(diagnosis.paths(), path -> service(path, hops)));
        PhonesJson.add(document, diagnosis);
        document.add("findings", array(diagnosis.findings(), this::finding));
        String json = GSON.toJson(document);
        return ascii ? escaped(json) : json;
    }

    private static JsonObject host(Diagnosis.Machine machine) {
        var host = new JsonObject();
        host.addProperty("os", machine.os().id());
        host.add("address", orNull(machine.address()));
        host.add("adapter", orNull(machine.adapter()));
        host.addProperty("profile", machine.profile().id());
        return host;
    }

    private JsonObject service(ServicePath path, Set<Hop> hops) {
        var service = new JsonObject();
        service.addProperty("name", path.endpoint().service().name());
        service.addProperty("port", path.endpoint().port());
        service.addProperty("protocol", path.endpoint().service().protocol().id());
        service.add("hops", array(path.hops().stream().filter(result -> hops.contains(result.hop())).toList(),
                this::hop));
        service.add("brokenAt", path.broken().map(HopResult::hop).map(Hop::id).map(JsonReport::orNull)
                .orElse(JsonNull.INSTANCE));
        service.add("cause", path.cause().map(Cause::id).map(id -> orNull(id.id())).orElse(JsonNull.INSTANCE));
        return service;
    }

    private JsonObject hop(HopResult result) {
        var hop = new JsonObject();
        hop.addProperty("hop", result.hop().id());
        hop.addProperty("result", result.outcome().id());
        hop.addProperty("text", words.say(result.outcome().text()));
        hop.add("durationMs", result.took().<JsonElement>map(took -> new JsonPrimitive(Durations.millis(took)))
                .orElse(JsonNull.INSTANCE));
        return hop;
    }

    private JsonObject finding(Finding found) {
        var finding = new JsonObject();
        finding.addProperty("id", found.id().id());
        finding.addProperty("severity", found.severity().id());
        finding.addProperty("confidence", found.confidence().id());
        finding.add("services", array(found.services(), JsonPrimitive::new));
        finding.addProperty("summary", words.say(found.summary()));
        finding.add("evidence", array(found.evidence(), this::sentence));
        finding.add("remedies", array(found.remedies(), this::remedy));
        finding.addProperty("help", found.help(words.say("report.runbook")));
        return finding;
    }

    private JsonElement sentence(Message message) {
        return new JsonPrimitive(words.say(message));
    }

    private JsonObject remedy(Remedy step) {
        var remedy = new JsonObject();
        remedy.addProperty("text", words.say(step.text()));
        remedy.add("commands", array(step.commands(), JsonReport::command));
        return remedy;
    }

    private static JsonObject command(Paste paste) {
        var command = new JsonObject();
        command.addProperty("shell", paste.shell().id());
        command.addProperty("admin", paste.asAdministrator());
        command.addProperty("run", paste.line());
        return command;
    }

    private static <T> JsonArray array(Collection<T> values, Function<T, JsonElement> json) {
        var array = new JsonArray();
        values.forEach(value -> array.add(json.apply(value)));
        return array;
    }

    private static JsonElement orNull(String text) {
        return text.isEmpty() ? JsonNull.INSTANCE : new JsonPrimitive(text);
    }

    /** Outside of strings JSON is ASCII, so an escape is in place wherever another character stands. */
    private static String escaped(String json) {
        var escaped = new StringBuilder(json.length());
        json.chars().forEach(c -> {
            if (c < 0x7F) {
                escaped.append((char) c);
            } else {
                escaped.append(String.format("\\u%04x", c));
            }
        });
        return escaped.toString();
    }
}
