package change.run;

import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.JournalState;
import change.journal.Lease;
import change.journal.LeaseKept;
import change.journal.LeasePurpose;
import change.journal.RunId;
import change.lease.Confirmation;
import change.lease.LeaseKeeper;
import change.lease.LeaseSetup;
import change.lease.LeaseStatus;
import change.lease.LeaseTerms;
import change.lease.LeaseWriter;
import change.plan.Reverter;
import change.plan.RollbackResult;
import change.report.ChangeReport;
import change.report.FixResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import process.CloseOnExit;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * What comes after changes that are only lent: somebody is asked whether they stay, and what the answer says is done.
 * Whatever else ends that, a signal or a failure, known or not, takes the changes back at once; and where this process
 * cannot do so any more, the guard does when the time has passed. Thread-safe: the answer and the end of the process
 * may come together, and one of them decides.
 */
final class ConfirmRun {
    private final World world;
    private final ChangeReport report;
    private final StateFolder folder;
    private final JournalCodec codec;
    private final LeaseSetup leaseSetup;
    private final boolean rights;
    private final Duration patience;
    private final boolean persist;
    private final RunId run;
    private volatile boolean settled;

    /**
     * @param rights  whether this process can change the firewall; where not, the guard alone takes back
     * @param persist whether what stays is to outlast a restart
     * @param run     what is lent
     */
    ConfirmRun(World world, ChangeReport report, StateFolder folder, JournalCodec codec, LeaseSetup leaseSetup,
            boolean rights, Duration patience, boolean persist, RunId run) {
        this.world = world;
        this.report = report;
        this.folder = folder;
        this.codec = codec;
        this.leaseSetup = leaseSetup;
        this.rights = rights;
        this.patience = patience;
        this.persist = persist;
        this.run = run;
    }

    /**
     * To be called before anything is changed: where the block of it is left without an answer, or the process ends,
     * the changes are taken back. Nothing happens where nobody is asked here.
     */
    CloseOnExit takenBackAtExit() {
        return CloseOnExit.atExit(() -> by().ifPresent(this::cutOff));
    }

    private Optional<Confirmation> by() {
        return leaseSetup.terms().confirming().flatMap(LeaseTerms.Confirming::by);
    }

    /**
     * @param carried what was changed
     * @param until   when it is taken back
     * @throws StateException where the journal cannot be used
     */
    FixResult settle(FixResult carried, Instant until) throws StateException {
        if (leaseSetup.terms().confirming().isEmpty()) {
            report.lent(until, world.now(), run);
            return carried.with(new LeaseStatus(LeasePurpose.UNTIL, until, Optional.empty(), false));
        }
        LeaseTerms.Confirming confirming = leaseSetup.terms().confirming().get();
        if (confirming.by().isEmpty()) {
            Instant end = leaseSetup.askedElsewhere() ? until : beginOr(until, confirming);
            report.waitsToBeKept(end, world.now(), run, persist);
            return carried.with(FixResult.End.CHANGES_WAIT,
                    new LeaseStatus(LeasePurpose.CONFIRM, end, Optional.empty(), false));
        }
        Confirmation.Verdict verdict = confirming.by().get()
                .await(carried.plan(), confirming.within(), () -> begin(confirming));
        return settle(carried, confirming, verdict);
    }

    /** Where the journal cannot be written, the time goes on that began when the changes were made. */
    private Instant beginOr(Instant until, LeaseTerms.Confirming confirming) {
        try {
            return begin(confirming).orElse(until);
        } catch (StateException e) {
            report.say(e.why());
            return until;
        }
    }

    /** Whoever is asked can answer only now, so that the time begins only now. */
    private Optional<Instant> begin(LeaseTerms.Confirming confirming) throws StateException {
        if (settled) {
            return Optional.empty();
        }
        if (!rights && folder.besides().isPresent()) {
            return asLent(confirming, Journal.read(folder, codec));
        }
        try (Journal journal = open(report::say)) {
            Instant now = world.now();
            JournalState before = journal.state();
            if (before.kept(run, LeasePurpose.CONFIRM) || !before.lent(run, world.moment())) {
                return Optional.empty();
            }
            var leaseWriter = new LeaseWriter(world, journal, leaseSetup.guard());
            leaseWriter.renew(run, leaseSetup.terms().askedLimits());
            leaseWriter.renew(leaseSetup.page(), leaseSetup.terms().askedPageLimits(run));
            return Optional.of(confirming.by().isEmpty() ? journal.state().until(run).orElseThrow()
                    : now.plus(confirming.within()));
        }
    }

    /** The lease is in a journal that is not for this process to write: the question is open for as long as that says. */
    private Optional<Instant> asLent(LeaseTerms.Confirming confirming, JournalState lent) {
        Instant now = world.now();
        Optional<Instant> until = lent.until(run).filter(now::isBefore);
        if (confirming.by().isEmpty() || until.isEmpty()) {
            return until;
        }
        Instant asked = now.plus(confirming.within());
        Instant last = until.get().minus(LeaseTerms.GRACE);
        return Optional.of(asked.isBefore(last) ? asked : last);
    }

    /** The end of the process waits meanwhile, and finds it settled; or the other way round. */
    private synchronized FixResult settle(FixResult carried, LeaseTerms.Confirming confirming,
            Confirmation.Verdict verdict) throws StateException {
        if (settled) {
            JournalState now = Journal.read(folder, codec);
            return carried.with(FixResult.End.CHANGES_WAIT, new LeaseStatus(LeasePurpose.CONFIRM, until(now),
                    Optional.of(false), now.open(run).isEmpty()));
        }
        // Who is interrupted could neither wait for the journal nor for a program.
        boolean interrupted = Thread.interrupted();
        try {
            FixResult ended = switch (verdict) {
                case Confirmation.Verdict.Keep(Message why) -> kept(carried, confirming.who(), why);
                case Confirmation.Verdict.TakeBack(Message why) -> takenBack(carried, why);
            };
            closePage();
            settled = true;
            return ended;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private FixResult kept(FixResult carried, LeaseKept.By who, Message why) throws StateException {
        var leaseKeeper = new LeaseKeeper(world, folder, codec, leaseSetup.guard(), report.document().tool(), patience,
                report::say);
        return switch (leaseKeeper.keep(Optional.of(run), who)) {
            case LeaseKeeper.Stays(Lease lease, Optional<Instant> then) -> stays(carried, lease.until(), why, then);
            case LeaseKeeper.NothingLent nothing -> takenBack(carried, Message.of("change.keep-gone"));
            case LeaseKeeper.TooLate late -> takenBack(carried, Message.of("change.keep-too-late"));
        };
    }

    private FixResult stays(FixResult carried, Instant until, Message why, Optional<Instant> then) {
        report.stays(why, then, world.now(), run);
        return carried.with(then.map(end -> new LeaseStatus(LeasePurpose.UNTIL, end, Optional.empty(), false))
                .orElseGet(() -> new LeaseStatus(LeasePurpose.CONFIRM, until, Optional.of(true), false)));
    }

    /** Unless somebody else has said in the meantime, in another terminal, that it stays. */
    private FixResult takenBack(FixResult carried, Message why) throws StateException {
        try (Journal journal = open(report::say)) {
            Instant until = until(journal.state());
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
            told(report, back, until);
            return carried.with(back.complete() ? FixResult.End.CHANGES_WAIT : FixResult.End.BLOCKED,
                    new LeaseStatus(LeasePurpose.CONFIRM, until, Optional.of(false), back.complete()));
        }
    }

    /** Nobody has decided, and nobody will: by Ctrl-C, or by what went wrong. */
    private synchronized void cutOff(Confirmation by) {
        if (settled) {
            return;
        }
        settled = true;
        by.leave();
        boolean interrupted = Thread.interrupted();
        ChangeReport told = report.withoutDocument();
        try {
            takeBackAtOnce(told);
        } catch (StateException e) {
            told.warn(e.why());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void takeBackAtOnce(ChangeReport told) throws StateException {
        JournalState seen = Journal.read(folder, codec);
        boolean lent = !seen.open(run).isEmpty() && !seen.kept(run, LeasePurpose.CONFIRM);
        if (lent && !rights) {
            told.leftToGuard(until(seen), world.now(), run);
        } else if (lent) {
            told.cutOff(until(seen), world.now());
        }
        if (rights && !seen.lent().isEmpty()) {
            try (Journal journal = open(nothing -> { })) {
                if (!journal.state().kept(run, LeasePurpose.CONFIRM) && !journal.state().open(run).isEmpty()) {
                    told(told, takeBack(journal, run, told::say), until(journal.state()));
                }
            }
            closePage();
        }
    }

    /** The guard tries what could not be taken back. */
    private void told(ChangeReport told, RollbackResult back, Instant until) {
        told.rolledBack(back);
        if (!back.complete()) {
            told.triedAgain(until, world.now());
        }
    }

    /** When the guard comes. Of what was kept, when it would have come. */
    private Instant until(JournalState journalState) {
        return journalState.until(run).orElseGet(() -> journalState.lines().stream()
                .filter(Lease.class::isInstance).map(Lease.class::cast)
                .filter(lease -> lease.run().equals(run) && lease.purpose() == LeasePurpose.CONFIRM)
                .reduce((earlier, later) -> later).orElseThrow().until());
    }

    /** It is nobody's any more once the question is answered. */
    private void closePage() throws StateException {
        if (!leaseSetup.terms().needs().isEmpty() && rights) {
            try (Journal journal = open(report::say)) {
                RollbackResult back = takeBack(journal, leaseSetup.page(), nothing -> { });
                if (!back.complete()) {
                    report.rolledBack(back);
                }
            }
        }
    }

    private RollbackResult takeBack(Journal journal, RunId which, Consumer<Message> progress) {
        RollbackResult back = new Reverter(world, journal, progress).takeBack(which);
        if (back.complete()) {
            leaseSetup.guard().dismiss(which);
        }
        return back;
    }

    private Journal open(Consumer<Message> progress) throws StateException {
        return Journal.open(folder, codec, report.document().tool(), world.now(), patience, progress);
    }
}
