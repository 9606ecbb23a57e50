package change.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.journal.Disk;
import change.journal.Fixtures;
import change.journal.Journal;
import change.journal.JournalState;
import change.journal.KillSwitch;
import change.journal.MemoryWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;

class ApplierTest {

    @TempDir
    private Path folder;
    private final MemoryWorld world = new MemoryWorld(KillSwitch.never());

    @Test
    void carriesOutEachChangeOnceAndInOrder() throws Exception {
        assertEquals("[1.1 Made, 1.2 Made, 2.1 Made, 2.2 Made]", results(apply()));
        assertEquals(List.of("run live1", "run live", "run api6", "run api"), world.rules);
        assertEquals(List.of("1.1 intended", "1.1 done", "1.2 intended", "1.2 done", "2.1 intended", "2.1 done",
                "2.2 intended", "2.2 done"), events());
    }

    @Test
    void aSecondTimeChangesNothingAndWritesNothing() throws Exception {
        apply();
        List<String> before = List.copyOf(world.rules);
        ApplyResult second = apply();
        assertEquals("[1.1 Unchanged, 1.2 Unchanged, 2.1 Unchanged, 2.2 Unchanged]", results(second));
        assertEquals(before, world.rules);
        assertEquals(8, events().size());
        assertFalse(second.leftTraces());
        assertEquals(ApplyResult.State.UNCHANGED, second.state(second.plan().steps().getFirst()));
    }

    @Test
    void stopsAtTheFirstFailureAndSaysWhatWasDoneAndWhatNot() throws Exception {
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            var applier = new Applier(world, journal, message -> {
                if (message.args().contains("2.1")) {
                    world.rules.add("full");
                }
            });
            ApplyResult applied = applier.apply(Fixtures.plan(Fixtures.RUN, "run"));
            assertEquals("[1.1 Made, 1.2 Made, 2.1 Failed, 2.2 NotTried]", results(applied));
            assertFalse(applied.failure().orElseThrow().mayBeInEffect(), "it was looked at, and is not there");
            assertEquals(List.of(ApplyResult.State.DONE, ApplyResult.State.FAILED),
                    applied.plan().steps().stream().map(applied::state).toList());
        }
        assertEquals("2.1 failed", events().getLast());
        JournalState journalState = Journal.read(new StateFolder(folder), Fixtures.KINDS);
        assertEquals("the list is full", journalState.entries().getLast().cause().orElseThrow());
        assertEquals(List.of("2.1", "1.2", "1.1"), journalState.open().stream().map(JournalState.Item::step).toList());
    }

    @Test
    void whatSomebodyEditedIsNotTouched() throws Exception {
        world.rules.add("run api*");
        assertEquals("[1.1 Failed, 1.2 NotTried, 2.1 NotTried, 2.2 NotTried]", results(apply()));
        assertEquals(List.of("run api*"), world.rules);
        assertEquals(List.of(), events());
    }

    @Test
    void whatCannotBeReadIsNotTouched() throws Exception {
        world.rules.add("unreadable");
        ApplyResult applied = apply();
        assertEquals("[1.1 Failed, 1.2 NotTried, 2.1 NotTried, 2.2 NotTried]", results(applied));
        assertFalse(applied.leftTraces());
        assertEquals(List.of("unreadable"), world.rules);
    }

    @Test
    void withoutItsLineInTheJournalNoChangeIsMade() throws Exception {
        Disk full = (file, bytes) -> {
            throw new IOException("No space left on device");
        };
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START, full, new ArrayList<>())) {
            ApplyResult applied = new Applier(world, journal, message -> { }).apply(Fixtures.plan(Fixtures.RUN, "run"));
            assertEquals("[1.1 Failed, 1.2 NotTried, 2.1 NotTried, 2.2 NotTried]", results(applied));
            assertFalse(applied.leftTraces());
        }
        assertEquals(List.of(), world.rules);
    }

    private ApplyResult apply() throws StateException {
        try (Journal journal = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            return new Applier(world, journal, message -> { }).apply(Fixtures.plan(Fixtures.RUN, "run"));
        }
    }

    private List<String> events() throws StateException {
        return Journal.read(new StateFolder(folder), Fixtures.KINDS).entries().stream()
                .map(entry -> entry.step() + " " + entry.event().id()).toList();
    }

    private static String results(ApplyResult applied) {
        return applied.results().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().getClass().getSimpleName()).toList().toString();
    }
}
