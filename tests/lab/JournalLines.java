package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How far a script on the lab's machine has come, by what it writes down; looked at so often that no line is missed. */
final class JournalLines {

    /** A change takes some fifty times as long, so that whoever is killed at a line is killed before the next. */
    private static final Duration BETWEEN_LOOKS = Duration.ofNanos(200_000);

    private final Path journal;
    private long size;
    private int count;

    JournalLines(Lab lab) {
        this.journal = ChangeSteps.journal(lab);
    }

    /** Read only when it has grown: a look costs next to nothing. */
    int count() {
        try {
            long now = Files.exists(journal) ? Files.size(journal) : 0;
            if (now != size) {
                count = (int) Files.readString(journal).lines().count();
                size = now;
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns as the journal has so many lines, or its writer lives no more. */
    void await(int enough, ProcessHandle writer, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (writer.isAlive() && count() < enough && System.nanoTime() < end) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
