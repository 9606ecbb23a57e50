package change;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import firewall.Change;
import firewall.Decision;
import firewall.Rule;
import inventory.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import process.Paste;
import text.Message;
import text.Words;

/** A plan, and what became of it, for programs: the part of the document that only fix-firewall has. */
public final class PlanJson {
    private final Words words;

    public PlanJson(Words words) {
        this.words = words;
    }

    /** Adds {@code run}, {@code lan}, {@code journal}, {@code plan} and {@code endpoints}. */
    public void add(JsonObject document, Applied applied, Optional<Aftermath> aftermath, String journal) {
        Plan plan = applied.plan();
        document.addProperty("run", plan.run().text());
        document.addProperty("lan", plan.lan().map(Object::toString).orElse(null));
        document.addProperty("journal", journal);
        document.addProperty("result", aftermath.map(a -> a.verdict().id()).orElse("planned"));
        var steps = new JsonArray();
        plan.steps().forEach(step -> steps.add(step(step, applied)));
        var shown = new JsonObject();
        shown.add("steps", steps);
        document.add("plan", shown);
        var endpoints = new JsonArray();
        for (int i = 0; i < plan.endpoints().size(); i++) {
            int index = i;
            endpoints.add(endpoint(plan.endpoints().get(i), aftermath.map(a -> a.after().get(index))));
        }
        document.add("endpoints", endpoints);
    }

    /** What came of it in the end, where it was taken back since: {@code aftermath} is what it had come to before. */
    static void takenBack(JsonObject document) {
        document.addProperty("result", "taken-back");
    }

    /** {@code {"for":"confirm","until":"…Z","kept":null,"takenBack":false}}; kept is null as long as nobody has said. */
    static JsonElement lease(Lent lent) {
        var json = new JsonObject();
        json.addProperty("for", lent.purpose().id());
        json.addProperty("until", lent.until().toString());
        json.addProperty("kept", lent.kept().orElse(null));
        json.addProperty("takenBack", lent.takenBack());
        return json;
    }

    private JsonObject step(Step step, Applied applied) {
        var json = new JsonObject();
        json.addProperty("id", Integer.toString(step.number()));
        json.addProperty("service", step.service().name());
        var ports = new JsonArray();
        step.endpoints().stream().map(Endpoint::portText).forEach(ports::add);
        json.add("ports", ports);
        json.addProperty("state", applied.state(step).id());
        var changes = new JsonArray();
        for (int i = 0; i < step.changes().size(); i++) {
            changes.add(change(step.id(i), step.changes().get(i), applied.result(step, i)));
        }
        json.add("changes", changes);
        return json;
    }

    private JsonObject change(String id, Change change, Applied.Result result) {
        var json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("kind", change.kind());
        json.addProperty("text", words.say(change.what()));
        json.addProperty("state", Applied.state(result).id());
        json.addProperty("error", result instanceof Applied.Failed(Message why, boolean mayBe) ? words.say(why) : null);
        json.add("commands", commands(change.paste()));
        json.add("undo", commands(change.pasteUndo()));
        return json;
    }

    static JsonArray commands(List<Paste> pastes) {
        var all = new JsonArray();
        for (Paste paste : pastes) {
            var json = new JsonObject();
            json.addProperty("shell", paste.shell().id());
            json.addProperty("admin", paste.asAdministrator());
            json.addProperty("run", paste.line());
            all.add(json);
        }
        return all;
    }

    private JsonObject endpoint(Assessed before, Optional<Assessed> after) {
        var json = new JsonObject();
        json.addProperty("service", before.endpoint().service().name());
        json.addProperty("port", before.endpoint().port());
        json.addProperty("protocol", before.endpoint().service().protocol().id());
        json.add("before", answer(before.answer()));
        json.add("after", after.map(each -> (JsonElement) answer(each.answer()))
                .orElse(JsonNull.INSTANCE));
        return json;
    }

    /** {@code decision}: allowed, blocked or unknown; {@code can}: nothing, change, needs-override, beyond, unknown. */
    private JsonObject answer(Answer answer) {
        return switch (answer) {
            case Answer.Open(Decision.Allowed allowed) ->
                answer("allowed", null, "nothing", List.of(allowed.by()), null);
            case Answer.Mend(Decision.Blocked blocked, var changes, var notes) ->
                answer("blocked", blocked.cause(), "change", List.of(blocked.by()), null);
            case Answer.NeedsOverride(Decision.Blocked blocked, Rule rule) ->
                answer("blocked", blocked.cause(), "needs-override", List.of(rule),
                        Message.of("change.how-to-override"));
            case Answer.Beyond(Decision.Blocked blocked, Message why) ->
                answer("blocked", blocked.cause(), "beyond", List.of(blocked.by()), why);
            case Answer.CannotTell(Message why, List<Rule> rules) -> answer("unknown", null, "unknown", rules, why);
        };
    }

    private JsonObject answer(String decision, Decision.Cause cause, String can, List<Rule> rules, Message why) {
        var json = new JsonObject();
        json.addProperty("decision", decision);
        json.addProperty("cause", cause == null ? null : cause.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.addProperty("can", can);
        json.addProperty("text", why == null ? null : words.say(why));
        var by = new JsonArray();
        for (Rule rule : rules) {
            var one = new JsonObject();
            one.addProperty("id", rule.id());
            one.addProperty("name", rule.name());
            one.addProperty("text", rule.text());
            one.addProperty("where", rule.where());
            by.add(one);
        }
        json.add("rules", by);
        return json;
    }
}
