package change.run;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.lease.Guard;
import change.lease.LeaseTerms;
import change.lease.LeaseWriter;
import change.plan.Applier;
import change.plan.ApplyCheck;
import change.plan.ApplyResult;
import change.plan.Plan;
import change.plan.Planner;
import change.plan.PortAssessment;
import firewall.Firewall;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * Carries out a plan that a person agreed to: waits for its turn, makes the plan anew, since another run may have been
 * at work meanwhile, does what is left of it, and asks the firewall again.
 *
 * @param script   the name in the journal: {@code fix-firewall}
 * @param patience how long to wait for another run
 * @param guard    takes back what is lent
 * @param progress told of what is being done or waited for
 */
public record PlanExecution(World world, Planner planner, Firewall firewall, StateFolder folder, JournalCodec codec,
        String script, Duration patience, Guard guard, Consumer<Message> progress) {

    /** How it ended. */
    public sealed interface Outcome { }

    /** @param until when it is taken back; empty where it is to last, or nothing was changed */
    public record CarriedOut(ApplyCheck applyCheck, Optional<Instant> until) implements Outcome { }

    /** The firewall is not what it was when the plan was shown, so nothing was changed. */
    public record PlanChanged(Plan now) implements Outcome { }

    /**
     * @param page what else was agreed to, for as long as the question is open
     * @throws StateException where the journal cannot be used, or nobody would be there to take back what is lent;
     *                          nothing was changed then
     */
    public Outcome carryOut(Plan agreed, Optional<Plan> page, LeaseTerms terms) throws StateException {
        try (Journal journal = Journal.open(folder, codec, script, world.now(), patience, progress)) {
            Plan now = planner.plan(firewall.read());
            Optional<Plan> pageNow = page.map(plan -> planner.as(plan.run())
                    .page(plan.endpoints().stream().map(PortAssessment::endpoint).toList(), firewall.read()));
            if (!now.within(agreed) || pageNow.isPresent() && !pageNow.get().within(page.get())) {
                return new PlanChanged(now);
            }
            boolean something = !now.changes().isEmpty();
            var leaseWriter = new LeaseWriter(world, journal, guard);
            Optional<Message> alone = something ? leaseWriter.lend(now.run(), terms.limits()) : Optional.empty();
            if (something && alone.isEmpty() && pageNow.isPresent() && !pageNow.get().changes().isEmpty()) {
                alone = leaseWriter.lend(pageNow.get().run(), terms.pageLimits(now.run()));
            }
            if (alone.isPresent()) {
                throw new StateException(StateException.Reason.REFUSED, alone.get());
            }
            var applier = new Applier(world, journal, progress);
            ApplyResult applied = applier.apply(now);
            if (something && applied.failure().isEmpty()) {
                // A page that a phone cannot load is an answer, too: what is not opened for it is no failure.
                pageNow.ifPresent(applier::apply);
            }
            var applyCheck = new ApplyCheck(applied, planner.plan(firewall.read()).endpoints());
            leaseWriter.renewWhenMade(now.run(), terms.limits(), progress);
            pageNow.ifPresent(plan -> leaseWriter.renewWhenMade(plan.run(), terms.pageLimits(now.run()), progress));
            return new CarriedOut(applyCheck, journal.state().until(now.run()));
        }
    }
}
