package monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testing.Companion;

/** One monitor for each user: seen from this process and from others. */
class OnlyOneTest {
    @TempDir
    Path temp;

    @Test
    void aSecondProcessIsTurnedAwayAndToldWhoIsIn() throws IOException, InterruptedException {
        Path folder = temp.resolve("state");
        try (Companion first = start(folder).says("in")) {
            try (Companion second = start(folder).says("out " + first.pid())) {
                assertTrue(second.process().waitFor(1, TimeUnit.MINUTES));
            }
            assertTrue(OnlyOne.enter(folder, OnlyOne.Kind.MONITOR).isEmpty(), "nor may this process");
            assertEquals(String.valueOf(first.pid()), OnlyOne.other(folder, OnlyOne.Kind.MONITOR));
        }
    }

    @Test
    void theLockFallsWithTheProcess() throws IOException {
        start(temp).says("in").close();
        try (OnlyOne _ = OnlyOne.enter(temp, OnlyOne.Kind.MONITOR).orElseThrow()) {
            assertEquals(String.valueOf(ProcessHandle.current().pid()), OnlyOne.other(temp, OnlyOne.Kind.MONITOR));
            assertTrue(OnlyOne.enter(temp, OnlyOne.Kind.MONITOR).isEmpty(),
                    "twice in one process is one too many as well");
        }
        OnlyOne.enter(temp, OnlyOne.Kind.MONITOR).orElseThrow().close();
    }

    @Test
    void whoLeftNoNameIsUnknown() throws IOException {
        assertEquals("?", OnlyOne.other(temp, OnlyOne.Kind.MONITOR));
        Files.writeString(temp.resolve("monitor.lock"), "kill -9 1\n");
        assertEquals("?", OnlyOne.other(temp, OnlyOne.Kind.MONITOR));
    }

    private static Companion start(Path folder) throws IOException {
        return Companion.java(Holder.class, folder.toString());
    }
}
