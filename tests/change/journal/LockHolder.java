package change.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import state.StateException;

/** A program that announces a change in the journal of a folder and then holds the lock until its input ends. */
final class LockHolder {

    private LockHolder() { }

    public static void main(String... args) throws StateException, IOException {
        try (Journal journal = Fixtures.open(Path.of(args[0]), "fix-firewall", MemoryWorld.START)) {
            journal.write(new ChangeEntry(MemoryWorld.START, Fixtures.RUN, "1.1", ChangeEvent.INTENDED, "fix-firewall",
                    new WordRule("held", 8000), Optional.empty()));
            System.out.println("holding");
            System.in.read();
        }
    }
}
