package change.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.journal.Lease;
import change.journal.LeaseKept;
import change.journal.LeasePurpose;
import change.journal.MemoryGuard;
import change.journal.WordRule;
import change.report.FixResult;
import change.report.RollbackRunResult;
import change.run.FixRun;
import change.run.OverdueLeases;
import change.run.RollbackRun;
import com.google.gson.JsonObject;
import inventory.Endpoint;
import inventory.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import process.Fact;
import state.StateException;
import state.StateFolder;
import text.Message;

/** The course of fix-firewall where what it does is only lent: kept, refused, not answered, too late. */
class FixRunLeaseTest extends LeasedRun {
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

    /** Nobody can read any more for how long it was lent: the next run does not take it for what is to last. */
    @Test
    void whatWasLentByADamagedLineIsOverdue() throws Exception {
        fix(new LeaseTerms(Optional.empty(), Optional.of(Duration.ofMinutes(20))));
        Path journal = folder.resolve("journal.jsonl");
        Files.writeString(journal, Files.readString(journal).replace("\"until\":\"2026", "\"until\":\"2027"));
        assertEquals(List.of(), journalState().pending());
        new OverdueLeases(world, new StateFolder(folder), Fixtures.KINDS, guard, Duration.ZERO,
                machine.answer("rollback")).takeBack(() -> Fact.known(true));
        assertEquals(List.of(), world.rules);
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

    /** Whoever undoes the change does not know of a page, and means all of it; nor does its run's name stand anywhere. */
    @Test
    void whoeverUndoesTheRunUndoesItsPageToo() throws Exception {
        needs.add(new Endpoint(Fixtures.service("page", 8765), 8765));
        confirmed(() -> {
            assertEquals(4, world.rules.size(), world.rules::toString);
            assertEquals(Optional.of(Fixtures.RUN), journalState().lent().getLast().partOf());
            var rollbackRun = new RollbackRun(world, machine.answer("rollback"), new StateFolder(folder), Fixtures.KINDS,
                    Fact.known(true), () -> "sudo this", Optional.empty(), question -> Optional.of(true), false);
            assertEquals(RollbackRunResult.End.WELL,
                    rollbackRun.takeBack(Optional.of(Fixtures.RUN), Duration.ZERO).end());
            assertEquals(List.of(), world.rules);
            return keep();
        });
        assertEquals(List.of(), world.rules);
    }

    /** And not the other way round: a page is over before its question is. */
    @Test
    void whoeverUndoesThePageLeavesTheChange() throws Exception {
        needs.add(new Endpoint(Fixtures.service("page", 8765), 8765));
        confirmed(() -> {
            new RollbackRun(world, machine.answer("rollback"), new StateFolder(folder), Fixtures.KINDS,
                    Fact.known(true), () -> "sudo this", Optional.empty(), question -> Optional.of(true), false)
                    .takeBack(Optional.of(PAGE), Duration.ZERO);
            assertEquals(3, world.rules.size(), world.rules::toString);
            return keep();
        });
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
}
