package change;

import java.util.List;
import json.JsonBuilder;
import report.JsonReport;
import text.Message;
import text.Words;

/** What is in effect, and what was taken back, for programs. */
public final class RollbackJson {
    private final Words words;

    public RollbackJson(Words words) {
        this.words = words;
    }

    /** Changes that may be in effect, newest first: {@code rollback --list}. */
    List<JsonBuilder> list(List<Ledger.Item> items) {
        return items.stream().map(this::item).toList();
    }

    /** The same with what became of each: {@code undone}, {@code gone}, {@code refused} or {@code failed}. */
    List<JsonBuilder> result(RolledBack back) {
        return back.lines().stream().map(line -> item(line.item())
                .put("result", line.result().id())
                .put("error", switch (line.result()) {
                    case RolledBack.Undone undone -> null;
                    case RolledBack.Gone gone -> null;
                    case RolledBack.Refused(Message why) -> words.say(why);
                    case RolledBack.Failed(Message why) -> words.say(why);
                })).toList();
    }

    private JsonBuilder item(Ledger.Item item) {
        return new JsonBuilder()
                .put("run", item.run().text())
                .put("id", item.step())
                .put("kind", item.change().kind())
                .put("text", words.say(item.change().what()))
                .put("since", item.since())
                .put("state", item.last().event())
                .put("lease", item.lease().map(lease -> new JsonBuilder()
                        .put("for", lease.purpose())
                        .put("until", lease.until())))
                .put("undo", item.change().pasteUndo(), JsonReport::command);
    }

    /** A rule made by hand: {@code found}, {@code removed}, {@code gone} or {@code failed}. */
    JsonBuilder byHand(ByHand.Line line) {
        return new JsonBuilder()
                .put("kind", line.removal().kind())
                .put("text", words.say(line.removal().what()))
                .put("result", line.result())
                .put("error", line.failure().map(words::say))
                .put("undo", line.removal().pasteUndo(), JsonReport::command);
    }
}
