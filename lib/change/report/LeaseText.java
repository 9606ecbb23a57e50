package change.report;

import change.journal.Lease;
import change.journal.RunId;
import change.lease.LeaseKeeper;
import change.lease.LeaseTerms;
import change.plan.Plan;
import change.plan.PortAnswer;
import change.plan.PortAssessment;
import console.Look;
import console.Spoken;
import console.TextBuilder;
import firewall.Change;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import process.Os;
import text.DueTime;
import text.Message;
import text.Words;

/** What is only lent, for a person: on what terms, until when, and how to keep it. */
final class LeaseText {
    private final Words words;
    private final Look look;
    private final Os os;
    private final Spoken spoken;

    LeaseText(Words words, Look look, Os os, Spoken spoken) {
        this.words = words;
        this.look = look;
        this.os = os;
        this.spoken = spoken;
    }

    /** What is let in besides, as long as the question is open. */
    List<String> page(Plan plan) {
        var page = new TextBuilder(words, look, spoken);
        if (!plan.changes().isEmpty()) {
            page.todo(Message.of("change.page-also"));
            for (Change change : plan.changes()) {
                page.under(change.what());
                page.commands(change.paste(), os);
            }
        }
        for (PortAssessment each : plan.endpoints()) {
            switch (each.answer()) {
                case PortAnswer.Open open -> page.good(Message.of("change.page-open"));
                case PortAnswer.Fixable fixable -> { }
                case PortAnswer.NeedsOverride(var decision, var rule) -> page.warn(Message.of("change.page-stays-shut",
                        Message.of("change.opening-blocked", rule.called(), rule.where())));
                case PortAnswer.OutOfReach(var decision, Message why, var advice) ->
                    page.warn(Message.of("change.page-stays-shut", why));
                case PortAnswer.CannotTell(Message why, var rules) ->
                    page.warn(Message.of("change.page-stays-shut", why));
            }
        }
        return page.lines();
    }

    List<String> terms(LeaseTerms terms) {
        var page = new TextBuilder(words, look, spoken);
        terms.confirming().ifPresent(one -> page.plain(Message.of(switch (one.who()) {
            case PERSON -> "change.terms-person";
            case PHONE -> "change.terms-phone";
        }, one.within(), one.within().plus(LeaseTerms.ROOM))));
        terms.until().ifPresent(length -> page.plain(Message.of("change.terms-until", length)));
        return page.lines();
    }

    List<String> lent(Instant until, Instant now, RunId run) {
        var page = new TextBuilder(words, look, spoken);
        page.warn(Message.of("change.lent", DueTime.time(until, now), DueTime.left(until, now)));
        if (os == Os.LINUX) {
            page.under(Message.of("change.lent-reboot"));
        }
        page.under(Message.of("change.keep-longer"));
        page.command("jbang fix-firewall --keep " + run);
        return page.lines();
    }

    List<String> waits(Instant until, Instant now, RunId run, boolean persist) {
        var page = new TextBuilder(words, look, spoken);
        page.warn(Message.of("change.waits-to-be-kept", DueTime.time(until, now), DueTime.left(until, now)));
        page.command("jbang fix-firewall --keep " + run + (persist ? " --persist" : ""));
        return page.lines();
    }

    List<String> stays(Message why, Optional<Instant> then, Instant now, RunId run, String journal) {
        var page = new TextBuilder(words, look, spoken);
        page.good(Message.of("change.stays", why));
        then.ifPresent(end ->
                page.under(Message.of("change.stays-until", DueTime.time(end, now), DueTime.left(end, now))));
        page.wayBack(journal, "jbang rollback --run " + run);
        return page.lines();
    }

    List<String> cutOff(Instant until, Instant now) {
        var page = new TextBuilder(words, look, spoken);
        page.blank();
        page.warn(Message.of("change.cut-off", DueTime.time(until, now), DueTime.left(until, now)));
        return page.lines();
    }

    List<String> triedAgain(Instant until, Instant now) {
        var page = new TextBuilder(words, look, spoken);
        page.under(Message.of("change.undone-later", DueTime.time(until, now), DueTime.left(until, now)));
        return page.lines();
    }

    List<String> kept(LeaseKeeper.Outcome outcome, Instant now) {
        var page = new TextBuilder(words, look, spoken);
        switch (outcome) {
            case LeaseKeeper.Stays(Lease lease, Optional<Instant> then) -> {
                page.good(Message.of("change.run-kept", lease.run().text()));
                then.ifPresent(end -> page.under(
                        Message.of("change.stays-until", DueTime.time(end, now), DueTime.left(end, now))));
            }
            case LeaseKeeper.TooLate(Lease lease, boolean takenBack) -> {
                page.fail(Message.of(takenBack ? "change.run-taken-back" : "change.run-due", lease.run().text(),
                        DueTime.time(lease.until(), now)));
                page.under(Message.of("change.apply-again"));
                page.command("jbang fix-firewall --apply");
            }
            case LeaseKeeper.NothingLent nothing -> page.fail(Message.of("change.nothing-to-keep"));
        }
        return page.lines();
    }

    List<String> notKept(Message why) {
        var page = new TextBuilder(words, look, spoken);
        page.blank();
        page.warn(Message.of("change.not-kept", why));
        return page.lines();
    }

    List<String> leftToGuard(Instant until, Instant now, RunId run) {
        var page = new TextBuilder(words, look, spoken);
        page.under(Message.of("change.left-to-guard", DueTime.time(until, now), DueTime.left(until, now)));
        page.command("jbang rollback --elevate --run " + run);
        return page.lines();
    }
}
