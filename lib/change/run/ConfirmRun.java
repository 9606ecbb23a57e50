package change.run;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.LeaseKept;
import change.journal.LeasePurpose;
import change.journal.RunId;
import change.lease.Confirmation;
import change.lease.LeaseKeeper;
import change.lease.LeaseSetup;
import change.lease.LeaseStatus;
import change.lease.LeaseTerms;
import change.plan.Plan;
import change.plan.Rollback;
import change.plan.RollbackResult;
import change.report.ChangeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import process.CloseOnExit;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * What comes after changes that are only lent: somebody is asked whether they stay, and what the answer says is done.
 * Whatever happens to this process meanwhile, the guard takes them back when the time has passed.
 *
 * @param rights whether this process can change the firewall; where not, the guard alone takes back
 */
record ConfirmRun(World world, ChangeReport answer, StateFolder folder, JournalCodec kinds, LeaseSetup loan, boolean rights,
        Duration patience) {

    /**
     * @param carried what was changed
     * @param until   when it is taken back
     * @throws StateException where the journal cannot be used; the guard takes it back then
     */
    FixRun.Ended settle(FixRun.Ended carried, Instant until) throws StateException {
        RunId run = carried.plan().run();
        if (loan.terms().confirming().isEmpty()) {
            answer.lent(until, world.now(), run);
            return carried.with(new LeaseStatus(LeasePurpose.UNTIL, until, Optional.empty(), false));
        }
        LeaseTerms.Confirming confirming = loan.terms().confirming().get();
        if (confirming.by().isEmpty()) {
            answer.waitsToBeKept(until, world.now(), run);
            return carried.with(FixRun.End.CHANGES_WAIT, new LeaseStatus(LeasePurpose.CONFIRM, until, Optional.empty(), false));
        }
        try {
            return switch (verdict(confirming.by().get(), carried.plan(), until)) {
                case Confirmation.Verdict.Keep(Message why) -> kept(carried, until, confirming.who(), why);
                case Confirmation.Verdict.TakeBack(Message why) -> takenBack(carried, until, why);
            };
        } finally {
            closePage();
        }
    }

    /** Who ends the wait with Ctrl-C is told what happens now. */
    private Confirmation.Verdict verdict(Confirmation by, Plan plan, Instant until) {
        var waiting = new AtomicBoolean(true);
        try (CloseOnExit _ = CloseOnExit.atExit(() -> {
            if (waiting.get()) {
                answer.cutOff(until, world.now(), plan.run());
            }
        })) {
            try {
                return by.await(plan, until);
            } finally {
                waiting.set(false);
            }
        }
    }

    private FixRun.Ended kept(FixRun.Ended carried, Instant until, LeaseKept.By who, Message why) throws StateException {
        var keeping = new LeaseKeeper(world, folder, kinds, loan.guard(), answer.document().tool(), patience, answer::say);
        return switch (keeping.keep(Optional.of(carried.plan().run()), who)) {
            case LeaseKeeper.Stays stays -> stays(carried, until, why, stays.then());
            case LeaseKeeper.NothingLent nothing -> takenBack(carried, until, Message.of("change.keep-gone"));
            case LeaseKeeper.TooLate late -> takenBack(carried, until, Message.of("change.keep-too-late"));
        };
    }

    private FixRun.Ended stays(FixRun.Ended carried, Instant until, Message why, Optional<Instant> then) {
        answer.stays(why, then, world.now(), carried.plan().run());
        return carried.with(then.map(end -> new LeaseStatus(LeasePurpose.UNTIL, end, Optional.empty(), false))
                .orElseGet(() -> new LeaseStatus(LeasePurpose.CONFIRM, until, Optional.of(true), false)));
    }

    /** Unless somebody else has said in the meantime, in another terminal, that it stays. */
    private FixRun.Ended takenBack(FixRun.Ended carried, Instant until, Message why) throws StateException {
        RunId run = carried.plan().run();
        try (Journal journal = open()) {
            if (journal.ledger().kept(run, LeasePurpose.CONFIRM)) {
                return stays(carried, until, Message.of("change.kept-elsewhere"), journal.ledger().until(run));
            }
            answer.notKept(why);
            if (!rights && !journal.ledger().open(run).isEmpty()) {
                answer.leftToGuard(until, world.now(), run);
                return carried.with(FixRun.End.CHANGES_WAIT,
                        new LeaseStatus(LeasePurpose.CONFIRM, until, Optional.of(false), false));
            }
            RollbackResult back = takeBack(journal, run, answer::say);
            answer.rolledBack(back);
            return carried.with(back.complete() ? FixRun.End.CHANGES_WAIT : FixRun.End.BLOCKED,
                    new LeaseStatus(LeasePurpose.CONFIRM, until, Optional.of(false), back.complete()));
        }
    }

    /** It is nobody's any more once the question is answered. */
    private void closePage() throws StateException {
        if (!loan.terms().needs().isEmpty() && rights) {
            try (Journal journal = open()) {
                RollbackResult back = takeBack(journal, loan.page(), nothing -> { });
                if (!back.complete()) {
                    answer.rolledBack(back);
                }
            }
        }
    }

    private RollbackResult takeBack(Journal journal, RunId run, Consumer<Message> progress) {
        RollbackResult back = new Rollback(world, journal, progress).takeBack(journal.ledger().open(run), false);
        if (back.complete()) {
            loan.guard().dismiss(run);
        }
        return back;
    }

    private Journal open() throws StateException {
        return Journal.open(folder, kinds, answer.document().tool(), world.now(), patience, answer::say);
    }
}
