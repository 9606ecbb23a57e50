package change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import state.Account;
import state.StateFolder;
import text.Message;
import text.Words;

/** The few lines that a guard leaves, since nobody sees it work: {@code 2026-11-22T10:17:00Z taken back: …}. */
record GuardLog(Path file, Words words) {
    /** Some hundred runs; then it begins anew. */
    private static final long LONGEST = 64L << 10;

    static GuardLog of(StateFolder folder, Words words) {
        return new GuardLog(folder.guardLog(), words);
    }

    /** A log that cannot be written does not keep a guard from its work. */
    void write(Instant now, Message said) {
        String line = now.truncatedTo(ChronoUnit.SECONDS) + " " + words.say(said) + "\n";
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) > LONGEST) {
                Files.delete(file);
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createFile(file, Account.current().only("rw-------"));
            }
            Files.writeString(file, line, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            // What was done is in the journal, too.
        }
    }
}
