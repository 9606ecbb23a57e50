package change.report;

import change.journal.Damage;
import change.journal.JournalState;
import change.journal.RunId;
import change.plan.RollbackResult;
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
    List<JsonBuilder> list(List<JournalState.Item> items) {
        return items.stream().map(this::item).toList();
    }

    /** The same with what became of each: {@code undone}, {@code gone}, {@code refused} or {@code failed}. */
    List<JsonBuilder> result(RollbackResult back) {
        return back.lines().stream().map(line -> item(line.item())
                .put("result", line.result().id())
                .put("error", switch (line.result()) {
                    case RollbackResult.Undone undone -> null;
                    case RollbackResult.Gone gone -> null;
                    case RollbackResult.Refused(Message why) -> words.say(why);
                    case RollbackResult.Failed(Message why) -> words.say(why);
                })).toList();
    }

    private JsonBuilder item(JournalState.Item item) {
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
    JsonBuilder byHand(HandMadeRule line) {
        return new JsonBuilder()
                .put("kind", line.removal().kind())
                .put("text", words.say(line.removal().what()))
                .put("result", line.result())
                .put("error", line.failure().map(words::say))
                .put("undo", line.removal().pasteUndo(), JsonReport::command);
    }

    /** A place in the journal that cannot be believed, with what it may have been about. */
    JsonBuilder damaged(Damage damage) {
        return new JsonBuilder()
                .put("file", damage.file().toString())
                .put("line", damage.line())
                .put("error", words.say(damage.why()))
                .put("run", damage.run().map(RunId::text))
                .put("text", damage.what().map(words::say));
    }
}
