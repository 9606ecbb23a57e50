package change;

import firewall.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import process.Os;
import report.Look;
import text.Message;
import text.Words;

/** What is only lent, for a person: on what terms, until when, and how to keep it. */
final class LeaseText {
    private final Words words;
    private final Look look;
    private final Os os;

    LeaseText(Words words, Look look, Os os) {
        this.words = words;
        this.look = look;
        this.os = os;
    }

    /** What is let in besides, as long as the question is open. */
    List<String> page(Plan plan) {
        var page = new Page(words, look);
        if (!plan.changes().isEmpty()) {
            page.todo(Message.of("change.page-also"));
            for (Change change : plan.changes()) {
                page.under(change.what());
                page.commands(change.paste(), os);
            }
        }
        for (Assessed each : plan.endpoints()) {
            switch (each.answer()) {
                case Answer.Open open -> page.good(Message.of("change.page-open"));
                case Answer.Mend mend -> { }
                case Answer.NeedsOverride(var decision, var rule) -> page.warn(Message.of("change.page-stays-shut",
                        Message.of("change.opening-blocked", rule.text(), rule.where())));
                case Answer.Beyond(var decision, Message why) ->
                    page.warn(Message.of("change.page-stays-shut", why));
                case Answer.CannotTell(Message why, var rules) ->
                    page.warn(Message.of("change.page-stays-shut", why));
            }
        }
        return page.lines();
    }

    List<String> terms(Terms terms) {
        var page = new Page(words, look);
        terms.confirming().ifPresent(one -> page.plain(Message.of(switch (one.who()) {
            case PERSON -> "change.terms-person";
            case PHONE -> "change.terms-phone";
        }, one.within())));
        terms.until().ifPresent(length -> page.plain(Message.of("change.terms-until", length)));
        return page.lines();
    }

    List<String> lent(Instant until, Instant now, RunId run) {
        var page = new Page(words, look);
        page.warn(Message.of("change.lent", Clock.time(until, now), Clock.left(until, now)));
        if (os == Os.LINUX) {
            page.under(Message.of("change.lent-reboot"));
        }
        page.under(Message.of("change.keep-longer"));
        page.command("jbang fix-firewall --keep " + run);
        return page.lines();
    }

    List<String> waits(Instant until, Instant now, RunId run) {
        var page = new Page(words, look);
        page.warn(Message.of("change.waits-to-be-kept", Clock.time(until, now), Clock.left(until, now)));
        page.command("jbang fix-firewall --keep " + run);
        return page.lines();
    }

    List<String> stays(Message why, Optional<Instant> then, Instant now, RunId run, String journal) {
        var page = new Page(words, look);
        page.good(Message.of("change.stays", why));
        then.ifPresent(end -> page.under(Message.of("change.stays-until", Clock.time(end, now), Clock.left(end, now))));
        page.wayBack(journal, "jbang rollback --run " + run);
        return page.lines();
    }

    List<String> cutOff(Instant until, Instant now, RunId run) {
        var page = new Page(words, look);
        page.blank();
        page.warn(Message.of("change.cut-off", Clock.time(until, now), Clock.left(until, now)));
        page.command("jbang rollback --run " + run);
        page.under(Message.of("change.keep-after-all"));
        page.command("jbang fix-firewall --keep " + run);
        return page.lines();
    }

    List<String> kept(Keeping.Outcome outcome, Instant now) {
        var page = new Page(words, look);
        switch (outcome) {
            case Keeping.Stays(Lease lease, Optional<Instant> then) -> {
                page.good(Message.of("change.run-kept", lease.run().text()));
                then.ifPresent(end -> page.under(
                        Message.of("change.stays-until", Clock.time(end, now), Clock.left(end, now))));
            }
            case Keeping.TooLate(Lease lease, boolean takenBack) -> {
                page.fail(Message.of(takenBack ? "change.run-taken-back" : "change.run-due", lease.run().text(),
                        Clock.time(lease.until(), now)));
                page.under(Message.of("change.apply-again"));
                page.command("jbang fix-firewall --apply");
            }
            case Keeping.NothingLent nothing -> page.fail(Message.of("change.nothing-to-keep"));
        }
        return page.lines();
    }

    List<String> notKept(Message why) {
        var page = new Page(words, look);
        page.blank();
        page.warn(Message.of("change.not-kept", why));
        return page.lines();
    }

    List<String> leftToGuard(Instant until, Instant now, RunId run) {
        var page = new Page(words, look);
        page.under(Message.of("change.left-to-guard", Clock.time(until, now), Clock.left(until, now)));
        page.command("jbang rollback --elevate --run " + run);
        return page.lines();
    }
}
