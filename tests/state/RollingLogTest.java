package state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingLogTest {
    @TempDir
    Path temp;

    @Test
    void linesGoToTheEndInUtf8() throws Exception {
        Path file = temp.resolve("new/folder/monitor.log");
        var log = RollingLog.named(file, 1 << 20);
        log.open();
        assertEquals(0, Files.size(file));
        log.append("PANNE  réseau");
        RollingLog.named(file, 1 << 20).append("OK");
        assertEquals("PANNE  réseau\nOK\n", Files.readString(file));
    }

    /** Ten lines of ten bytes fill a log of a hundred; the eleventh begins a new one. */
    @Test
    void aFullLogBecomesTheOldOne() throws Exception {
        Path file = temp.resolve("monitor.log");
        var log = RollingLog.named(file, 100);
        for (int i = 0; i < 25; i++) {
            log.append("line %04d".formatted(i));
            assertTrue(Files.size(file) <= 100);
        }
        assertEquals(numbered(20, 25), Files.readAllLines(file));
        assertEquals(numbered(10, 20), Files.readAllLines(temp.resolve("monitor.log.old")));
        try (var files = Files.list(temp)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void aLineLongerThanTheLogIsStillWritten() throws Exception {
        Path file = temp.resolve("monitor.log");
        var log = RollingLog.named(file, 10);
        log.append("x".repeat(50));
        log.append("short");
        assertEquals(List.of("short"), Files.readAllLines(file));
    }

    /** A folder of that name, with something in it, cannot be replaced: as a file in use cannot on Windows. */
    @Test
    void whereTheOldOneStaysTheLogIsBoundedAllTheSame() throws Exception {
        Path old = Files.createDirectories(temp.resolve("monitor.log.old/in-use"));
        Path file = temp.resolve("monitor.log");
        var log = RollingLog.named(file, 100);
        for (int i = 0; i < 200; i++) {
            log.append("line %04d".formatted(i));
            assertTrue(Files.size(file) <= 210, "grows to " + Files.size(file));
        }
        assertTrue(Files.readString(file).endsWith("line 0199\n"));
        assertTrue(Files.isDirectory(old));
    }

    @Test
    void aLogThatCannotBeWrittenIsTold() throws Exception {
        Files.writeString(temp.resolve("file"), "");
        assertThrows(IOException.class, () -> RollingLog.named(temp.resolve("file/monitor.log"), 100).open());
    }

    @Test
    void theTailIsWholeLines() throws Exception {
        Path file = temp.resolve("monitor.log");
        assertEquals(List.of(), RollingLog.tail(file, 5));
        Files.writeString(file, "one\ntwo\n");
        assertEquals(List.of("one", "two"), RollingLog.tail(file, 5));
        Files.writeString(file, "é".repeat(40_000) + "\n" + String.join("\n", numbered(0, 9)) + "\n");
        assertEquals(numbered(6, 9), RollingLog.tail(file, 3));
        assertFalse(RollingLog.tail(file, 100).getFirst().contains("é"), "not from the middle of a line");
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.range(from, to).mapToObj("line %04d"::formatted).toList();
    }
}
