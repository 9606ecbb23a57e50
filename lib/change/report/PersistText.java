package change.report;

import change.plan.ApplyCheck;
import change.plan.ApplyResult;
import change.plan.PersistStep;
import change.plan.PlanStep;
import console.Look;
import console.Spoken;
import console.TextBuilder;
import firewall.Change;
import firewall.Persistence;
import java.util.List;
import process.Os;
import text.Message;
import text.Words;

/** For how long changes last, and what is done for a restart, for a person. */
final class PersistText {
    private final Words words;
    private final Look look;
    private final Os os;
    private final Spoken spoken;

    PersistText(Words words, Look look, Os os, Spoken spoken) {
        this.words = words;
        this.look = look;
        this.os = os;
        this.spoken = spoken;
    }

    /** Why it is done so, or not at all. */
    static Message why(Persistence how) {
        return switch (how) {
            case Persistence.Lasting(Message why) -> why;
            case Persistence.Kept(var way, Message why, var changes) -> why;
            case Persistence.NoWay(Message why) -> why;
        };
    }

    List<String> plan(List<PersistStep> steps, boolean wayBack) {
        var page = new TextBuilder(words, look, spoken);
        for (PersistStep step : steps) {
            page.blank();
            switch (step.how()) {
                case Persistence.Lasting(Message why) -> page.good(why);
                case Persistence.NoWay(Message why) -> page.warn(why);
                case Persistence.Kept(var way, Message why, List<Change> changes) -> {
                    page.todo(Message.of("change.persist", step.run().text()));
                    page.under(why);
                    for (Change change : changes) {
                        page.under(change.what());
                        page.commands(change.paste(), os);
                    }
                    if (wayBack) {
                        page.under(Message.of("change.undone-by"));
                        changes.reversed().forEach(change -> page.commands(change.pasteUndo(), os));
                    }
                }
            }
        }
        if (!steps.isEmpty()) {
            page.blank();
        }
        return page.lines();
    }

    List<String> result(List<PersistStep> steps) {
        var page = new TextBuilder(words, look, spoken);
        for (PersistStep step : steps) {
            if (step.failure().isPresent()) {
                page.fail(Message.of("change.persist-failed"));
                page.under(step.failure().get().why());
                page.under(Message.of("change.take-back"));
                page.command("jbang rollback --run " + step.run());
            } else if (step.waits()) {
                page.warn(Message.of("change.persist-changed"));
            } else {
                switch (step.how()) {
                    case Persistence.Lasting said -> { }
                    case Persistence.NoWay(Message why) -> page.warn(why);
                    case Persistence.Kept kept ->
                        page.good(Message.of("change.persisted", step.changes().getFirst().what()));
                }
            }
        }
        return page.lines();
    }

    /** Nothing is said where nothing was made, or no more can be made of it. */
    List<String> untilRestart(FixResult ended, String line) {
        var page = new TextBuilder(words, look, spoken);
        // Nothing is wrong with a change that a restart ends: it is good to know, and no more.
        ended.check().map(ApplyCheck::applied).filter(applied -> spoken == Spoken.ALL)
                .filter(PersistText::leftWhatCanBeKept).ifPresent(applied -> {
            page.warn(Message.of("change.until-restart"));
            page.command(line);
        });
        return page.lines();
    }

    private static boolean leftWhatCanBeKept(ApplyResult applied) {
        for (PlanStep step : applied.plan().steps()) {
            for (int i = 0; i < step.changes().size(); i++) {
                if (applied.result(step, i) instanceof ApplyResult.Made
                        && step.changes().get(i).lifetime().keepable()) {
                    return true;
                }
            }
        }
        return false;
    }
}
