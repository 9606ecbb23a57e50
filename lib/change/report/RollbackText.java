package change.report;

import change.journal.Damage;
import change.journal.JournalState;
import change.journal.RunId;
import change.plan.RollbackResult;
import console.Look;
import console.Spoken;
import console.TextBuilder;
import firewall.Change;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import process.Moment;
import process.Os;
import text.DueTime;
import text.Message;
import text.Words;

/** What is in effect, and what was taken back, for a person. */
public final class RollbackText {
    /** Damaged lines that are shown one by one. */
    private static final int SHOWN = 10;

    private final Words words;
    private final Look look;
    private final Os os;
    private final Spoken spoken;

    public RollbackText(Words words, Look look, Os os, Spoken spoken) {
        this.words = words;
        this.look = look;
        this.os = os;
        this.spoken = spoken;
    }

    /** What may be in effect, by run, newest first, with the commands that take it back. */
    public List<String> list(List<JournalState.Item> items, List<Damage> damages, String journal, Moment now) {
        var page = new TextBuilder(words, look, spoken);
        damaged(page, damages);
        if (items.isEmpty() && !damages.isEmpty()) {
            return page.lines();
        }
        if (items.isEmpty()) {
            page.good(Message.of("change.nothing-in-effect", journal));
            return page.lines();
        }
        page.title(Message.of("change.in-effect", Integer.toString(items.size()), journal));
        Map<RunId, List<JournalState.Item>> runs = new LinkedHashMap<>();
        items.forEach(item -> runs.computeIfAbsent(item.run(), run -> new ArrayList<>()).add(item));
        runs.forEach((run, ofRun) -> {
            page.plain(Message.of("change.run", run.text(),
                    ofRun.getLast().since().truncatedTo(ChronoUnit.SECONDS).toString()));
            ofRun.getLast().lease().ifPresent(lease -> page.under(lease.due(now)
                    ? Message.of("change.run-overdue", DueTime.time(lease.until(), now.at()))
                    : Message.of("change.run-until", DueTime.time(lease.until(), now.at()),
                    DueTime.left(lease.until(), now.at()))));
            for (JournalState.Item item : ofRun) {
                page.todo(Message.of("change.item", item.step(), item.change().what()));
                switch (item.last().event()) {
                    case DONE, UNDONE -> { }
                    case INTENDED, UNDOING -> page.under(Message.of("change.interrupted"));
                    case FAILED -> page.under(Message.of("change.had-failed", item.last().cause().orElse("?")));
                }
                page.commands(item.change().pasteUndo(), os);
            }
        });
        return page.lines();
    }

    /** What became of it. */
    public List<String> result(RollbackResult back) {
        var page = new TextBuilder(words, look, spoken);
        for (RollbackResult.Line line : back.lines()) {
            Message what = line.item().change().what();
            switch (line.result()) {
                case RollbackResult.Undone undone -> page.good(Message.of("change.undone", what));
                case RollbackResult.Gone gone -> page.good(Message.of("change.gone", what));
                case RollbackResult.Refused(Message why) -> {
                    page.fail(Message.of("change.refused", what));
                    page.under(why);
                    page.under(Message.of("change.force"));
                }
                case RollbackResult.Failed(Message why) -> {
                    page.fail(Message.of("change.not-undone", what));
                    page.under(why);
                }
            }
        }
        page.blank();
        if (back.complete()) {
            page.good(Message.of("change.all-undone"));
        } else {
            page.fail(Message.of("change.not-all-undone"));
        }
        return page.lines();
    }

    /** What cannot be read of the journal any more, as far as a person can look for it. */
    private static void damaged(TextBuilder page, List<Damage> damages) {
        if (damages.isEmpty()) {
            return;
        }
        page.warn(Message.of("change.damaged"));
        for (Damage damage : damages.subList(0, Math.min(damages.size(), SHOWN))) {
            page.under(Message.of("change.damaged-line", damage.place(), damage.why()));
            damage.what().ifPresent(what -> page.under(Message.of("change.damaged-what", what)));
            damage.run().ifPresent(run -> page.under(Message.of("change.damaged-run", run.text())));
        }
        if (damages.size() > SHOWN) {
            page.under(Message.of("change.damaged-more", Integer.toString(damages.size() - SHOWN)));
        }
        List<String> aside = damages.stream().filter(Damage::isAside).map(damage -> damage.file().toString()).distinct()
                .toList();
        page.under(aside.isEmpty() ? Message.of("change.damaged-then") : Message.of("change.damaged-next", aside));
        page.blank();
    }

    /** Rules that somebody made by hand, with what would bring them back once they are removed. */
    public List<String> byHand(List<Change> removals) {
        var page = new TextBuilder(words, look, spoken);
        page.blank();
        page.warn(Message.of("change.by-hand", Integer.toString(removals.size())));
        for (Change removal : removals) {
            page.under(removal.what());
            if (!removal.pasteUndo().isEmpty()) {
                page.under(Message.of("change.by-hand-back"));
                page.commands(removal.pasteUndo(), os);
            }
        }
        return page.lines();
    }

    public List<String> byHandRemoved(List<HandMadeRule> lines) {
        var page = new TextBuilder(words, look, spoken);
        for (HandMadeRule line : lines) {
            line.failure().ifPresentOrElse(why -> {
                page.fail(Message.of("change.by-hand-failed", line.removal().what()));
                page.under(why);
            }, () -> page.good(Message.of(line.result() == HandMadeRule.Result.GONE ? "change.by-hand-gone"
                    : "change.by-hand-removed", line.removal().what())));
        }
        return page.lines();
    }
}
