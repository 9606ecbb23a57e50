package change.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.journal.LeaseKept;
import change.report.FixResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import text.Message;

/** From when the time counts that a person, a page and the guard have, on a machine however slow. */
class LeaseTimeTest extends LeasedRun {
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
}
