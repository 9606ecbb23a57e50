package change.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.ChangeEvent;
import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.JournalState;
import change.journal.KillSwitch;
import change.journal.Lease;
import change.journal.LeaseKept;
import change.journal.LeasePurpose;
import change.journal.MemoryGuard;
import change.journal.MemoryWorld;
import change.journal.RunId;
import change.journal.WordRule;
import change.plan.Machine;
import change.plan.Plan;
import change.report.FixResult;
import change.run.FixRun;
import change.run.OverdueLeases;
import com.google.gson.JsonObject;
import inventory.Endpoint;
import inventory.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import state.StateException;
import state.StateFolder;
import testing.HelperProcess;
import text.Message;

/** The course of fix-firewall where what it does is only lent: kept, refused, not answered, too late. */
class FixRunLeaseTest {
    private static final Duration WITHIN = Duration.ofMinutes(2);
    private static final RunId PAGE = new RunId("20261122-101500-aaaa");

    /** What somebody says, and what happens before. */
    private interface Answering {
        Confirmation.Verdict answer() throws Exception;
    }

    @TempDir
    private Path folder;
    private final MemoryWorld world = new MemoryWorld(KillSwitch.never());
    private final Machine machine = new Machine(world);
    private final List<Endpoint> needs = new ArrayList<>();
    private MemoryGuard guard = MemoryGuard.there();
    /** What a slow machine does until it can ask. */
    private Runnable beforeTheQuestion = () -> { };
    /** Until when there is to answer. */
    private Optional<Instant> given = Optional.empty();

    @Test
    void whatSomebodyConfirmsStays() throws Exception {
        FixResult ended = confirmed(() -> {
            assertEquals(3, world.rules.size(), "it is made before it is asked about");
            return keep();
        });
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(3, world.rules.size());
        assertEquals(List.of(), journalState().pending());
        assertEquals(new LeaseStatus(LeasePurpose.CONFIRM, until(), Optional.of(true), false), ended.lease()
                .orElseThrow());
        assertEquals(List.of("stand " + Fixtures.RUN + " " + leases().getFirst().until(),
                "stand " + Fixtures.RUN + " " + until(), "dismiss " + Fixtures.RUN), guard.calls);
        assertTrue(machine.out().endsWith("""
                ✓ The firewall now lets every service in, but not permanently yet.
                ✓ Kept: confirmed by you
                    Recorded in the journal
                    To undo it:
                        jbang rollback --run 20261122-101500-3f9a
                ! Until the next restart: these rules are in the kernel only. To keep them:
                        jbang fix-firewall --apply --persist
                """.indent(0)), machine.out());
    }

    /** A restart before the answer ends what is only lent, so that nothing of it may be on the disk then. */
    @Test
    void onlyWhatIsConfirmedIsMadeToOutlastARestart() throws Exception {
        machine.persist = true;
        FixResult ended = confirmed(() -> {
            assertEquals(List.of(), boot(), "it is lent");
            return keep();
        });
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(3, boot().size());
        assertEquals(1, ended.persist().size());
    }

    @Test
    void whatIsRefusedIsNotMadeToOutlastARestart() throws Exception {
        machine.persist = true;
        confirmed(() -> new Confirmation.Verdict.TakeBack(Message.of("change.said-no")));
        assertEquals(List.of(), world.rules);
        assertFalse(machine.out().contains("Survives a restart: "), machine.out());
    }

    /** What a restart of the machine leaves. */
    private List<String> boot() {
        return world.rules.stream().filter(rule -> rule.startsWith("boot ")).toList();
    }

    @Test
    void whatSomebodyRefusesIsTakenBack() throws Exception {
        FixResult ended = confirmed(() -> new Confirmation.Verdict.TakeBack(Message.of("change.said-no")));
        assertEquals(FixResult.End.CHANGES_WAIT, ended.end());
        assertEquals(List.of(), world.rules);
        assertEquals(new LeaseStatus(LeasePurpose.CONFIRM, until(), Optional.of(false), true), ended.lease()
                .orElseThrow());
        assertTrue(machine.out().contains("! Not kept: the answer was no\n"), machine.out());
        assertTrue(machine.out().endsWith("✓ None of it is in effect any more.\n"), machine.out());
    }

    @Test
    void aYesAfterTheTimeIsTooLate() throws Exception {
        FixResult ended = confirmed(() -> {
            world.pass(Duration.ofMinutes(10));
            return keep();
        });
        assertEquals(FixResult.End.CHANGES_WAIT, ended.end());
        assertEquals(List.of(), world.rules);
        assertTrue(machine.out().contains("the answer came too late"), machine.out());
    }

    @Test
    void aYesAfterTheGuardHasTakenItBackChangesNothing() throws Exception {
        FixResult ended = confirmed(() -> {
            world.pass(Duration.ofMinutes(10));
            new GuardLoop(world, new StateFolder(folder), Fixtures.KINDS, message -> { },
                new MemoryClock(world, () -> { })).serve();
            assertEquals(List.of(), world.rules);
            return keep();
        });
        assertEquals(FixResult.End.CHANGES_WAIT, ended.end());
        assertEquals(List.of(), world.rules);
        assertEquals(Optional.of(false), ended.lease().orElseThrow().kept());
        assertTrue(ended.lease().orElseThrow().takenBack());
    }

    /** A lease whose changes were never made: nothing of it was taken back, and nothing waits. */
    @Test
    void whatWasNeverMadeWasNotTakenBack() throws Exception {
        world.rules.add("full");
        confirmed(this::keep);
        world.rules.remove("full");
        assertEquals(List.of(), journalState().open(Fixtures.RUN).stream().filter(item -> world.rules.contains(
                ((WordRule) item.change()).word())).toList());
        Files.write(folder.resolve("journal.jsonl"), Files.readAllLines(folder.resolve("journal.jsonl")).subList(0, 1));
        world.pass(Duration.ofMinutes(10));
        assertEquals(new LeaseKeeper.NothingLent(), keeping().keep(Optional.empty(), LeaseKept.By.PERSON));
        assertEquals(new LeaseKeeper.NothingLent(), keeping().keep(Optional.of(Fixtures.RUN), LeaseKept.By.PERSON));
    }

    /** What fell due while nobody was there, and is gone, as after a restart: nobody has taken it back. */
    @Test
    void whatWasGoneWhenItFellDueIsNotSaidToBeTakenBack() throws Exception {
        fix(new LeaseTerms(Optional.empty(), Optional.of(Duration.ofMinutes(20))));
        world.rules.removeFirst();
        world.pass(Duration.ofHours(1));
        new OverdueLeases(world, new StateFolder(folder), Fixtures.KINDS, guard, Duration.ZERO,
                machine.answer("rollback"))
                .takeBack(() -> Fact.known(true));
        assertEquals(List.of(), world.rules);
        List<String> said = machine.err.toString().lines().filter(line -> line.contains("ime had expired")).toList();
        assertEquals(List.of("Its time had expired, and it was no longer in effect: accept 20261122 101500 3f9a 7881 "
                + "on 7881", "Undone, as its time had expired: accept 20261122 101500 3f9a 7880 on 7880",
                "Undone, as its time had expired: accept 20261122 101500 3f9a 8000 on 8000"), said);
    }

    @Test
    void aNoHereDoesNotTakeBackWhatWasKeptElsewhere() throws Exception {
        FixResult ended = confirmed(() -> {
            assertTrue(keeping().keep(Optional.empty(), LeaseKept.By.PERSON) instanceof LeaseKeeper.Stays);
            return new Confirmation.Verdict.TakeBack(Message.of("change.said-nothing"));
        });
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(3, world.rules.size());
        assertTrue(machine.out().contains("✓ Kept: confirmed elsewhere\n"), machine.out());
    }

    @Test
    void confirmedForATimeItStaysLentForThatTime() throws Exception {
        FixResult ended = fix(new LeaseTerms(confirming(this::keep), Optional.of(Duration.ofHours(3))));
        LeaseStatus leaseStatus = ended.lease().orElseThrow();
        assertEquals(LeasePurpose.UNTIL, leaseStatus.purpose());
        assertEquals(List.of(leaseStatus.until()), journalState().pending().stream().map(Lease::until).toList());
        assertTrue(machine.out().contains("(in 3 h)"), machine.out());
        assertEquals(List.of(), guard.calls.stream().filter(call -> call.startsWith("dismiss")).toList(),
                "the guard stays");
    }

    @Test
    void forATimeNobodyIsAsked() throws Exception {
        FixResult ended = fix(new LeaseTerms(Optional.empty(), Optional.of(Duration.ofMinutes(20))));
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(3, world.rules.size());
        assertEquals(LeasePurpose.UNTIL, journalState().pending().getFirst().purpose());
        assertTrue(machine.out().contains("jbang fix-firewall --keep " + Fixtures.RUN), machine.out());
    }

    @Test
    void whereNobodyCanBeAskedItWaitsToBeKept() throws Exception {
        FixResult ended = fix(new LeaseTerms(Optional.of(new LeaseTerms.Confirming(Duration.ofMinutes(2),
                LeaseKept.By.PERSON, Optional.empty())), Optional.empty()));
        assertEquals(FixResult.End.CHANGES_WAIT, ended.end());
        assertEquals(3, world.rules.size());
        assertEquals(Optional.empty(), ended.lease().orElseThrow().kept());
        assertTrue(machine.out().contains("jbang fix-firewall --keep " + Fixtures.RUN), machine.out());
    }

    @Test
    void withoutAGuardNothingIsChanged() throws Exception {
        guard = MemoryGuard.absent();
        var refused = assertThrows(StateException.class, () -> confirmed(() -> {
            throw new AssertionError("there is nothing to ask");
        }));
        assertTrue(refused.getMessage().contains("there is no guard"), refused.getMessage());
        assertEquals(List.of(), world.rules);
        assertEquals(List.of(), journalState().open());
    }

    @Test
    void theLeaseIsOnRecordBeforeTheGuardIsCalledAndTheGuardBeforeAnythingIsChanged() throws Exception {
        Guard looking = (run, until) -> {
            assertEquals(List.of(), world.rules);
            assertEquals(1, lines().size());
            assertTrue(lines().getFirst().contains("\"lease\":\"confirm\""), lines().getFirst());
            return Optional.of(Message.verbatim("seen"));
        };
        assertThrows(StateException.class, () -> machine.fixing(folder, loan(new LeaseTerms(confirming(this::keep),
                Optional.empty()), looking)).carryOut(machine.plan(), Duration.ZERO));
    }

    @Test
    void whereAllIsWellNothingIsLentOrAsked() throws Exception {
        List.of(7880, 7881, 8000).forEach(port -> world.rules.add("other " + port));
        FixResult ended = confirmed(() -> {
            throw new AssertionError("there is nothing to ask");
        });
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(Optional.empty(), ended.lease());
        assertEquals(List.of(), guard.calls);
    }

    @Test
    void thePageIsOpenWhileItIsAskedAndNeverKept() throws Exception {
        needs.add(new Endpoint(Fixtures.service("page", 8765), 8765));
        FixResult ended = confirmed(() -> {
            assertTrue(world.rules.contains("20261122 101500 aaaa 8765"), "the page is let in: " + world.rules);
            assertEquals(List.of(LeasePurpose.CONFIRM, LeasePurpose.PAGE),
                    journalState().pending().stream().map(Lease::purpose).toList());
            return keep();
        });
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(3, world.rules.size());
        assertFalse(world.rules.toString().contains("8765"));
        assertTrue(machine.out().contains("accept 20261122 101500 aaaa 8765 on 8765"), "it was in the question");
        assertEquals(List.of(), journalState().pending());
    }

    @Test
    void thePageIsClosedAlsoWhenTheQuestionItselfBreaks() throws Exception {
        needs.add(new Endpoint(Fixtures.service("page", 8765), 8765));
        assertThrows(IllegalStateException.class, () -> confirmed(() -> {
            throw new IllegalStateException("broken");
        }));
        assertEquals(List.of(), world.rules);
        assertEquals(List.of(), journalState().pending());
    }

    /** Also where nobody foresaw it: first the machine is as it was, then somebody is told. */
    @Test
    void whateverBreaksTheQuestionTakesTheChangesBackAndSaysSo() throws Exception {
        for (Throwable broken : List.of(new NoSuchElementException("a bug"), new StackOverflowError(),
                new StateException(StateException.Reason.HELD, Message.verbatim("somebody has the journal")))) {
            assertSame(broken, assertThrows(broken.getClass(), () -> confirmed(() -> {
                assertEquals(3, world.rules.size());
                switch (broken) {
                    case Error error -> throw error;
                    case Exception exception -> throw exception;
                    default -> throw new AssertionError(broken);
                }
            })));
            assertEquals(List.of(), world.rules, broken::toString);
            assertTrue(machine.out().contains("! Ended before a decision: the changes are undone now."),
                    machine.out());
            assertTrue(machine.out().endsWith("✓ None of it is in effect any more.\n"), machine.out());
        }
    }

    /** A program that reads the document gets another one then, and the person beside it these words. */
    @Test
    void whereADocumentIsWantedThatIsSaidOnTheSide() {
        machine.json = true;
        assertThrows(IllegalStateException.class, () -> confirmed(() -> {
            throw new IllegalStateException("broken");
        }));
        assertEquals("", machine.out());
        assertTrue(machine.err.toString().contains("None of it is in effect any more."), machine.err.toString());
    }

    /** Who is interrupted can neither wait for a lock nor for a program, and has to take back all the same. */
    @Test
    void whoIsInterruptedTakesBackFirst() throws Exception {
        assertThrows(IllegalStateException.class, () -> confirmed(() -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }));
        assertTrue(Thread.interrupted(), "and stays so");
        assertEquals(List.of(), world.rules);
    }

    /** Nothing is settled while changes are made: what breaks there leaves no half of them to the guard. */
    @Test
    void whatBreaksWhileChangesAreMadeTakesBackWhatIsMade() throws Exception {
        world.beforeLook = () -> {
            if (world.rules.size() == 2) {
                world.beforeLook = () -> { };
                throw new IllegalStateException("broken");
            }
        };
        assertThrows(IllegalStateException.class, () -> confirmed(this::keep));
        assertEquals(List.of(), world.rules);
        assertEquals(List.of(), journalState().pending());
    }

    @Test
    void whatCannotBeTakenBackAtOnceIsLeftToTheGuardAndThatIsSaid() throws Exception {
        assertThrows(IllegalStateException.class, () -> confirmed(() -> {
            world.rules.add("unreadable");
            throw new IllegalStateException("broken");
        }));
        assertEquals(1, journalState().pending().size());
        assertTrue(machine.out().contains("Tried again automatically at "), machine.out());
    }

    /** Keeping is carried out as soon as it is said: what breaks after it takes nothing back. */
    @Test
    void whatIsKeptStaysWhateverBreaksThen() throws Exception {
        needs.add(new Endpoint(Fixtures.service("page", 8765), 8765));
        assertThrows(StateException.class, () -> confirmed(() -> {
            assertTrue(keeping().keep(Optional.empty(), LeaseKept.By.PERSON) instanceof LeaseKeeper.Stays);
            throw new StateException(StateException.Reason.IO, Message.verbatim("the disk is full"));
        }));
        assertEquals(3, world.rules.size(), world.rules::toString);
        assertFalse(world.rules.toString().contains("8765"), "but for the page");
    }

    /**
     * Ctrl-C, the end of a session, the end of the terminal: each is a signal that the JVM ends on when its hooks have
     * run. In the midst of the changes the one that is being made is made first.
     */
    @ParameterizedTest
    @ValueSource(strings = {"asking", "making"})
    void theEndOfTheProcessTakesTheChangesBack(String when) throws Exception {
        try (HelperProcess asking = HelperProcess.java(AskingProcess.class, folder.toString(), when)) {
            asking.says("here");
            assertNotEquals(List.of(), journalState().open(Fixtures.RUN));
            // Process.destroy would close its input, too.
            asking.process().toHandle().destroy();
            if (when.equals("making")) {
                asking.tell("");
            }
            assertEquals(143, asking.process().waitFor());
            assertEquals(List.of(), journalState().open(Fixtures.RUN));
            assertTrue(journalState().entries().stream().anyMatch(entry -> entry.event() == ChangeEvent.UNDONE));
        }
    }

    /** Three rules take longer to make than there is to answer, and reading the machine anew takes its time too. */
    @Test
    void onASlowMachineThereIsAllTheTimeToAnswer() throws Exception {
        world.perChange = Duration.ofMinutes(1);
        beforeTheQuestion = () -> {
            assertEquals(new GuardTurn.NotYet(until()), turn(), "a guard that comes now takes nothing back");
            world.pass(LeaseTerms.ROOM.minusSeconds(30));
        };
        FixResult ended = confirmed(() -> {
            assertFalse(given.orElseThrow().isBefore(world.now().plus(WITHIN).minusSeconds(10)), given::toString);
            world.pass(Duration.between(world.now(), given.orElseThrow()).minusSeconds(3));
            assertInstanceOf(GuardTurn.NotYet.class, turn(), "nor does one in the last second");
            return keep();
        });
        assertEquals(FixResult.End.WELL, ended.end());
        assertEquals(3, world.rules.size());
    }

    @Test
    void aTimeWithoutAQuestionBeginsWhenAllIsMade() throws Exception {
        world.perChange = Duration.ofMinutes(30);
        FixResult ended = fix(new LeaseTerms(Optional.empty(), Optional.of(Duration.ofMinutes(20))));
        assertInstanceOf(GuardTurn.NotYet.class, turn());
        assertEquals(ended.lease().orElseThrow().until(), journalState().until(Fixtures.RUN).orElseThrow());
        assertTrue(machine.out().contains("(in 19 min 5"), machine.out());
    }

    @Test
    void theTimeToKeepItElsewhereBeginsWhenThatIsSaid() throws Exception {
        world.perChange = Duration.ofMinutes(30);
        FixResult ended = fix(new LeaseTerms(Optional.of(new LeaseTerms.Confirming(WITHIN, LeaseKept.By.PERSON,
                Optional.empty())), Optional.empty()));
        assertEquals(ended.lease().orElseThrow().until(), journalState().until(Fixtures.RUN).orElseThrow(),
                "the guard comes when it is said to");
        assertTrue(machine.out().contains("(in 119 s) unless confirmed before"), machine.out());
    }

    /** The other process has made the changes, and the one that started it is yet to ask. */
    @Test
    void whoeverStartedThisProcessHasRoomToAsk() throws Exception {
        machine.fixing(folder, new LeaseSetup(new LeaseTerms(Optional.of(new LeaseTerms.Confirming(WITHIN,
                LeaseKept.By.PERSON, Optional.empty())), Optional.empty()), guard, PAGE, true))
                .carryOut(machine.plan(), Duration.ZERO);
        world.pass(LeaseTerms.ROOM);
        assertInstanceOf(GuardTurn.NotYet.class, turn());
    }

    /** Killed before it could ask: the guard does not wait for ever, nor after the question for longer than it says. */
    @Test
    void theGuardsTimeIsBounded() throws Exception {
        world.perChange = Duration.ofMinutes(10);
        var before = new ArrayList<Instant>();
        beforeTheQuestion = () -> before.add(until());
        confirmed(() -> {
            assertFalse(until().isAfter(given.orElseThrow().plus(LeaseTerms.GRACE).plusSeconds(10)), until()::toString);
            return keep();
        });
        Instant made = journalState().entries().getLast().at();
        assertFalse(before.getFirst().isAfter(made.plus(WITHIN).plus(LeaseTerms.ROOM).plusSeconds(10)),
                before::toString);
    }

    @Test
    void whatWasUndoneBeforeAnybodyCouldBeAskedIsNotAskedAbout() throws Exception {
        beforeTheQuestion = () -> {
            world.pass(Duration.ofHours(1));
            assertInstanceOf(GuardTurn.Over.class, turn());
            assertEquals(List.of(), world.rules);
        };
        FixResult ended = confirmed(() -> {
            assertEquals(Optional.empty(), given);
            return new Confirmation.Verdict.TakeBack(Message.of("change.keep-gone"));
        });
        assertEquals(FixResult.End.CHANGES_WAIT, ended.end());
        assertTrue(ended.lease().orElseThrow().takenBack());
    }

    /** As on Windows without an administrator's rights: the task comes when it was told to, and not sooner. */
    @Test
    void aGuardThatCannotComeSoonerIsNotSaidTo() throws Exception {
        var stands = new ArrayList<Instant>();
        Guard once = (run, until) -> {
            stands.add(until);
            return stands.size() == 1 ? Optional.empty() : Optional.of(Message.verbatim("access denied"));
        };
        machine.fixing(folder, loan(new LeaseTerms(confirming(() -> {
            assertEquals(leases().get(1).until(), until(), "the lease is as long as the guard's time");
            return keep();
        }), Optional.empty()), once)).carryOut(machine.plan(), Duration.ZERO);
        assertEquals(2, stands.size());
    }

    @Test
    void aPersonIsGivenAllTheTimeFromTheQuestionOn() throws Exception {
        world.perChange = Duration.ofMinutes(5);
        var asked = new ArrayList<Duration>();
        var person = new TerminalConfirmation(world, (question, longest) -> {
            asked.add(longest);
            return Optional.of(true);
        });
        FixResult ended = fix(new LeaseTerms(Optional.of(new LeaseTerms.Confirming(WITHIN, LeaseKept.By.PERSON,
                Optional.of(person))), Optional.empty()));
        assertEquals(List.of(WITHIN), asked);
        assertEquals(FixResult.End.WELL, ended.end());
    }

    @Test
    void theDocumentSaysHowItStandsWithTheLease() throws Exception {
        machine.json = true;
        FixRun fixRun = machine.fixing(folder,
                loan(new LeaseTerms(Optional.of(new LeaseTerms.Confirming(Duration.ofMinutes(2),
                LeaseKept.By.PERSON, Optional.empty())), Optional.empty()), guard));
        FixResult ended = fixRun.carryOut(machine.plan(), Duration.ZERO);
        fixRun.report().end(world.now(), 40, Source.example(), ended);
        JsonObject lease = Fixtures.document(machine.out()).getAsJsonObject("lease");
        assertEquals("{\"for\":\"confirm\",\"until\":\"" + until() + "\",\"kept\":null,\"takenBack\":false}",
                lease.toString());
    }

    @Test
    void whatWasTakenBackIsNotCalledFixedInTheDocument() throws Exception {
        machine.json = true;
        FixRun fixRun = machine.fixing(folder, loan(new LeaseTerms(confirming(() ->
                new Confirmation.Verdict.TakeBack(Message.of("change.said-no"))), Optional.empty()), guard));
        FixResult ended = fixRun.carryOut(machine.plan(), Duration.ZERO);
        fixRun.report().end(world.now(), 40, Source.example(), ended);
        assertEquals("taken-back", Fixtures.document(machine.out()).get("result").getAsString());
    }

    private Confirmation.Verdict keep() {
        return new Confirmation.Verdict.Keep(Message.of("change.said-yes"));
    }

    private FixResult confirmed(Answering answering) throws Exception {
        return fix(new LeaseTerms(confirming(answering), Optional.empty()));
    }

    private Optional<LeaseTerms.Confirming> confirming(Answering answering) {
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

    private FixResult fix(LeaseTerms terms) throws Exception {
        return machine.fixing(folder, loan(terms, guard)).carryOut(machine.plan(), Duration.ZERO);
    }

    private static LeaseSetup loan(LeaseTerms terms, Guard guard) {
        return new LeaseSetup(terms, guard, PAGE);
    }

    private LeaseKeeper keeping() {
        return new LeaseKeeper(world, new StateFolder(folder), Fixtures.KINDS, guard, "fix-firewall", Duration.ZERO,
                message -> { });
    }

    /** Of the lease that counts, which is the last one. */
    private Instant until() {
        return leases().getLast().until();
    }

    private List<Lease> leases() {
        try {
            return journalState().lines().stream().filter(Lease.class::isInstance).map(Lease.class::cast)
                    .filter(lease -> lease.run().equals(Fixtures.RUN)).toList();
        } catch (StateException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A guard that comes now. */
    private GuardTurn.Outcome turn() {
        return new GuardTurn(world, new StateFolder(folder), Fixtures.KINDS, message -> { }).take(Fixtures.RUN);
    }

    private JournalState journalState() throws StateException {
        return Journal.read(new StateFolder(folder), Fixtures.KINDS);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(folder.resolve("journal.jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
