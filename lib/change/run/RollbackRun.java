package change.run;

import change.elevate.ElevatedRun;
import change.journal.Journal;
import change.journal.JournalCodec;
import change.journal.JournalState;
import change.journal.OtherJournal;
import change.journal.PlanDigest;
import change.journal.RunId;
import change.plan.Reverter;
import change.plan.RollbackResult;
import change.report.ChangeReport;
import change.report.RollbackRunResult;
import firewall.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import process.Fact;
import process.Os;
import process.World;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * The course of rollback: shows what may be in effect, makes sure that it may be taken back and that somebody agrees,
 * and takes it back.
 *
 * @param administrator whether this process may change the firewall
 * @param elevated      this very command with an administrator's rights
 * @param uac           how Windows is asked for these rights; empty unless somebody wanted that
 * @param agreed        asks a question; empty where nobody is there to answer
 * @param force         take back also what somebody changed since
 */
public record RollbackRun(World world, ChangeReport report, StateFolder folder, JournalCodec codec,
        Fact<Boolean> administrator, Supplier<String> elevated,
        Optional<ElevatedRun> uac, Function<Message, Optional<Boolean>> agreed, boolean force) {

    /** The name of this part of rollback where another process is to do it alone. */
    public static final String PART = "journal";

    /**
     * Shows what may be in effect, and that is all: where nothing is, that is an answer and no failure.
     *
     * @throws StateException where the journal cannot be read
     */
    public RollbackRunResult list(Optional<RunId> run) throws StateException {
        RollbackRunResult shown = shown(run);
        if (shown.end() != RollbackRunResult.End.NEEDS_ADMINISTRATOR) {
            return shown;
        }
        report.advise(Message.of("change.root-journal"), elevated.get());
        return new RollbackRunResult(RollbackRunResult.End.WELL, shown.items());
    }

    /** The same for who is about to undo it: what this account cannot see may still have to be. */
    private RollbackRunResult shown(Optional<RunId> run) throws StateException {
        JournalState journalState = Journal.read(folder, codec);
        List<JournalState.Item> items = items(journalState, run);
        if (unknown(journalState, run)) {
            return new RollbackRunResult(RollbackRunResult.End.NO_SUCH_RUN, items);
        }
        report.list(items, Journal.damages(folder, codec), world.moment());
        OtherJournal.of(folder, codec).unreadable().ifPresent(report::say);
        unbelieved(run).forEach(item -> report.say(Message.of("change.not-believed", item.change().what(),
                folder.besides().orElseThrow().toString())));
        if (items.isEmpty() && mayBeRoots()) {
            return new RollbackRunResult(RollbackRunResult.End.NEEDS_ADMINISTRATOR, items);
        }
        return new RollbackRunResult(RollbackRunResult.End.WELL, items);
    }

    /**
     * @param wait how long to wait for another run
     * @throws StateException where the journal cannot be used; nothing was changed then
     */
    public RollbackRunResult takeBack(Optional<RunId> run, Duration wait) throws StateException {
        setAside(wait);
        RollbackRunResult shown = shown(run);
        if (shown.end() == RollbackRunResult.End.NEEDS_ADMINISTRATOR) {
            report.demand(Message.of("change.root-journal"), elevated.get());
        }
        if (shown.end() != RollbackRunResult.End.WELL || shown.items().isEmpty()) {
            boolean left = shown.end() == RollbackRunResult.End.WELL && !unbelieved(run).isEmpty();
            return left ? new RollbackRunResult(RollbackRunResult.End.INCOMPLETE, shown.items()) : shown;
        }
        boolean lacking = administrator.equals(Fact.known(false))
                && shown.items().stream().anyMatch(item -> item.change().needsAdministrator());
        if (lacking && uac.isEmpty()) {
            report.demand(Message.of(world.os() == Os.WINDOWS ? "change.needs-administrator-windows"
                    : "change.needs-administrator"), elevated.get());
            return new RollbackRunResult(RollbackRunResult.End.NEEDS_ADMINISTRATOR, shown.items());
        }
        Optional<Boolean> agreement = agreed.apply(Message.of("change.undo-question"));
        if (!agreement.orElse(false)) {
            if (agreement.isPresent()) {
                report.say(Message.of("change.declined"));
            }
            return new RollbackRunResult(agreement.isPresent() ? RollbackRunResult.End.DECLINED
                    : RollbackRunResult.End.NOBODY_TO_ASK, shown.items());
        }
        return lacking ? elevated(believed(shown.items()), uac.get()) : takeBack(shown.items(), run, wait);
    }

    /** What a run with an administrator's rights takes back: what it finds in its own journal, or what only closes. */
    private List<JournalState.Item> believed(List<JournalState.Item> items) throws StateException {
        if (folder.besides().isEmpty() || folder.ofMachine()) {
            return items;
        }
        List<JournalState.Item> theirs = Journal.read(new StateFolder(folder.besides().get()), codec).open();
        return items.stream().filter(item -> item.change().undoOnlyCloses() || theirs.stream().anyMatch(item::same))
                .toList();
    }

    /** A writer keeps a damaged journal aside, also where nothing whole is left in it to take back. */
    private void setAside(Duration wait) throws StateException {
        if (!Journal.read(folder, codec).whole()) {
            Journal.open(folder, codec, report.document().tool(), world.now(), wait, report::warn).close();
        }
    }

    /** Takes back what was agreed to in the process that started this one, where it still is just that. */
    public RollbackRunResult takeBackAgreed(Optional<RunId> run, String digest, Duration wait) throws StateException {
        RollbackRunResult shown = shown(run);
        return shown.end() == RollbackRunResult.End.WELL && digest(shown.items()).equals(digest)
                ? takeBack(shown.items(), run, wait)
                : new RollbackRunResult(RollbackRunResult.End.DECLINED, shown.items());
    }

    private String digest(List<JournalState.Item> items) {
        return PlanDigest.of(codec, items.stream().map(JournalState.Item::change).toList());
    }

    /** Asks Windows once, and whatever comes of it, looks at what is there now. */
    private RollbackRunResult elevated(List<JournalState.Item> items, ElevatedRun other) throws StateException {
        report.say(Message.of("change.elevating"));
        Set<JournalState.Item> gone = items.stream()
                .filter(item -> item.change().state(world).equals(Fact.known(Change.State.ABSENT)))
                .collect(Collectors.toSet());
        if (!report.mayHaveRun(other.run(digest(items), List.of("--part", PART)), elevated)) {
            return new RollbackRunResult(RollbackRunResult.End.NEEDS_ADMINISTRATOR, items);
        }
        var back = new RollbackResult(items.stream().map(item -> new RollbackResult.Line(item,
                switch (item.change().state(world)) {
                    case Fact.Known<Change.State>(var state) -> switch (state) {
                        case ABSENT -> gone.contains(item) ? new RollbackResult.Gone() : new RollbackResult.Undone();
                        case PRESENT -> new RollbackResult.Failed(Message.of("change.still-there", item.change()
                                .what()));
                        case EDITED -> new RollbackResult.Refused(Message.of("change.edited"));
                    };
                    case Fact.Unknown<Change.State>(Message cause) -> new RollbackResult.Failed(cause);
                })).toList());
        report.rolledBack(back);
        return new RollbackRunResult(back.complete() ? RollbackRunResult.End.WELL : RollbackRunResult.End.INCOMPLETE,
                items, Optional.of(back));
    }

    private RollbackRunResult takeBack(List<JournalState.Item> agreedTo, Optional<RunId> run,
            Duration wait) throws StateException {
        try (Journal journal = Journal.open(folder, codec, report.document().tool(), world.now(), wait, report::say)) {
            // Another run may have ended while we waited: what it did was not shown, and is not ours to take back now.
            List<JournalState.Item> items = items(journal.state(), run).stream()
                    .filter(item -> agreedTo.stream().anyMatch(one -> one.same(item))).toList();
            RollbackResult back = new Reverter(world, journal, report::say).takeBack(items, force);
            report.rolledBack(back);
            return new RollbackRunResult(back.complete() && unbelieved(run).isEmpty() ? RollbackRunResult.End.WELL
                    : RollbackRunResult.End.INCOMPLETE, items, Optional.of(back));
        }
    }

    /**
     * What the account's own journal says is in effect, and a run with an administrator's rights leaves as it is. It is
     * not even looked for: what is asked, and by which program, such a record may say.
     */
    private List<JournalState.Item> unbelieved(Optional<RunId> run) throws StateException {
        return OtherJournal.of(folder, codec).unbelieved().stream()
                .filter(item -> run.isEmpty() || run.get().equals(item.run())).toList();
    }

    private static List<JournalState.Item> items(JournalState journalState, Optional<RunId> run) {
        return run.map(journalState::openWithParts).orElseGet(journalState::open);
    }

    private static boolean unknown(JournalState journalState, Optional<RunId> run) {
        return run.isPresent() && journalState.entries().stream().noneMatch(entry -> entry.run().equals(run.get()));
    }

    /** On Unix what was done with sudo is in root's journal, and only root can see it. */
    private boolean mayBeRoots() {
        return world.os() != Os.WINDOWS && administrator.equals(Fact.known(false));
    }
}
