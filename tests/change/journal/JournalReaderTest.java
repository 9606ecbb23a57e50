package change.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import state.StateException;
import state.StateFolder;

/** What is read once is not read again, unless it may be something else by now. */
class JournalReaderTest {
    @TempDir
    private Path folder;
    private Path journal;
    private JournalReader reader;
    private Duration passed = Duration.ZERO;

    @BeforeEach
    void aReader() {
        journal = folder.resolve("journal.jsonl");
        reader = new JournalReader(new StateFolder(folder), Fixtures.KINDS, () -> passed.toNanos());
    }

    @Test
    void whatStaysAsItIsIsReadOnceItsTimeCanTell() throws Exception {
        write("first");
        JournalState early = reader.read();
        pass(1);
        assertEquals(early, reader.read());
        pass(1);
        JournalState sure = reader.read();
        pass(3600);
        assertSame(sure, reader.read());
    }

    @Test
    void whatIsAppendedIsSeen() throws Exception {
        write("first");
        settle();
        Files.writeString(journal, Files.readString(journal).replace("1.1", "1.2"), StandardOpenOption.APPEND);
        assertEquals(2, reader.read().entries().size());
    }

    /** As a compaction does. */
    @Test
    void anotherFileInItsPlaceIsSeenThoughItHasTheSameSizeAndTime() throws Exception {
        write("first");
        settle();
        FileTime time = Files.getLastModifiedTime(journal);
        Path other = folder.resolve("other");
        Files.writeString(other, Files.readString(journal).replace("first", "third"));
        Files.setLastModifiedTime(other, time);
        Files.move(other, journal, StandardCopyOption.REPLACE_EXISTING);
        assertEquals("third", word());
    }

    /** Two changes of one length within one step of the file system's clock. */
    @Test
    void whatChangesWithinAStepOfTheClockIsSeen() throws Exception {
        write("first");
        FileTime time = Files.getLastModifiedTime(journal);
        assertEquals("first", word());
        pass(1);
        write("third");
        Files.setLastModifiedTime(journal, time);
        assertEquals("third", word());
    }

    @Test
    void whatComesAndGoesIsSeen() throws Exception {
        assertEquals(0, reader.read().lines().size());
        pass(10);
        assertEquals(0, reader.read().lines().size());
        write("first");
        assertEquals("first", word());
        settle();
        Files.delete(journal);
        assertEquals(0, reader.read().lines().size());
    }

    @Test
    void whatCannotBeReadIsToldEachTimeAndReadAgainWhenItCan() throws Exception {
        write("first");
        String good = Files.readString(journal);
        Files.delete(journal);
        Files.createDirectory(journal);
        for (int i = 0; i < 5; i++) {
            assertThrows(StateException.class, reader::read);
            pass(1);
        }
        Files.delete(journal);
        Files.writeString(journal, good);
        assertEquals("first", word());
    }

    private void settle() throws StateException {
        for (int i = 0; i < 4; i++) {
            reader.read();
            pass(1);
        }
    }

    private String word() throws StateException {
        return ((WordRule) reader.read().entries().getFirst().change()).word();
    }

    private void pass(int seconds) {
        passed = passed.plusSeconds(seconds);
    }

    private void write(String word) throws Exception {
        Files.writeString(journal, Fixtures.KINDS.line(new ChangeEntry(MemoryWorld.START, Fixtures.RUN, "1.1",
                ChangeEvent.INTENDED, "fix-firewall", new WordRule(word, 8000), Optional.empty())) + "\n");
    }
}
