package change.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.JournalState;
import change.journal.KillSwitch;
import change.journal.Lease;
import change.journal.LeasePurpose;
import change.journal.MemoryFirewall;
import change.journal.MemoryGuard;
import change.journal.MemoryWorld;
import change.journal.WordRule;
import change.plan.Machine;
import inventory.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;
import text.Language;
import text.Message;
import text.Words;

/** A port of this program that is let in for a limited time, and a change made outside of any plan. */
class PortOpeningTest {
    private static final Endpoint PAGE = new Endpoint(Fixtures.service("page", 8765), 8765);
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final String RULE = "20261122 101500 3f9a 8765";

    @TempDir
    private Path folder;
    private final MemoryWorld world = new MemoryWorld(KillSwitch.never());
    private final Machine machine = new Machine(world);
    private final List<Message> said = new ArrayList<>();
    private MemoryGuard guard = MemoryGuard.there();

    @Test
    void isOpenUntilItIsClosed() throws Exception {
        try (var _ = assertInstanceOf(PortOpening.Opened.class, open())) {
            assertEquals(List.of(RULE), world.rules);
            Lease lease = journalState().pending().getFirst();
            assertEquals(LeasePurpose.PAGE, lease.purpose());
            assertEquals(FIVE_MINUTES, Duration.between(lease.at(), lease.until()));
        }
        assertEquals(List.of(), world.rules);
        assertEquals(List.of(), journalState().open());
        assertEquals("dismiss " + Fixtures.RUN, guard.calls.getLast());
    }

    /** Ctrl-C reaches the program that just takes it back as well; the next one does it. */
    @Test
    void whatFailsOnceIsTriedAgain() throws Exception {
        var opened = assertInstanceOf(PortOpening.Opened.class, open());
        var looks = new AtomicInteger();
        world.rules.add("unreadable");
        world.beforeLook = () -> {
            if (looks.incrementAndGet() == 2) {
                world.rules.remove("unreadable");
            }
        };
        assertEquals(Optional.empty(), opened.made().takeBack());
        assertEquals(List.of(), world.rules);
        assertEquals(List.of(), journalState().pending());
        assertEquals("dismiss " + Fixtures.RUN, guard.calls.getLast());
    }

    /** The rule takes longer than it may stay, and what the page needs besides does too. */
    @Test
    void itsTimeBeginsWhenItIsMadeAndOnceMoreWhenThePageIsThere() throws Exception {
        world.perChange = FIVE_MINUTES;
        var opened = assertInstanceOf(PortOpening.Opened.class, open());
        Lease made = journalState().pending().getFirst();
        assertFalse(made.due(world.moment()), "no guard takes it back as soon as it is made");
        world.pass(FIVE_MINUTES.minusSeconds(30));
        opened.renew(FIVE_MINUTES);
        Lease renewed = journalState().pending().getFirst();
        assertTrue(renewed.until().isAfter(made.until()), renewed::toString);
        assertEquals(LeasePurpose.PAGE, renewed.purpose());
        world.pass(FIVE_MINUTES);
        opened.renew(FIVE_MINUTES);
        assertEquals(List.of(renewed), journalState().pending(), "what is due is the guard's");
    }

    @Test
    void theGuardClosesItWhereNobodyElseDoes() throws Exception {
        var opened = assertInstanceOf(PortOpening.Opened.class, open());
        new GuardLoop(world, new StateFolder(folder), Fixtures.KINDS, message -> { },
                new MemoryClock(world, () -> { })).serve();
        assertEquals(List.of(), world.rules);
        assertEquals(Optional.empty(), opened.made().takeBack(), "and closing it then is no failure");
    }

    @Test
    void whatIsOpenAlreadyNeedsNothing() {
        world.rules.add("theirs 8765");
        assertInstanceOf(PortOpening.NotNeeded.class, open());
        untouched("theirs 8765");
    }

    @Test
    void itTellsWhyItCannot() {
        world.rules.add("policy");
        assertEquals("ask its administrators", why());
        world.rules.set(0, "on purpose");
        assertTrue(why().contains("-P INPUT DROP"), why());
        world.rules.set(0, "unreadable");
        assertEquals("the list cannot be read", why());
        untouched("unreadable");
    }

    @Test
    void withoutRightsNothingIsTried() {
        machine.administrator = false;
        assertInstanceOf(PortOpening.NeedsAdministrator.class, open());
        untouched();
        world.rules.add("unreadable");
        assertInstanceOf(PortOpening.NeedsAdministrator.class, open());
        untouched("unreadable");
    }

    @Test
    void withoutAGuardNothingIsOpened() throws Exception {
        guard = MemoryGuard.absent();
        assertEquals("there is no guard", why());
        assertEquals(List.of(), world.rules);
        assertEquals(List.of(), journalState().open());
    }

    @Test
    void ofSeveralChangesAllAreMadeOrNone() throws Exception {
        world.rules.add("second*");
        TemporaryRun.Outcome outcome = journaled().make(Fixtures.RUN,
                List.of(new WordRule("first", 1), new WordRule("second", 2)), LeasePurpose.WATCH, FIVE_MINUTES);
        assertInstanceOf(TemporaryRun.NotMade.class, outcome);
        assertEquals(List.of("second*"), world.rules);
        assertEquals(List.of(), journalState().open());
    }

    @Test
    void whatBreaksInTheMidstOfItTakesBackWhatIsMade() throws Exception {
        world.beforeLook = () -> {
            if (world.rules.contains("first")) {
                world.beforeLook = () -> { };
                throw new IllegalStateException("broken");
            }
        };
        assertThrows(IllegalStateException.class, () -> journaled().make(Fixtures.RUN,
                List.of(new WordRule("first", 1), new WordRule("second", 2)), LeasePurpose.WATCH, FIVE_MINUTES));
        assertEquals(List.of(), world.rules);
        assertEquals(List.of(), journalState().open());
    }

    /** The second fails in such a way that the first cannot be taken back: that is no "none". */
    @Test
    void whatIsLeftOfSeveralIsTold() throws Exception {
        assertInstanceOf(TemporaryRun.NotMade.class, journaled().make(Fixtures.RUN,
                List.of(new WordRule("first", 1), new WordRule("jam", 2)), LeasePurpose.WATCH, FIVE_MINUTES));
        assertEquals(List.of("jam", "first", "unreadable"), world.rules);
        assertEquals(List.of("2", "1"), journalState().open().stream().map(item -> item.step().substring(2)).toList());
        assertEquals(Message.of("change.left-over", Message.verbatim("the list cannot be read")), said.getLast());
    }

    @Test
    void whatCannotBeTakenBackIsToldAndLeftToTheGuard() throws Exception {
        var made = assertInstanceOf(TemporaryRun.Made.class, journaled().make(Fixtures.RUN,
                List.of(new WordRule("first", 1)), LeasePurpose.WATCH, FIVE_MINUTES));
        world.rules.add("unreadable");
        made.close();
        assertEquals("the list cannot be read", said.getLast().args().getFirst());
        assertEquals(1, journalState().pending().size());
    }

    private PortOpening.Outcome open() {
        return new PortOpening(journaled(), machine.facts(), Optional.of(new MemoryFirewall(world)))
                .open(Fixtures.RUN, PAGE, FIVE_MINUTES);
    }

    private TemporaryRun journaled() {
        return new TemporaryRun(world, new StateFolder(folder), Fixtures.KINDS, guard, "verify", Duration.ZERO,
                said::add);
    }

    private String why() {
        return new Words(Language.ENGLISH).say(assertInstanceOf(PortOpening.NotOpened.class, open()).why());
    }

    private void untouched(String... rules) {
        assertEquals(List.of(rules), world.rules);
        assertTrue(Files.notExists(folder.resolve("journal.jsonl")));
    }

    private JournalState journalState() throws StateException {
        return Journal.read(new StateFolder(folder), Fixtures.KINDS);
    }
}
