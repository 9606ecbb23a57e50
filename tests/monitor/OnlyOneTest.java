package monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One monitor for each user: seen from this process and from others. */
class OnlyOneTest {
    @TempDir
    Path temp;

    @Test
    void aSecondProcessIsTurnedAwayAndToldWhoIsIn() throws IOException, InterruptedException {
        Path folder = temp.resolve("state");
        Process first = start(folder);
        try {
            assertEquals("in", firstLine(first));
            Process second = start(folder);
            assertEquals("out " + first.pid(), firstLine(second));
            assertTrue(second.waitFor(1, TimeUnit.MINUTES));
            assertTrue(OnlyOne.enter(folder, OnlyOne.Kind.MONITOR).isEmpty(), "nor may this process");
            assertEquals(String.valueOf(first.pid()), OnlyOne.other(folder, OnlyOne.Kind.MONITOR));
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void theLockFallsWithTheProcess() throws IOException, InterruptedException {
        Process killed = start(temp);
        assertEquals("in", firstLine(killed));
        killed.destroyForcibly().waitFor();
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

    private static Process start(Path folder) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String firstLine(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))
                .readLine();
    }
}
