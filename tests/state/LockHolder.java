package state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A process that takes a lock: says {@code in} or {@code out}, then stays until its input ends. */
public final class LockHolder {

    private LockHolder() { }

    public static void main(String... args) throws IOException, StateException {
        Path lock = Path.of(args[0]);
        Optional<ProcessLock> mine = ProcessLock.take(lock, "monitor", Instant.parse("2026-11-22T10:15:00Z"));
        System.out.println(mine.isPresent() ? "in" : "out " + ProcessLock.written(lock).orElseThrow().pid());
        System.out.flush();
        while (mine.isPresent() && System.in.read() >= 0) {
            // Waits for the end of its input.
        }
    }
}
