package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;
import testing.HelperProcess;
import testing.Jvm;

/** A journal that nobody looked after for years, read by a guard that may not take much of the machine. */
class LargeJournalTest {
    private static final Instant START = MemoryWorld.START;
    private static final long LARGE = 24 << 20;

    @TempDir
    private Path temp;

    /** What the process beside the test does: with 64 MB, as a task of Windows has them. */
    static final class Reader {
        private Reader() { }

        public static void main(String... args) throws StateException {
            var folder = new StateFolder(Path.of(args[0]));
            try (Journal journal = Fixtures.open(folder.path(), "guard", START)) {
                System.out.println(journal.state().pending().size());
                System.out.println(journal.state().open().size());
            }
        }
    }

    @Test
    void isReadInLittleMemoryAndIsSmallAfterwards() throws Exception {
        StateFolder folder = folder();
        write(folder);
        assertTrue(Files.size(folder.journal()) > LARGE);
        List<String> words = new ArrayList<>(Jvm.words(Reader.class, folder.path().toString()));
        words.addAll(1, List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        try (HelperProcess reader = HelperProcess.start(words)) {
            assertEquals("1", reader.line(), "what is lent");
            assertEquals("2", reader.line(), "what is in effect");
            assertEquals(0, reader.process().waitFor());
        }
        assertTrue(Files.size(folder.journal()) < Compaction.SETTLED_AT_MOST, "it is small again");
        assertEquals(2, Journal.read(folder, Fixtures.KINDS).open().size());
        assertTrue(Files.size(folder.history()) > Compaction.HISTORY / 2, "what was settled last can be looked up");
    }

    /** A sparse file takes no room on the disk, and would take all of the memory. */
    @Test
    void oneThatIsLargerThanAnyIsNotRead() throws Exception {
        StateFolder folder = folder();
        try (var file = new RandomAccessFile(folder.journal().toFile(), "rw")) {
            file.setLength(1L << 40);
        }
        assertEquals("change.journal-too-large", assertThrows(StateException.class,
                () -> Journal.read(folder, Fixtures.KINDS)).why().key());
    }

    private StateFolder folder() throws StateException {
        var folder = new StateFolder(temp.resolve("state"));
        folder.create();
        return folder;
    }

    /** First what is in effect and lent, then very many runs that were taken back. */
    private static void write(StateFolder folder) throws Exception {
        try (BufferedWriter out = Files.newBufferedWriter(folder.journal())) {
            long number = 0;
            out.write(line(new Lease(START, Fixtures.RUN, "fix-firewall", START.plusSeconds(60),
                    LeasePurpose.CONFIRM), ++number));
            out.write(line(entry(Fixtures.RUN, ChangeEvent.INTENDED), ++number));
            List<String> settled = Stream.of(ChangeEvent.INTENDED, ChangeEvent.DONE, ChangeEvent.UNDONE)
                    .map(event -> Fixtures.KINDS.line(entry(Fixtures.RUN, event))).toList();
            for (long size = 0, run = 0; size <= LARGE; run++) {
                String name = "2025%04d-101500-%04x".formatted(run / 0x10000, run % 0x10000);
                for (String body : settled) {
                    String line = StoredLine.text(body.replace(Fixtures.RUN.text(), name), ++number) + "\n";
                    out.write(line);
                    size += line.length();
                }
            }
            out.write(line(entry(Fixtures.LATER, ChangeEvent.DONE), ++number));
        }
    }

    private static String line(JournalLine line, long number) {
        return StoredLine.text(Fixtures.KINDS.line(line), number) + "\n";
    }

    private static ChangeEntry entry(RunId run, ChangeEvent event) {
        return new ChangeEntry(START, run, "1.1", event, "fix-firewall", new WordRule("a word", 8000),
                Optional.empty());
    }
}
