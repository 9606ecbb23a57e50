package change.report;

import change.plan.ApplyCheck;
import change.plan.ApplyResult;
import change.plan.Plan;
import change.plan.PlanStep;
import change.plan.PortAnswer;
import change.plan.PortAssessment;
import console.Look;
import console.Spoken;
import console.TextBuilder;
import firewall.Advice;
import firewall.Change;
import firewall.Decision;
import firewall.Rule;
import inventory.Endpoint;
import inventory.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import path.Diagnosis;
import process.Os;
import text.Message;
import text.Words;

/** A plan, and what became of it, for a person. */
public final class PlanText {
    private final Words words;
    private final Look look;
    private final Os os;
    private final boolean everything;
    private final Spoken spoken;

    /** @param everything also the rules that let in what gets in already: {@code -v} */
    public PlanText(Words words, Look look, Os os, boolean everything, Spoken spoken) {
        this.words = words;
        this.look = look;
        this.os = os;
        this.everything = everything;
        this.spoken = spoken;
    }

    /**
     * What would be done, and for whom; then what is well, and what nobody here can do.
     *
     * @param wayBack with how it is undone
     */
    public List<String> plan(Plan plan, Diagnosis.Machine machine, Source source, boolean wayBack) {
        var page = new TextBuilder(words, look, spoken);
        page.title(plan.lan().isPresent()
                ? Message.of("change.title", plan.lan().get(), machine.address(), machine.adapter())
                : Message.of("change.title-nowhere"), source.lines());
        for (PlanStep step : plan.steps()) {
            page.todo(Message.of("change.step", Integer.toString(step.number()), step.service().name(),
                    ports(step.endpoints())));
            blockedBy(page, plan, step);
            for (Change change : step.changes()) {
                page.under(change.what());
                page.commands(change.paste(), os);
            }
            step.lasts().forEach(page::under);
            if (wayBack) {
                page.under(Message.of("change.undone-by"));
                step.changes().reversed().forEach(change -> page.commands(change.pasteUndo(), os));
            }
        }
        alike(plan.endpoints()).forEach(ports -> rest(page, ports, plan));
        page.blank();
        switch (plan.verdict()) {
            case CHANGES_WAIT -> page.plain(Message.of("change.waits", Integer.toString(plan.changes().size())));
            case STUCK -> page.plain(Message.of(plan.endpoints().stream()
                    .anyMatch(each -> each.answer() instanceof PortAnswer.NeedsOverride)
                    ? "change.stuck-by-rule" : "change.stuck"));
            case UNKNOWN -> page.plain(Message.of("change.unknown"));
            case NOTHING_TO_DO -> page.good(Message.of("change.nothing"));
        }
        return page.lines();
    }

    /**
     * What of a plan is not among the steps that are written for a person to do.
     *
     * @param without the changes that they have no command for
     */
    public List<String> notByHand(Plan plan, List<Change> without) {
        var page = new TextBuilder(words, look, spoken);
        for (Change change : without) {
            page.fail(change.what());
            page.underOnce(Message.of("change.print-no-command"));
        }
        alike(plan.endpoints()).stream().filter(ports -> switch (ports.getFirst().answer()) {
            case PortAnswer.Fixable fixable -> false;
            case PortAnswer.Open open -> false;
            case PortAnswer.NeedsOverride needs -> true;
            case PortAnswer.OutOfReach beyond -> true;
            case PortAnswer.CannotTell unknown -> true;
        }).forEach(ports -> rest(page, ports, plan));
        switch (plan.verdict()) {
            case CHANGES_WAIT -> { }
            case STUCK -> page.fail(Message.of("change.print-none"));
            case UNKNOWN -> page.unknown(Message.of("change.print-any-machine"));
            case NOTHING_TO_DO -> page.good(Message.of("change.nothing"));
        }
        return page.lines();
    }

    /** Each rule that blocks once, and what a person should know besides. */
    private void blockedBy(TextBuilder page, Plan plan, PlanStep step) {
        List<PortAnswer.Fixable> blocked = plan.endpoints().stream()
                .filter(each -> step.endpoints().contains(each.endpoint()))
                .map(PortAssessment::answer).filter(PortAnswer.Fixable.class::isInstance)
                .map(PortAnswer.Fixable.class::cast)
                .toList();
        blocked.stream().map(fixable -> why(fixable.decision())).distinct().forEach(page::under);
        blocked.stream().flatMap(fixable -> fixable.notes().stream()).forEach(page::underOnce);
    }

    private Message why(Decision.NotOpen decision) {
        return switch (decision) {
            case Decision.Blocked blocked -> blockedBy(blocked);
            case Decision.Undecided undecided -> Message.of("change.may-be-blocked", undecided.why());
        };
    }

    /** Windows' own writing of a rule is long and for machines; its name and its id are what a person finds it by. */
    private Message blockedBy(Decision.Blocked blocked) {
        Rule rule = blocked.by();
        return switch (blocked.cause()) {
            case DEFAULT, ALLOW_RULE_OTHER_PROFILE, ALLOW_RULE_DISABLED ->
                Message.of("change.blocked-by-default", rule.text(), rule.where());
            case BLOCK_RULE, ALL_INBOUND, POLICY_MANAGED, FORWARDING_OFF -> os == Os.WINDOWS && !rule.byDefault()
                    ? Message.of("change.blocked-by-named", rule.name(), rule.id(), rule.where())
                    : Message.of("change.blocked-by", rule.text(), rule.where());
        };
    }

    /** Neighbouring ports of one service that have one answer. */
    private static List<List<PortAssessment>> alike(List<PortAssessment> all) {
        var groups = new ArrayList<List<PortAssessment>>();
        for (PortAssessment each : all) {
            if (!groups.isEmpty() && groups.getLast().getFirst().answer().equals(each.answer())
                    && groups.getLast().getFirst().endpoint().service().equals(each.endpoint().service())) {
                groups.getLast().add(each);
            } else {
                groups.add(new ArrayList<>(List.of(each)));
            }
        }
        return groups;
    }

    /** What no step is about: ports of one service with one answer. What was said of others is not said again. */
    private void rest(TextBuilder page, List<PortAssessment> alike, Plan plan) {
        String name = alike.getFirst().endpoint().service().name();
        String ports = ports(alike.stream().map(PortAssessment::endpoint).toList());
        switch (alike.getFirst().answer()) {
            case PortAnswer.Fixable fixable -> {
                if (plan.steps().stream().noneMatch(step -> step.endpoints().contains(alike.getFirst().endpoint()))) {
                    page.todo(Message.of("change.with-the-above", name, ports));
                }
            }
            case PortAnswer.Open(Decision.Allowed allowed) -> {
                page.good(Message.of("change.open", name, ports));
                if (everything) {
                    page.underOnce(Message.of("change.open-by", allowed.by().text(), allowed.by().where()));
                }
                allowed.notes().forEach(page::underOnce);
            }
            case PortAnswer.NeedsOverride(Decision.Blocked blocked, Rule rule) -> {
                page.fail(Message.of("change.needs-override", name, ports, rule.name()));
                page.underOnce(blockedBy(blocked));
                blocked.notes().forEach(page::underOnce);
                page.underOnce(Message.of("change.how-to-override"));
            }
            case PortAnswer.OutOfReach(Decision.Blocked blocked, Message why, List<Advice> advice) -> {
                page.fail(Message.of("change.beyond", name, ports));
                page.underOnce(blockedBy(blocked));
                page.underOnce(why);
                advice.stream().filter(step -> page.underOnce(step.text()))
                        .forEach(step -> page.commands(step.commands(), os));
            }
            case PortAnswer.CannotTell(Message why, List<Rule> rules) -> {
                page.unknown(Message.of("change.cannot-tell", name, ports));
                page.underOnce(why);
                if (everything) {
                    rules.forEach(rule -> page.underOnce(Message.of("change.rule", rule.text(), rule.where())));
                }
            }
        }
    }

    /**
     * What was done, and what the firewall says to it.
     *
     * @param told     true where it was said already what was being done: if all of it was, it is not said again
     * @param rollback empty where it is yet to be seen whether it stays
     */
    public List<String> aftermath(ApplyCheck applyCheck, boolean told, Optional<String> rollback, String journal) {
        var page = new TextBuilder(words, look, spoken);
        if (!told || !applyCheck.applied().results().values().stream().allMatch(ApplyResult.Made.class::isInstance)) {
            done(page, applyCheck.applied());
        }
        page.blank();
        for (PortAssessment each : applyCheck.after()) {
            if (each.answer() instanceof PortAnswer.Fixable(var decision, var changes, var notes)) {
                page.fail(Message.of("change.still-blocked", each.endpoint().service().name(),
                        each.endpoint().portText()));
                page.under(why(decision));
            } else if (applyCheck.fixed().contains(each)) {
                page.good(Message.of("change.gets-in-now", each.endpoint().service().name(),
                        each.endpoint().portText()));
            } else {
                rest(page, List.of(each), applyCheck.applied().plan());
            }
        }
        page.blank();
        switch (applyCheck.verdict()) {
            case FIXED -> page.good(Message.of(!applyCheck.applied().leftTraces() ? "change.nothing"
                    : rollback.isPresent() ? "change.fixed" : "change.fixed-for-now"));
            case PARTLY -> page.warn(Message.of("change.partly", Integer.toString(applyCheck.fixed().size())));
            case UNCHANGED -> page.fail(Message.of(applyCheck.stillBlocked() ? "change.unchanged"
                    : "change.unchanged-unknown"));
            case UNKNOWN -> page.unknown(Message.of(applyCheck.applied().leftTraces() ? "change.unknown-after"
                    : "change.unknown-untouched"));
        }
        if (applyCheck.applied().leftTraces()) {
            rollback.ifPresent(command -> page.wayBack(journal, command));
        }
        return page.lines();
    }

    private static void done(TextBuilder page, ApplyResult applied) {
        for (PlanStep step : applied.plan().steps()) {
            for (int i = 0; i < step.changes().size(); i++) {
                Message what = step.changes().get(i).what();
                switch (applied.result(step, i)) {
                    case ApplyResult.Made made -> page.good(Message.of("change.made", what));
                    case ApplyResult.Unchanged unchanged -> page.good(Message.of("change.was-there", what));
                    case ApplyResult.Failed(Message why, boolean mayBe) -> {
                        page.fail(Message.of(mayBe ? "change.failed-maybe" : "change.failed", what));
                        page.under(why);
                    }
                    case ApplyResult.NotTried notTried -> page.warn(Message.of("change.not-tried", what));
                }
            }
        }
    }

    private static String ports(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::portText).collect(Collectors.joining(", "));
    }
}
