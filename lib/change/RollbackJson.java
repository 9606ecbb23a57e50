package change;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import text.Message;
import text.Words;

/** What is in effect, and what was taken back, for programs. */
public final class RollbackJson {
    private final Words words;

    public RollbackJson(Words words) {
        this.words = words;
    }

    /** Changes that may be in effect, newest first: {@code rollback --list}. */
    public JsonArray list(List<Ledger.Item> items) {
        var all = new JsonArray();
        items.forEach(item -> all.add(item(item)));
        return all;
    }

    /** The same with what became of each: {@code undone}, {@code gone}, {@code refused} or {@code failed}. */
    public JsonArray result(RolledBack back) {
        var all = new JsonArray();
        for (RolledBack.Line line : back.lines()) {
            JsonObject json = item(line.item());
            json.addProperty("result", line.result().id());
            json.addProperty("error", switch (line.result()) {
                case RolledBack.Undone undone -> null;
                case RolledBack.Gone gone -> null;
                case RolledBack.Refused(Message why) -> words.say(why);
                case RolledBack.Failed(Message why) -> words.say(why);
            });
            all.add(json);
        }
        return all;
    }

    private JsonObject item(Ledger.Item item) {
        var json = new JsonObject();
        json.addProperty("run", item.run().text());
        json.addProperty("id", item.step());
        json.addProperty("kind", item.change().kind());
        json.addProperty("text", words.say(item.change().what()));
        json.addProperty("since", item.since().toString());
        json.addProperty("state", item.last().event().id());
        json.add("lease", item.lease().map(RollbackJson::lease).orElse(JsonNull.INSTANCE));
        json.add("undo", PlanJson.commands(item.change().pasteUndo()));
        return json;
    }

    private static JsonElement lease(Lease lease) {
        var json = new JsonObject();
        json.addProperty("for", lease.purpose().id());
        json.addProperty("until", lease.until().toString());
        return json;
    }

    /** Rules made by hand: {@code found}, {@code removed}, {@code gone} or {@code failed}. */
    public JsonArray byHand(List<ByHand.Line> lines) {
        var all = new JsonArray();
        for (ByHand.Line line : lines) {
            var json = new JsonObject();
            json.addProperty("kind", line.removal().kind());
            json.addProperty("text", words.say(line.removal().what()));
            json.addProperty("result", line.result().id());
            json.addProperty("error", line.failure().map(words::say).orElse(null));
            json.add("undo", PlanJson.commands(line.removal().pasteUndo()));
            all.add(json);
        }
        return all;
    }
}
