package state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import testing.HelperProcess;
import text.Message;

/** One at a time: seen from this process and from others. */
class ProcessLockTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");

    @TempDir
    Path folder;
    private Path lock;

    @BeforeEach
    void aLock() {
        lock = folder.resolve("monitor.lock");
    }

    @Test
    void aSecondProcessIsTurnedAwayAndToldWhoIsIn() throws Exception {
        long pid;
        try (HelperProcess first = start("in")) {
            pid = first.pid();
            start("out " + pid).process().waitFor();
            assertEquals(Optional.empty(), take(), "nor may this process");
            var holder = new ProcessLock.Holder(pid, Optional.of(NOW), Optional.of("monitor"));
            assertEquals(Optional.of(holder), ProcessLock.written(lock));
            assertEquals(Optional.of(holder), ProcessLock.holder(lock));
            assertTrue(ProcessLock.isHeld(lock));
        }
        assertEquals(pid, ProcessLock.written(lock).orElseThrow().pid(), "it was killed, and stands there");
        assertEquals(Optional.empty(), ProcessLock.holder(lock));
        assertFalse(ProcessLock.isHeld(lock));
    }

    @Test
    void theLockFallsWithTheProcess() throws Exception {
        start("in").close();
        try (ProcessLock _ = take().orElseThrow()) {
            assertEquals(Optional.of(ProcessHandle.current().pid()), ProcessLock.holder(lock)
                    .map(ProcessLock.Holder::pid));
            assertEquals(Optional.empty(), take(), "twice in one process is one too many as well");
            assertTrue(ProcessLock.isHeld(lock));
        }
        assertEquals(Optional.empty(), ProcessLock.written(lock));
        take().orElseThrow().close();
    }

    /** On Unix, closing a file drops every lock that the process has on it: looking must not let others in. */
    @Test
    void whoeverLooksAtItInTheSameProcessDoesNotOpenItToOthers() throws Exception {
        ProcessLock mine = take().orElseThrow();
        try {
            Path sameByAnotherName = Files.createSymbolicLink(folder.resolve("link"), folder).resolve("monitor.lock");
            for (Path name : List.of(lock, sameByAnotherName)) {
                assertEquals(Optional.empty(), ProcessLock.take(name, "monitor", NOW));
                assertTrue(ProcessLock.isHeld(name));
                assertTrue(ProcessLock.holder(name).isPresent());
                assertThrows(StateException.class, () ->
                        ProcessLock.await(name, "rollback", NOW, Duration.ZERO, message -> { }));
            }
            start("out " + ProcessHandle.current().pid()).process().waitFor();
        } finally {
            mine.close();
            mine.close();
        }
        start("in").close();
    }

    @Test
    void whoWaitsIsToldOnceForWhomAndNotForEver() throws Exception {
        try (HelperProcess first = start("in")) {
            var said = new ArrayList<Message>();
            var refused = assertThrows(StateException.class, () ->
                    ProcessLock.await(lock, "rollback", NOW, Duration.ofMillis(500), said::add));
            assertEquals(StateException.Reason.HELD, refused.reason());
            Message holder = Message.of("state.lock-holder", "monitor", Long.toString(first.pid()), NOW);
            assertEquals(List.of(Message.of("state.lock-waiting", holder, Duration.ofMillis(500))), said);
            assertEquals(Message.of("state.lock-held", holder, Duration.ofMillis(500)), refused.why());
        }
    }

    @Test
    void whoLeftNoNameIsUnknown() throws Exception {
        assertEquals(Optional.empty(), ProcessLock.written(lock));
        assertEquals(Optional.empty(), ProcessLock.holder(lock));
        assertFalse(ProcessLock.isHeld(lock));
        assertFalse(Files.exists(lock), "looking makes nothing");
        for (String text : List.of("kill -9 1\n", "", "12 yesterday me\n", "12 2026-11-22T10:15:00Z\n", "\0\1")) {
            Files.writeString(lock, text);
            assertEquals(Optional.empty(), ProcessLock.written(lock), text);
        }
    }

    /** An earlier version wrote its number and nothing else. */
    @Test
    void aNumberAloneIsAName() throws Exception {
        Files.writeString(lock, "4711\n");
        assertEquals(Optional.of(4711L), ProcessLock.written(lock).map(ProcessLock.Holder::pid));
    }

    @Test
    void whatCannotBeOpenedIsNamed() throws Exception {
        Files.createDirectories(lock);
        for (var attempt : List.<Executable>of(this::take,
                () -> ProcessLock.written(lock), () -> ProcessLock.holder(lock), () -> ProcessLock.isHeld(lock))) {
            assertTrue(assertThrows(StateException.class, attempt).getMessage().contains(lock.toString()));
        }
        lock = folder.resolve("none/monitor.lock");
        assertEquals(StateException.Reason.IO, assertThrows(StateException.class, this::take).reason());
    }

    private Optional<ProcessLock> take() throws StateException {
        return ProcessLock.take(lock, "monitor", NOW);
    }

    /** Another process that tries to take the lock, and says this of it. */
    private HelperProcess start(String expected) throws IOException {
        return HelperProcess.java(LockHolder.class, lock.toString()).says(expected);
    }
}
