package change;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import process.Closing;
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
record Probation(World world, ChangeAnswer answer, StateFolder folder, Kinds kinds, Loan loan, boolean rights,
        Duration patience) {

    /**
     * @param carried what was changed
     * @param until   when it is taken back
     * @throws StateException where the journal cannot be used; the guard takes it back then
     */
    Fixing.Ended settle(Fixing.Ended carried, Instant until) throws StateException {
        RunId run = carried.plan().run();
        if (loan.terms().confirming().isEmpty()) {
            answer.lent(until, world.now(), run);
            return carried.with(new Lent(Purpose.UNTIL, until, Optional.empty(), false));
        }
        Terms.Confirming confirming = loan.terms().confirming().get();
        if (confirming.by().isEmpty()) {
            answer.waitsToBeKept(until, world.now(), run);
            return carried.with(Fixing.End.CHANGES_WAIT, new Lent(Purpose.CONFIRM, until, Optional.empty(), false));
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
        try (Closing _ = Closing.atExit(() -> {
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

    private Fixing.Ended kept(Fixing.Ended carried, Instant until, Kept.By who, Message why) throws StateException {
        var keeping = new Keeping(world, folder, kinds, loan.guard(), answer.document().tool(), patience, answer::say);
        return switch (keeping.keep(Optional.of(carried.plan().run()), who)) {
            case Keeping.Stays stays -> stays(carried, until, why, stays.then());
            case Keeping.NothingLent nothing -> takenBack(carried, until, Message.of("change.keep-gone"));
            case Keeping.TooLate late -> takenBack(carried, until, Message.of("change.keep-too-late"));
        };
    }

    private Fixing.Ended stays(Fixing.Ended carried, Instant until, Message why, Optional<Instant> then) {
        answer.stays(why, then, world.now(), carried.plan().run());
        return carried.with(then.map(end -> new Lent(Purpose.UNTIL, end, Optional.empty(), false))
                .orElseGet(() -> new Lent(Purpose.CONFIRM, until, Optional.of(true), false)));
    }

    /** Unless somebody else has said in the meantime, in another terminal, that it stays. */
    private Fixing.Ended takenBack(Fixing.Ended carried, Instant until, Message why) throws StateException {
        RunId run = carried.plan().run();
        try (Journal journal = open()) {
            if (journal.ledger().kept(run, Purpose.CONFIRM)) {
                return stays(carried, until, Message.of("change.kept-elsewhere"), journal.ledger().until(run));
            }
            answer.notKept(why);
            if (!rights && !journal.ledger().open(run).isEmpty()) {
                answer.leftToGuard(until, world.now(), run);
                return carried.with(Fixing.End.CHANGES_WAIT,
                        new Lent(Purpose.CONFIRM, until, Optional.of(false), false));
            }
            RolledBack back = takeBack(journal, run, answer::say);
            answer.rolledBack(back);
            return carried.with(back.complete() ? Fixing.End.CHANGES_WAIT : Fixing.End.BLOCKED,
                    new Lent(Purpose.CONFIRM, until, Optional.of(false), back.complete()));
        }
    }

    /** It is nobody's any more once the question is answered. */
    private void closePage() throws StateException {
        if (!loan.terms().needs().isEmpty() && rights) {
            try (Journal journal = open()) {
                RolledBack back = takeBack(journal, loan.page(), nothing -> { });
                if (!back.complete()) {
                    answer.rolledBack(back);
                }
            }
        }
    }

    private RolledBack takeBack(Journal journal, RunId run, Consumer<Message> progress) {
        RolledBack back = new Rollbacker(world, journal, progress).takeBack(journal.ledger().open(run), false);
        if (back.complete()) {
            loan.guard().dismiss(run);
        }
        return back;
    }

    private Journal open() throws StateException {
        return Journal.open(folder, kinds, answer.document().tool(), world.now(), patience, answer::say);
    }
}
