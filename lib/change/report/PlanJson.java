package change.report;

import change.lease.LeaseStatus;
import change.plan.ApplyCheck;
import change.plan.ApplyResult;
import change.plan.PersistStep;
import change.plan.Plan;
import change.plan.PlanStep;
import change.plan.PortAnswer;
import change.plan.PortAssessment;
import firewall.Advice;
import firewall.Change;
import firewall.Decision;
import firewall.Persistence;
import firewall.Rule;
import inventory.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import json.JsonBuilder;
import report.JsonReport;
import text.Message;
import text.Words;

/** A plan, and what became of it, for programs: the part of the document that only fix-firewall has. */
public final class PlanJson {
    private final Words words;

    public PlanJson(Words words) {
        this.words = words;
    }

    /** Adds {@code run}, {@code lan}, {@code journal}, {@code result}, {@code plan} and {@code endpoints}. */
    void add(JsonBuilder document, FixResult ended, String journal) {
        Optional<ApplyCheck> aftermath = ended.check();
        ApplyResult applied = aftermath.map(ApplyCheck::applied).orElseGet(() -> ApplyResult.nothingYet(ended.plan()));
        Plan plan = applied.plan();
        document.put("run", plan.run().text())
                .put("lan", plan.lan().map(Object::toString))
                .put("journal", journal)
                .put("result", ended.lease().filter(LeaseStatus::takenBack).isPresent() ? "taken-back"
                        : aftermath.map(a -> a.verdict().id()).orElse("planned"))
                .put("plan", new JsonBuilder().put("steps", plan.steps(), step -> step(step, applied)))
                .put("endpoints", IntStream.range(0, plan.endpoints().size()).boxed().toList(), i ->
                        endpoint(plan.endpoints().get(i), aftermath.map(a -> a.after().get(i))))
                .put("persist", ended.persist(), this::persist);
    }

    /** What was done for a restart, or would be: {@code way} is null where nothing is, and the text says why. */
    JsonBuilder persist(PersistStep step) {
        return new JsonBuilder()
                .put("run", step.run().text())
                .put("way", step.how() instanceof Persistence.Kept(var way, var why, var changes) ? way.id() : null)
                .put("text", words.say(PersistText.why(step.how())))
                .put("changes", IntStream.range(0, step.changes().size()).boxed().toList(), i ->
                        change(step.id(i), step.changes().get(i), step.results().get(i)));
    }

    /** {@code {"for":"confirm","until":"…Z","kept":null,"takenBack":false}}; kept is null until somebody has said. */
    static JsonBuilder lease(LeaseStatus leaseStatus) {
        return new JsonBuilder()
                .put("for", leaseStatus.purpose())
                .put("until", leaseStatus.until())
                .put("kept", leaseStatus.kept())
                .put("takenBack", leaseStatus.takenBack());
    }

    private JsonBuilder step(PlanStep step, ApplyResult applied) {
        return new JsonBuilder()
                .put("id", Integer.toString(step.number()))
                .put("service", step.service().name())
                .put("ports", step.endpoints(), Endpoint::portText)
                .put("state", applied.state(step))
                .put("changes", IntStream.range(0, step.changes().size()).boxed().toList(), i ->
                        change(step.id(i), step.changes().get(i), applied.result(step, i)));
    }

    private JsonBuilder change(String id, Change change, ApplyResult.Result result) {
        return new JsonBuilder()
                .put("id", id)
                .put("kind", change.kind())
                .put("text", words.say(change.what()))
                .put("lasts", change.lifetime())
                .put("state", ApplyResult.state(result))
                .put("error", result instanceof ApplyResult.Failed(Message why, boolean mayBe) ? words.say(why) : null)
                .put("commands", change.paste(), JsonReport::command)
                .put("undo", change.pasteUndo(), JsonReport::command);
    }

    private JsonBuilder endpoint(PortAssessment before, Optional<PortAssessment> after) {
        return JsonReport.endpoint(new JsonBuilder(), "service", before.endpoint())
                .put("before", answer(before.answer()))
                .put("after", after.map(each -> answer(each.answer())));
    }

    /** {@code decision}: allowed, blocked or unknown; {@code can}: nothing, change, needs-override, beyond, unknown. */
    private JsonBuilder answer(PortAnswer answer) {
        return switch (answer) {
            case PortAnswer.Open(Decision.Allowed allowed) ->
                answer("allowed", null, "nothing", null, List.of(allowed.by()));
            case PortAnswer.Fixable(Decision.NotOpen decision, var changes, var notes) -> (switch (decision) {
                case Decision.Blocked blocked ->
                    answer("blocked", blocked.cause(), "change", null, List.of(blocked.by()));
                case Decision.Undecided undecided ->
                    answer("unknown", null, "change", undecided.why(), undecided.rules());
            }).put("notes", notes, words::say);
            case PortAnswer.NeedsOverride(Decision.Blocked blocked, Rule rule) ->
                answer("blocked", blocked.cause(), "needs-override", Message.of("change.how-to-override"),
                        List.of(rule));
            case PortAnswer.OutOfReach(Decision.Blocked blocked, Message why, List<Advice> advice) ->
                answer("blocked", blocked.cause(), "beyond", why, List.of(blocked.by()))
                        .put("remedies", advice, this::remedy);
            case PortAnswer.CannotTell(Message why, List<Rule> rules) -> answer("unknown", null, "unknown", why, rules);
        };
    }

    private JsonBuilder remedy(Advice step) {
        return new JsonBuilder()
                .put("text", words.say(step.text()))
                .put("commands", step.commands(), JsonReport::command);
    }

    private JsonBuilder answer(String decision, Decision.Cause cause, String can, Message why, List<Rule> rules) {
        return new JsonBuilder()
                .put("decision", decision)
                .put("cause", cause)
                .put("can", can)
                .put("text", why == null ? null : words.say(why))
                .put("rules", rules, rule -> new JsonBuilder()
                        .put("id", rule.id())
                        .put("name", rule.name())
                        .put("text", rule.text())
                        .put("where", rule.where()));
    }
}
