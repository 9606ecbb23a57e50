package change.run;

import change.elevate.ElevatedRun;
import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.PlanDigest;
import change.lease.LeaseSetup;
import change.lease.LeaseStatus;
import change.lease.LeaseTerms;
import change.plan.ApplyCheck;
import change.plan.ApplyResult;
import change.plan.Plan;
import change.plan.PlanStep;
import change.plan.Planner;
import change.report.ChangeReport;
import firewall.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import path.Diagnosis;
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
 * @param answer   where it is shown
 * @param applying the command that carries the plan out
 * @param elevated this very command with an administrator's rights
 * @param uac      how Windows is asked for these rights; empty unless somebody wanted that
 * @param agreed   asks a question; empty where nobody is there to answer
 * @param loan     for how long the changes may stay
 */
public record FixRun(World world, Planner assessment, ChangeReport answer, StateFolder folder, JournalCodec kinds,
        String applying, String elevated, Optional<ElevatedRun> uac, Function<Message, Optional<Boolean>> agreed,
        LeaseSetup loan) {

    /** What a run of fix-firewall comes to, and with it its exit code. */
    public enum End {
        /** Everything gets in, as it did before or now. */
        WELL,
        BLOCKED, UNKNOWN, CHANGES_WAIT, NEEDS_ADMINISTRATOR,
        /** Nobody agreed, and there is nobody to ask. */
        NOBODY_TO_ASK
    }

    /**
     * @param aftermath present where the plan was carried out, wholly or in part
     * @param lent      present where it is not for good
     */
    public record Ended(End end, Plan plan, Optional<ApplyCheck> aftermath, Optional<LeaseStatus> lent) {
        Ended(End end, Plan plan) {
            this(end, plan, Optional.empty(), Optional.empty());
        }

        Ended with(LeaseStatus now) {
            return with(end, now);
        }

        Ended with(End other, LeaseStatus now) {
            return new Ended(other, plan, aftermath, Optional.of(now));
        }
    }

    /** Shows the plan and how to go on; changes nothing. */
    public Ended show(Plan plan) {
        answer.plan(plan, machine(), true);
        switch (plan.verdict()) {
            case CHANGES_WAIT -> answer.hint(Message.of("change.apply-with"), applying);
            case UNKNOWN -> {
                if (lacksRights() && world.live()) {
                    answer.hint(Message.of("change.see-more-with"), elevated);
                }
            }
            case STUCK, NOTHING_TO_DO -> { }
        }
        return new Ended(end(plan), plan);
    }

    /**
     * Shows the plan and carries it out.
     *
     * @param wait how long to wait for another run
     * @throws StateException where the journal cannot be used; nothing was changed then
     */
    public Ended carryOut(Plan plan, Duration wait) throws StateException {
        answer.plan(plan, machine(), false);
        Optional<Plan> page = page(plan);
        page.ifPresent(answer::page);
        if (uac.isPresent() && lacksRights()) {
            return plan.verdict() == Plan.Verdict.CHANGES_WAIT ? elevated(plan, uac.get(), wait) : new Ended(end(plan), plan);
        }
        if (plan.verdict() != Plan.Verdict.NOTHING_TO_DO && lacksRights()) {
            answer.demand(Message.of(world.os() == Os.WINDOWS ? "change.needs-administrator-windows"
                    : "change.needs-administrator"), elevated);
            return new Ended(End.NEEDS_ADMINISTRATOR, plan);
        }
        if (plan.verdict() != Plan.Verdict.CHANGES_WAIT) {
            return new Ended(end(plan), plan);
        }
        Optional<End> declined = declined();
        if (declined.isPresent()) {
            return new Ended(declined.get(), plan);
        }
        var repair = new PlanExecution(world, assessment, assessment.firewall().orElseThrow(), folder, kinds,
                answer.document().tool(), wait, loan.guard(), answer::say);
        return switch (repair.carryOut(plan, page, loan.terms())) {
            case PlanExecution.PlanChanged(Plan now) -> {
                answer.say(Message.of("change.plan-changed"));
                yield new Ended(end(now), now);
            }
            case PlanExecution.CarriedOut(ApplyCheck aftermath, Optional<Instant> until) -> {
                answer.aftermath(aftermath, true, unlessAsked("jbang rollback --run " + plan.run()));
                yield settled(aftermath, until, true, wait);
            }
        };
    }

    /**
     * Carries the plan out where it is the one that was agreed to in the process that started this one, and does
     * nothing where it is not.
     *
     * @param digest {@link change.journal.PlanDigest} of what was agreed to
     */
    public Ended carryOutAgreed(Plan plan, String digest, Duration wait) throws StateException {
        boolean other = plan.verdict() == Plan.Verdict.CHANGES_WAIT
                && !PlanDigest.of(kinds, plan.changes()).equals(digest);
        return other ? new Ended(End.CHANGES_WAIT, plan) : carryOut(plan, wait);
    }

    /** What is opened besides, for a phone that is to answer; empty where nothing has to be. */
    private Optional<Plan> page(Plan plan) {
        return plan.verdict() != Plan.Verdict.CHANGES_WAIT || loan.terms().needs().isEmpty() ? Optional.empty()
                : Optional.of(assessment.as(loan.page()).page(loan.terms().needs(),
                        assessment.firewall().orElseThrow().read()));
    }

    private Ended settled(ApplyCheck aftermath, Optional<Instant> until, boolean rights, Duration wait)
            throws StateException {
        var carried = new Ended(end(aftermath), aftermath.applied().plan(), Optional.of(aftermath), Optional.empty());
        return until.isEmpty() ? carried
                : new ConfirmRun(world, answer, folder, kinds, loan, rights, wait).settle(carried, until.get());
    }

    /** How it ends where nobody agreed. */
    private Optional<End> declined() {
        answer.terms(loan.terms());
        Optional<Boolean> agreement = agreed.apply(Message.of("change.question"));
        if (agreement.isPresent() && !agreement.get()) {
            answer.say(Message.of("change.declined"));
        }
        return agreement.map(yes -> yes ? Optional.<End>empty() : Optional.of(End.CHANGES_WAIT))
                .orElse(Optional.of(End.NOBODY_TO_ASK));
    }

    /** Asks Windows once, and whatever comes of it, looks at what is there now. */
    private Ended elevated(Plan plan, ElevatedRun other, Duration wait) throws StateException {
        Optional<End> declined = declined();
        if (declined.isPresent()) {
            return new Ended(declined.get(), plan);
        }
        answer.say(Message.of("change.elevating"));
        var before = new LinkedHashMap<Change, Fact<Change.State>>();
        plan.changes().forEach(change -> before.put(change, change.state(world)));
        ElevatedRun.Outcome outcome = other.run(PlanDigest.of(kinds, plan.changes()),
                List.of("--as-run", plan.run().text()));
        return answer.mayHaveRun(outcome, elevated) ? observed(plan, before, outcome, wait)
                : new Ended(End.NEEDS_ADMINISTRATOR, plan);
    }

    /**
     * What is there now counts, not what the other process said.
     *
     * @param before what was there before it was started
     */
    private Ended observed(Plan plan, Map<Change, Fact<Change.State>> before, ElevatedRun.Outcome outcome, Duration wait)
            throws StateException {
        var results = new LinkedHashMap<String, ApplyResult.Result>();
        for (PlanStep step : plan.steps()) {
            for (int i = 0; i < step.changes().size(); i++) {
                Change change = step.changes().get(i);
                results.put(step.id(i), observed(step.id(i), change, before.get(change), outcome));
            }
        }
        Plan now = assessment.plan(assessment.firewall().orElseThrow().read());
        var aftermath = new ApplyCheck(new ApplyResult(plan, results), now.endpoints());
        answer.aftermath(aftermath, false, unlessAsked("jbang rollback --elevate --run " + plan.run()));
        return settled(aftermath, Journal.read(folder, kinds).until(plan.run()), false, wait);
    }

    private ApplyResult.Result observed(String id, Change change, Fact<Change.State> before, ElevatedRun.Outcome outcome) {
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
                ? ended.error(id, answer.words().say(change.what())) : Optional.empty();
        return told.map(Message::verbatim).orElseGet(() -> Message.of("change.elevate-not-there"));
    }

    /** Whoever is about to be asked whether it stays is not told yet how to take it back. */
    private Optional<String> unlessAsked(String rollback) {
        boolean asked = loan.terms().confirming().flatMap(LeaseTerms.Confirming::by).isPresent();
        return asked ? Optional.empty() : Optional.of(rollback);
    }

    private boolean lacksRights() {
        return assessment.facts().administrator().equals(Fact.known(false));
    }

    private Diagnosis.Machine machine() {
        return Diagnosis.machine(assessment.facts());
    }

    private static End end(Plan plan) {
        return switch (plan.verdict()) {
            case CHANGES_WAIT -> End.CHANGES_WAIT;
            case STUCK -> End.BLOCKED;
            case UNKNOWN -> End.UNKNOWN;
            case NOTHING_TO_DO -> End.WELL;
        };
    }

    private static End end(ApplyCheck aftermath) {
        return switch (aftermath.verdict()) {
            case FIXED -> End.WELL;
            case PARTLY, UNCHANGED -> End.BLOCKED;
            case UNKNOWN -> End.UNKNOWN;
        };
    }
}
