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
import change.plan.Reverter;
import change.plan.RollbackResult;
import change.report.ChangeReport;
import change.report.FixResult;
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
 * @param persist whether what stays is to outlast a restart
 */
record ConfirmRun(World world, ChangeReport report, StateFolder folder, JournalCodec codec, LeaseSetup leaseSetup,
        boolean rights, Duration patience, boolean persist) {

    /**
     * @param carried what was changed
     * @param until   when it is taken back
     * @throws StateException where the journal cannot be used; the guard takes it back then
     */
    FixResult settle(FixResult carried, Instant until) throws StateException {
        RunId run = carried.plan().run();
        if (leaseSetup.terms().confirming().isEmpty()) {
            report.lent(until, world.now(), run);
            return carried.with(new LeaseStatus(LeasePurpose.UNTIL, until, Optional.empty(), false));
        }
        LeaseTerms.Confirming confirming = leaseSetup.terms().confirming().get();
        if (confirming.by().isEmpty()) {
            report.waitsToBeKept(until, world.now(), run, persist);
            return carried.with(FixResult.End.CHANGES_WAIT, new LeaseStatus(LeasePurpose.CONFIRM, until,
                    Optional.empty(), false));
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
                report.cutOff(until, world.now(), plan.run());
            }
        })) {
            try {
                return by.await(plan, until);
            } finally {
                waiting.set(false);
            }
        }
    }

    private FixResult kept(FixResult carried, Instant until, LeaseKept.By who, Message why) throws StateException {
        var leaseKeeper = new LeaseKeeper(world, folder, codec, leaseSetup.guard(), report.document().tool(), patience,
                report::say);
        return switch (leaseKeeper.keep(Optional.of(carried.plan().run()), who)) {
            case LeaseKeeper.Stays stays -> stays(carried, until, why, stays.then());
            case LeaseKeeper.NothingLent nothing -> takenBack(carried, until, Message.of("change.keep-gone"));
            case LeaseKeeper.TooLate late -> takenBack(carried, until, Message.of("change.keep-too-late"));
        };
    }

    private FixResult stays(FixResult carried, Instant until, Message why, Optional<Instant> then) {
        report.stays(why, then, world.now(), carried.plan().run());
        return carried.with(then.map(end -> new LeaseStatus(LeasePurpose.UNTIL, end, Optional.empty(), false))
                .orElseGet(() -> new LeaseStatus(LeasePurpose.CONFIRM, until, Optional.of(true), false)));
    }

    /** Unless somebody else has said in the meantime, in another terminal, that it stays. */
    private FixResult takenBack(FixResult carried, Instant until, Message why) throws StateException {
        RunId run = carried.plan().run();
        try (Journal journal = open()) {
            if (journal.state().kept(run, LeasePurpose.CONFIRM)) {
                return stays(carried, until, Message.of("change.kept-elsewhere"), journal.state().until(run));
            }
            report.notKept(why);
            if (!rights && !journal.state().open(run).isEmpty()) {
                report.leftToGuard(until, world.now(), run);
                return carried.with(FixResult.End.CHANGES_WAIT,
                        new LeaseStatus(LeasePurpose.CONFIRM, until, Optional.of(false), false));
            }
            RollbackResult back = takeBack(journal, run, report::say);
            report.rolledBack(back);
            return carried.with(back.complete() ? FixResult.End.CHANGES_WAIT : FixResult.End.BLOCKED,
                    new LeaseStatus(LeasePurpose.CONFIRM, until, Optional.of(false), back.complete()));
        }
    }

    /** It is nobody's any more once the question is answered. */
    private void closePage() throws StateException {
        if (!leaseSetup.terms().needs().isEmpty() && rights) {
            try (Journal journal = open()) {
                RollbackResult back = takeBack(journal, leaseSetup.page(), nothing -> { });
                if (!back.complete()) {
                    report.rolledBack(back);
                }
            }
        }
    }

    private RollbackResult takeBack(Journal journal, RunId run, Consumer<Message> progress) {
        RollbackResult back = new Reverter(world, journal, progress).takeBack(journal.state().open(run), false);
        if (back.complete()) {
            leaseSetup.guard().dismiss(run);
        }
        return back;
    }

    private Journal open() throws StateException {
        return Journal.open(folder, codec, report.document().tool(), world.now(), patience, report::say);
    }
}
