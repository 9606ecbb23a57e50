package change;

import fact.Fact;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import path.Diagnosis;
import process.Os;
import process.World;
import text.Message;

/**
 * The course of fix-firewall: shows the plan, and where it is to be carried out, makes sure that it may be and that
 * somebody agrees, before anything is written anywhere.
 *
 * @param answer   where it is shown
 * @param applying the command that carries the plan out
 * @param elevated this very command with an administrator's rights
 * @param agreed   asks a question; empty where nobody is there to answer
 */
public record Fixing(World world, Assessment assessment, ChangeAnswer answer, StateFolder folder, Kinds kinds,
        String applying, String elevated, Function<Message, Optional<Boolean>> agreed) {

    /** What a run of fix-firewall comes to, and with it its exit code. */
    public enum End {
        /** Everything gets in, as it did before or now. */
        WELL,
        BLOCKED, UNKNOWN, CHANGES_WAIT, NEEDS_ADMINISTRATOR,
        /** Nobody agreed, and there is nobody to ask. */
        NOBODY_TO_ASK
    }

    /** @param aftermath present where the plan was carried out, wholly or in part */
    public record Ended(End end, Plan plan, Optional<Aftermath> aftermath) {
        Ended(End end, Plan plan) {
            this(end, plan, Optional.empty());
        }
    }

    /** Shows the plan and how to go on; changes nothing. */
    public Ended show(Plan plan) {
        answer.plan(plan, machine());
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
     * @throws JournalException where the journal cannot be used; nothing was changed then
     */
    public Ended carryOut(Plan plan, Duration wait) throws JournalException {
        answer.plan(plan, machine());
        if (plan.verdict() != Plan.Verdict.NOTHING_TO_DO && lacksRights()) {
            answer.demand(Message.of(world.os() == Os.WINDOWS ? "change.needs-administrator-windows"
                    : "change.needs-administrator"), elevated);
            return new Ended(End.NEEDS_ADMINISTRATOR, plan);
        }
        if (plan.verdict() != Plan.Verdict.CHANGES_WAIT) {
            return new Ended(end(plan), plan);
        }
        Optional<Boolean> agreement = agreed.apply(Message.of("change.question"));
        if (!agreement.orElse(false)) {
            if (agreement.isPresent()) {
                answer.say(Message.of("change.declined"));
            }
            return new Ended(agreement.isPresent() ? End.CHANGES_WAIT : End.NOBODY_TO_ASK, plan);
        }
        var repair = new Repair(world, assessment, assessment.firewall().orElseThrow(), folder, kinds,
                answer.document().tool(), wait, answer::say);
        return switch (repair.carryOut(plan)) {
            case Repair.PlanChanged(Plan now) -> {
                answer.say(Message.of("change.plan-changed"));
                yield new Ended(end(now), now);
            }
            case Repair.CarriedOut(Aftermath aftermath) -> {
                answer.aftermath(aftermath, "jbang rollback --run " + plan.run());
                yield new Ended(end(aftermath), plan, Optional.of(aftermath));
            }
        };
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

    private static End end(Aftermath aftermath) {
        return switch (aftermath.verdict()) {
            case FIXED -> End.WELL;
            case PARTLY, UNCHANGED -> End.BLOCKED;
            case UNKNOWN -> End.UNKNOWN;
        };
    }
}
