package change.run;

import change.elevate.ElevatedRun;
import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.PlanDigest;
import change.lease.LeaseSetup;
import change.lease.LeaseTerms;
import change.plan.ApplyCheck;
import change.plan.ApplyResult;
import change.plan.PersistStep;
import change.plan.Plan;
import change.plan.PlanStep;
import change.plan.Planner;
import change.report.ChangeReport;
import change.report.FixResult;
import firewall.Change;
import inventory.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import path.Diagnosis;
import path.check.ForeignFirewall;
import process.CloseOnExit;
import process.Fact;
import process.Os;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * The course of fix-firewall: shows the plan, and where it is to be carried out, makes sure that it may be and that
 * somebody agrees, before anything is written anywhere.
 *
 * @param report   where it is shown
 * @param applying the command that carries the plan out
 * @param elevated this very command with an administrator's rights
 * @param uac      how Windows is asked for these rights; empty unless somebody wanted that
 * @param agreed   asks a question; empty where nobody is there to answer
 * @param leaseSetup     for how long the changes may stay
 * @param persisting     whether they are to outlast a restart
 */
public record FixRun(World world, Planner planner, ChangeReport report, StateFolder folder, JournalCodec codec,
        String applying, Supplier<String> elevated, Optional<ElevatedRun> uac,
        Function<Message, Optional<Boolean>> agreed, LeaseSetup leaseSetup, Persisting persisting) {

    /**
     * @param asked true with {@code --persist}
     * @param line  the command that asks for it
     */
    public record Persisting(boolean asked, String line) { }

    /** Shows the plan and how to go on; changes nothing. */
    public FixResult show(Plan plan) throws StateException {
        report.plan(plan, machine(), source(), true);
        List<PersistStep> persist = persist(plan);
        report.persistPlan(persist, true);
        if (persistsAlone(plan, persist)) {
            report.hint(Message.of("change.apply-with"), applying);
            return new FixResult(FixResult.End.CHANGES_WAIT, plan).with(FixResult.End.CHANGES_WAIT, persist);
        }
        switch (plan.verdict()) {
            case CHANGES_WAIT -> report.hint(Message.of("change.apply-with"), applying);
            case UNKNOWN -> {
                // Of a product of another maker, an administrator sees no more.
                if (lacksRights() && world.live() && ForeignFirewall.noRuleHelps(planner.facts()).isEmpty()) {
                    report.hint(Message.of("change.see-more-with"), elevated.get());
                }
            }
            case STUCK, NOTHING_TO_DO -> { }
        }
        return new FixResult(FixResult.End.of(plan), plan).with(FixResult.End.of(plan), persist);
    }

    /** What a restart asks for besides; none unless that is wanted. */
    private List<PersistStep> persist(Plan plan) throws StateException {
        return persisting.asked() && planner.firewall().isPresent()
                ? persistRun(Duration.ZERO).plan(plan) : List.of();
    }

    private PersistRun persistRun(Duration wait) {
        return new PersistRun(world, planner.firewall().orElseThrow(), folder, codec, report.document().tool(), wait,
                report::say);
    }

    /**
     * Shows the plan and carries it out.
     *
     * @param wait how long to wait for another run
     * @throws StateException where the journal cannot be used; nothing was changed then
     */
    public FixResult carryOut(Plan plan, Duration wait) throws StateException {
        report.plan(plan, machine(), source(), false);
        List<PersistStep> persist = persist(plan);
        report.persistPlan(persist, false);
        FixResult ended = carryOut(plan, persist, wait);
        return ended.stays() || persistsAlone(plan, persist) && ended.end() == FixResult.End.of(plan)
                ? afterRestart(ended, persist, wait) : ended;
    }

    /** Nothing is to be changed now, but a restart would end what earlier runs have changed. */
    private static boolean persistsAlone(Plan plan, List<PersistStep> persist) {
        return plan.verdict() != Plan.Verdict.CHANGES_WAIT && persist.stream().anyMatch(PersistStep::waits);
    }

    /** Makes what stays outlast a restart, or says that it does not. */
    private FixResult afterRestart(FixResult ended, List<PersistStep> agreed, Duration wait) throws StateException {
        if (agreed.isEmpty()) {
            report.untilRestart(ended, persisting.line());
            return ended;
        }
        List<PersistStep> steps = persistRun(wait).carryOut(agreed);
        report.persisted(steps);
        boolean failed = steps.stream().anyMatch(step -> step.failure().isPresent());
        return ended.with(failed ? FixResult.End.BLOCKED : ended.end(), steps);
    }

    private FixResult carryOut(Plan plan, List<PersistStep> persist, Duration wait) throws StateException {
        Optional<Plan> page = page(plan);
        page.ifPresent(report::page);
        if (uac.isPresent() && lacksRights()) {
            return plan.verdict() == Plan.Verdict.CHANGES_WAIT ? elevated(plan, uac.get(), wait)
                    : new FixResult(FixResult.End.of(plan), plan);
        }
        boolean persistsAlone = persistsAlone(plan, persist);
        if ((plan.verdict() != Plan.Verdict.NOTHING_TO_DO || persistsAlone) && lacksRights()) {
            report.demand(Message.of(world.os() == Os.WINDOWS ? "change.needs-administrator-windows"
                    : "change.needs-administrator"), elevated.get());
            return new FixResult(FixResult.End.NEEDS_ADMINISTRATOR, plan);
        }
        if (plan.verdict() != Plan.Verdict.CHANGES_WAIT && !persistsAlone) {
            return new FixResult(FixResult.End.of(plan), plan);
        }
        Optional<FixResult.End> declined = declined(plan);
        if (declined.isPresent() || plan.verdict() != Plan.Verdict.CHANGES_WAIT) {
            return new FixResult(declined.orElse(FixResult.End.of(plan)), plan);
        }
        var execution = new PlanExecution(world, planner, planner.firewall().orElseThrow(), folder, codec,
                report.document().tool(), wait, leaseSetup.guard(), report::say);
        ConfirmRun confirmRun = confirmRun(plan, true, wait);
        try (CloseOnExit _ = confirmRun.takenBackAtExit()) {
            return switch (execution.carryOut(plan, page, leaseSetup.terms())) {
                case PlanExecution.PlanChanged(Plan now) -> {
                    report.say(Message.of("change.plan-changed"));
                    yield new FixResult(FixResult.End.of(now), now);
                }
                case PlanExecution.CarriedOut(ApplyCheck applyCheck, Optional<Instant> until) -> {
                    report.aftermath(applyCheck, true, unlessAsked("jbang rollback --run " + plan.run()));
                    yield settled(applyCheck, until, confirmRun);
                }
            };
        }
    }

    /**
     * Carries the plan out where it is the one that was agreed to in the process that started this one, and does
     * nothing where it is not.
     *
     * @param digest {@link change.journal.PlanDigest} of what was agreed to
     */
    public FixResult carryOutAgreed(Plan plan, String digest, Duration wait) throws StateException {
        boolean other = plan.verdict() == Plan.Verdict.CHANGES_WAIT
                && !PlanDigest.of(codec, plan.changes()).equals(digest);
        return other ? new FixResult(FixResult.End.CHANGES_WAIT, plan) : carryOut(plan, wait);
    }

    /** What is opened besides, for a phone that is to answer; empty where nothing has to be. */
    private Optional<Plan> page(Plan plan) {
        return plan.verdict() != Plan.Verdict.CHANGES_WAIT || leaseSetup.terms().needs().isEmpty() ? Optional.empty()
                : Optional.of(planner.as(leaseSetup.page()).page(leaseSetup.terms().needs(),
                        planner.firewall().orElseThrow().read()));
    }

    /** @param rights whether this process can change the firewall itself */
    private ConfirmRun confirmRun(Plan plan, boolean rights, Duration wait) {
        return new ConfirmRun(world, report, folder, codec, leaseSetup, rights, wait, persisting.asked(), plan.run());
    }

    private static FixResult settled(ApplyCheck applyCheck, Optional<Instant> until, ConfirmRun confirmRun)
            throws StateException {
        var carried = new FixResult(end(applyCheck), applyCheck.applied().plan(), Optional.of(applyCheck),
                Optional.empty(), List.of());
        return until.isEmpty() ? carried : confirmRun.settle(carried, until.get());
    }

    /** How it ends where nobody agreed. */
    private Optional<FixResult.End> declined(Plan plan) {
        if (!plan.changes().isEmpty()) {
            report.terms(leaseSetup.terms());
        }
        Optional<Boolean> agreement = agreed.apply(Message.of("change.question"));
        if (agreement.isPresent() && !agreement.get()) {
            report.say(Message.of("change.declined"));
        }
        return agreement.map(yes -> yes ? Optional.<FixResult.End>empty() : Optional.of(FixResult.End.CHANGES_WAIT))
                .orElse(Optional.of(FixResult.End.NOBODY_TO_ASK));
    }

    /** Asks Windows once, and whatever comes of it, looks at what is there now. */
    private FixResult elevated(Plan plan, ElevatedRun other, Duration wait) throws StateException {
        Optional<FixResult.End> declined = declined(plan);
        if (declined.isPresent()) {
            return new FixResult(declined.get(), plan);
        }
        report.say(Message.of("change.elevating"));
        var before = new LinkedHashMap<Change, Fact<Change.State>>();
        plan.changes().forEach(change -> before.put(change, change.state(world)));
        ConfirmRun confirmRun = confirmRun(plan, false, wait);
        try (CloseOnExit _ = confirmRun.takenBackAtExit()) {
            ElevatedRun.Outcome outcome = other.run(PlanDigest.of(codec, plan.changes()),
                    List.of("--as-run", plan.run().text()));
            return report.mayHaveRun(outcome, elevated) ? observed(plan, before, outcome, confirmRun)
                    : new FixResult(FixResult.End.NEEDS_ADMINISTRATOR, plan);
        }
    }

    /**
     * What is there now counts, not what the other process said.
     *
     * @param before what was there before it was started
     */
    private FixResult observed(Plan plan, Map<Change, Fact<Change.State>> before, ElevatedRun.Outcome outcome,
            ConfirmRun confirmRun) throws StateException {
        var results = new LinkedHashMap<String, ApplyResult.Result>();
        for (PlanStep step : plan.steps()) {
            for (int i = 0; i < step.changes().size(); i++) {
                Change change = step.changes().get(i);
                results.put(step.id(i), observed(step.id(i), change, before.get(change), outcome));
            }
        }
        Plan now = planner.plan(planner.firewall().orElseThrow().read());
        var applyCheck = new ApplyCheck(new ApplyResult(plan, results), now.endpoints());
        report.aftermath(applyCheck, false, unlessAsked("jbang rollback --elevate --run " + plan.run()));
        return settled(applyCheck, Journal.read(folder, codec).until(plan.run()), confirmRun);
    }

    private ApplyResult.Result observed(String id, Change change, Fact<Change.State> before,
            ElevatedRun.Outcome outcome) {
        boolean running = !(outcome instanceof ElevatedRun.Ended);
        return switch (change.state(world)) {
            case Fact.Known<Change.State>(var state) -> switch (state) {
                case PRESENT -> before.equals(Fact.known(Change.State.PRESENT)) ? new ApplyResult.Unchanged()
                        : new ApplyResult.Made();
                case ABSENT -> new ApplyResult.Failed(why(id, change, outcome), running);
                case EDITED -> new ApplyResult.Failed(Message.of(before.equals(Fact.known(Change.State.ABSENT))
                        ? "change.other-after" : "change.edited"), true);
            };
            case Fact.Unknown<Change.State>(Message cause) -> new ApplyResult.Failed(cause, true);
        };
    }

    private Message why(String id, Change change, ElevatedRun.Outcome outcome) {
        Optional<String> told = outcome instanceof ElevatedRun.Ended ended
                ? ended.error(id, report.words().say(change.what())) : Optional.empty();
        return told.map(Message::verbatim).orElseGet(() -> Message.of("change.elevate-not-there"));
    }

    /** Whoever is about to be asked whether it stays is not told yet how to take it back. */
    private Optional<String> unlessAsked(String rollback) {
        boolean asked = leaseSetup.terms().confirming().flatMap(LeaseTerms.Confirming::by).isPresent();
        return asked ? Optional.empty() : Optional.of(rollback);
    }

    private boolean lacksRights() {
        return planner.facts().administrator().equals(Fact.known(false));
    }

    private Diagnosis.Machine machine() {
        return Diagnosis.machine(planner.facts());
    }

    private Source source() {
        return planner.facts().inventory().source();
    }

    private static FixResult.End end(ApplyCheck applyCheck) {
        return switch (applyCheck.verdict()) {
            case FIXED -> FixResult.End.WELL;
            case PARTLY, UNCHANGED -> FixResult.End.BLOCKED;
            case UNKNOWN -> FixResult.End.UNKNOWN;
        };
    }
}
