package change.lease;

import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.JournalState;
import change.journal.KillSwitch;
import change.journal.Lease;
import change.journal.LeaseKept;
import change.journal.MemoryGuard;
import change.journal.MemoryWorld;
import change.journal.RunId;
import change.plan.Machine;
import change.plan.Plan;
import change.report.FixResult;
import inventory.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;
import text.Message;

/** A run of fix-firewall whose changes are only lent, on a machine in memory: what its tests have in common. */
abstract class LeasedRun {
    static final Duration WITHIN = Duration.ofMinutes(2);
    static final RunId PAGE = new RunId("20261122-101500-aaaa");

    /** What somebody says, and what happens before. */
    interface Answering {
        Confirmation.Verdict answer() throws Exception;
    }

    @TempDir
    Path folder;
    final MemoryWorld world = new MemoryWorld(KillSwitch.never());
    final Machine machine = new Machine(world);
    final List<Endpoint> needs = new ArrayList<>();
    MemoryGuard guard = MemoryGuard.there();
    /** What a slow machine does until it can ask. */
    Runnable beforeTheQuestion = () -> { };
    /** Until when there is to answer. */
    Optional<Instant> given = Optional.empty();

    Confirmation.Verdict keep() {
        return new Confirmation.Verdict.Keep(Message.of("change.said-yes"));
    }

    FixResult confirmed(Answering answering) throws Exception {
        return fix(new LeaseTerms(confirming(answering), Optional.empty()));
    }

    Optional<LeaseTerms.Confirming> confirming(Answering answering) {
        return Optional.of(new LeaseTerms.Confirming(WITHIN, LeaseKept.By.PERSON,
                Optional.of(new Confirmation() {
                    @Override
                    public List<Endpoint> needs() {
                        return needs;
                    }

                    @Override
                    public Verdict await(Plan plan, Duration within, Asking asking) throws StateException {
                        try {
                            beforeTheQuestion.run();
                            given = asking.begin();
                            return answering.answer();
                        } catch (RuntimeException | StateException e) {
                            throw e;
                        } catch (Exception e) {
                            throw new IllegalArgumentException(e);
                        }
                    }
                })));
    }

    FixResult fix(LeaseTerms terms) throws Exception {
        return machine.fixing(folder, loan(terms, guard)).carryOut(machine.plan(), Duration.ZERO);
    }

    static LeaseSetup loan(LeaseTerms terms, Guard guard) {
        return new LeaseSetup(terms, guard, PAGE);
    }

    LeaseKeeper keeping() {
        return new LeaseKeeper(world, new StateFolder(folder), Fixtures.KINDS, guard, "fix-firewall", Duration.ZERO,
                message -> { });
    }

    /** Of the lease that counts, which is the last one. */
    Instant until() {
        return leases().getLast().until();
    }

    List<Lease> leases() {
        try {
            return journalState().lines().stream().filter(Lease.class::isInstance).map(Lease.class::cast)
                    .filter(lease -> lease.run().equals(Fixtures.RUN)).toList();
        } catch (StateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A guard that comes now. */
    GuardTurn.Outcome turn() {
        return new GuardTurn(world, new StateFolder(folder), Fixtures.KINDS, message -> { }).take(Fixtures.RUN);
    }

    JournalState journalState() throws StateException {
        return Journal.read(new StateFolder(folder), Fixtures.KINDS);
    }

    List<String> lines() {
        try {
            return Files.readAllLines(folder.resolve("journal.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
