package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;
import testing.HelperProcess;
import text.Language;
import text.Message;
import text.Words;

/** Two at once, the other one being a real process. */
class JournalLockTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void theSecondGivesUpNamingTheFirst() throws Exception {
        try (HelperProcess holder = startHolder()) {
            var said = new ArrayList<Message>();
            var refused = assertThrows(StateException.class, () -> open(Duration.ofMillis(300), said));
            String holds = "fix-firewall (process " + holder.pid() + ", since 2026-11-22T10:15:00Z)";
            assertTrue(refused.getMessage().startsWith(holds), refused.getMessage());
            assertEquals(List.of("Waiting up to 300 ms for " + holds + " to end."), said.stream()
                    .map(message -> new Words(Language.ENGLISH).say(message)).toList());
        }
    }

    @Test
    void theSecondGetsItsTurnWhenTheFirstIsKilled() throws Exception {
        var said = new ArrayList<Message>();
        try (HelperProcess holder = startHolder();
                Journal journal = Journal.open(new StateFolder(folder), Fixtures.KINDS, "rollback", MemoryWorld.START,
                        LONG, message -> {
                            said.add(message);
                            holder.process().destroyForcibly();
                        })) {
            assertEquals(1, journal.state().open().size(), "what the first one announced");
            assertEquals("state.lock-waiting", said.getFirst().key());
        }
    }

    @Test
    void twoOfOneProcessDoNotMeetEither() throws Exception {
        try (Journal first = Fixtures.open(folder, "fix-firewall", MemoryWorld.START)) {
            assertThrows(StateException.class, () -> open(Duration.ZERO, new ArrayList<>()));
            assertEquals("fix-firewall", first.script());
        }
        open(Duration.ZERO, new ArrayList<>()).close();
        assertEquals("", Files.readString(folder.resolve("journal.lock")));
    }

    @Test
    void aHolderThatCannotBeReadIsAnotherRun() throws Exception {
        try (HelperProcess _ = startHolder()) {
            Files.writeString(folder.resolve("journal.lock"), "{\"pid\":");
            var refused = assertThrows(StateException.class, () -> open(Duration.ZERO, new ArrayList<>()));
            assertTrue(refused.getMessage().startsWith("another run "), refused.getMessage());
        }
    }

    private Journal open(Duration wait, List<Message> said) throws StateException {
        return Journal.open(new StateFolder(folder), Fixtures.KINDS, "rollback", MemoryWorld.START, wait, said::add);
    }

    private HelperProcess startHolder() throws IOException {
        return HelperProcess.java(LockHolder.class, folder.toString()).says("holding");
    }
}
