package report;

import com.google.gson.JsonObject;
import firewall.Rule;
import inventory.Endpoint;
import inventory.Source;
import java.util.Optional;
import java.util.Set;
import json.JsonBuilder;
import json.JsonDocument;
import path.Cause;
import path.Diagnosis;
import path.Finding;
import path.Hop;
import path.HopResult;
import path.Remedy;
import path.ServicePath;
import process.ShellCommand;
import text.Words;

/** A diagnosis as one JSON document of the form {@code runbook/1}. Ids and keys are stable; texts are translated. */
public final class JsonReport {
    private final String tool;
    private final String version;
    private final Words words;

    /** @param tool the script that asks, as in {@code diagnose} */
    public JsonReport(String tool, String version, Words words) {
        this.tool = tool;
        this.version = version;
        this.words = words;
    }

    /**
     * @param hops     those that the script looks at
     * @param exitCode the one the script is about to end with
     */
    public JsonObject of(Diagnosis diagnosis, Set<Hop> hops, int exitCode) {
        JsonBuilder document = new JsonDocument(tool, version, diagnosis.startedAt())
                .head(diagnosis.took(), diagnosis.verdict().id(), exitCode)
                .put("host", host(diagnosis.machine()))
                .put("servicesFrom", source(words, diagnosis.source()))
                .put("services", diagnosis.paths(), path -> service(path, hops));
        PhonesJson.add(document, diagnosis);
        return document.put("findings", diagnosis.findings(), this::finding).build();
    }

    private static JsonBuilder host(Diagnosis.Machine machine) {
        return new JsonBuilder()
                .put("os", machine.os())
                .put("address", filled(machine.address()))
                .put("adapter", filled(machine.adapter()))
                .put("profile", machine.profile());
    }

    /** Where the services come from. */
    public static JsonBuilder source(Words words, Source source) {
        return new JsonBuilder()
                .put("kind", source.kind())
                .put("file", filled(source.file()))
                .put("text", words.say(source.text()))
                .put("notes", source.notes(), words::say);
    }

    private JsonBuilder service(ServicePath path, Set<Hop> hops) {
        return endpoint(new JsonBuilder(), "name", path.endpoint())
                .put("hops", path.hops().stream().filter(result -> hops.contains(result.hop())).toList(), this::hop)
                .put("brokenAt", path.broken().map(HopResult::hop))
                .put("cause", path.cause().map(Cause::id));
    }

    /** Says which endpoint an object is about. */
    public static JsonBuilder endpoint(JsonBuilder object, String nameKey, Endpoint endpoint) {
        return object
                .put(nameKey, endpoint.service().name())
                .put("port", endpoint.port())
                .put("protocol", endpoint.service().protocol());
    }

    private JsonBuilder hop(HopResult result) {
        return new JsonBuilder()
                .put("hop", result.hop())
                .put("result", result.outcome().id())
                .put("text", words.say(result.outcome().text()))
                .put("durationMs", result.took());
    }

    private JsonBuilder finding(Finding found) {
        return new JsonBuilder()
                .put("id", found.id())
                .put("severity", found.severity())
                .put("confidence", found.confidence())
                .put("services", found.services())
                .put("summary", words.say(found.summary()))
                .put("evidence", found.evidence(), words::say)
                .putIfPresent("rules", Optional.of(found.rules().stream().map(JsonReport::rule).toList())
                        .filter(rules -> !rules.isEmpty()))
                .put("remedies", found.remedies(), this::remedy)
                .put("help", found.help(words.say("report.runbook")));
    }

    /** A rule of the firewall, in the system's own words. */
    private static JsonBuilder rule(Rule rule) {
        return new JsonBuilder()
                .put("name", rule.name())
                .put("where", rule.where())
                .put("text", rule.text());
    }

    private JsonBuilder remedy(Remedy step) {
        return new JsonBuilder()
                .put("text", words.say(step.text()))
                .put("commands", step.commands(), JsonReport::command);
    }

    /** A command for a person to paste. */
    public static JsonBuilder command(ShellCommand shellCommand) {
        return new JsonBuilder()
                .put("shell", shellCommand.shell())
                .put("admin", shellCommand.asAdministrator())
                .put("run", shellCommand.line());
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
