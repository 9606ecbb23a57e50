package change.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.ChangeEvent;
import change.journal.Fixtures;
import change.journal.LeaseKept;
import inventory.Endpoint;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import state.StateException;
import testing.HelperProcess;
import text.Message;

/** A question that ends without an answer, whatever ends it: the changes are taken back at once, and that is said. */
class CutOffTest extends LeasedRun {
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
}
