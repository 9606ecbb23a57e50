package change;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import state.Account;
import state.StateFolder;
import text.Message;

/**
 * Lets one process at a time change things. The system drops the lock when its holder ends, however it ends, so there
 * is no stale lock to clean up; the holder's file beside it is only for the eyes of the one who waits.
 */
final class WriterLock implements AutoCloseable {

    /** How often the second one tries: soon enough for a person, seldom enough to cost nothing. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final FileChannel channel;
    private final Path holderFile;

    private WriterLock(FileChannel channel, Path holderFile) {
        this.channel = channel;
        this.holderFile = holderFile;
    }

    /**
     * Waits for its turn, telling once who it waits for.
     *
     * @throws JournalException when the limit has passed, with the holder's name
     */
    static WriterLock acquire(StateFolder folder, Holder me, Duration limit, Consumer<Message> progress)
            throws IOException, JournalException {
        FileChannel channel = FileChannel.open(folder.lock(), Set.<OpenOption>of(StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), Account.current().only("rw-------"));
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            for (boolean told = false; !locked(channel); told = true) {
                Optional<Holder> other = Holder.read(folder.holder());
                Message holder = described(other);
                if (System.nanoTime() - deadline >= 0) {
                    throw new JournalException(Message.of("change.lock-held", holder, limit));
                }
                // At Ctrl-C several things are put back at once, and this process waits for itself: nobody minds.
                if (!told && other.filter(has -> has.pid() == me.pid()).isEmpty()) {
                    progress.accept(Message.of("change.lock-waiting", holder, limit));
                }
                Thread.sleep(BETWEEN_TRIES);
            }
            me.write(folder.holder());
            return new WriterLock(channel, folder.holder());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close();
            throw new JournalException(Message.of("process.interrupted"), e);
        } catch (IOException | JournalException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // another thread of this JVM has it
        }
    }

    private static Message described(Optional<Holder> holder) {
        return holder.map(h -> Message.of("change.lock-holder", h.script(), Long.toString(h.pid()),
                        h.sinceInstant().truncatedTo(ChronoUnit.SECONDS)))
                .orElseGet(() -> Message.of("change.lock-holder-unknown"));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(holderFile);
        channel.close();
    }
}
