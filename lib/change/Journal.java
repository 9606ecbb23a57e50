package change;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import state.Account;
import state.StateFolder;
import text.Message;

/**
 * What was changed on this machine, one line of JSON for each event, only ever appended to. A line is on the disk for
 * good before the change that it announces is made, so that a process killed at any instant leaves a record of
 * whatever it may have done. Who opens a journal for writing holds its lock until it is closed.
 */
public final class Journal implements AutoCloseable {

    /** A run of the other one takes seconds on Linux; Windows can take a minute to add a rule. */
    public static final Duration LOCK_WAIT = Duration.ofSeconds(60);

    private final Path file;
    private final Kinds kinds;
    private final String script;
    private final Disk disk;
    private final WriterLock lock;
    private final FileChannel channel;
    private Ledger ledger;

    private Journal(StateFolder folder, Kinds kinds, String script, Disk disk, WriterLock lock, FileChannel channel,
            Ledger ledger) {
        this.file = folder.journal();
        this.kinds = kinds;
        this.script = script;
        this.disk = disk;
        this.lock = lock;
        this.channel = channel;
        this.ledger = ledger;
    }

    /**
     * Waits until no other process writes, then opens the journal, which is made where it is missing.
     *
     * @param script   who writes: {@code fix-firewall}
     * @param wait     how long to wait for another writer, such as {@link #LOCK_WAIT}
     * @param progress told who is being waited for, and of a torn line that was set aside
     * @throws JournalException where the journal cannot be used; nothing was changed then
     */
    public static Journal open(StateFolder folder, Kinds kinds, String script, Instant now, Duration wait,
            Consumer<Message> progress) throws JournalException {
        return open(folder, kinds, script, now, wait, progress, Disk.REAL);
    }

    static Journal open(StateFolder folder, Kinds kinds, String script, Instant now, Duration wait,
            Consumer<Message> progress, Disk disk) throws JournalException {
        WriterLock lock = null;
        FileChannel channel = null;
        try {
            Account me = Account.current();
            Files.createDirectories(folder.path(), me.only("rwx------"));
            requireTrust(folder);
            lock = WriterLock.acquire(folder, Holder.me(script, now), wait, progress);
            boolean fresh = !Files.exists(folder.journal(), LinkOption.NOFOLLOW_LINKS);
            channel = FileChannel.open(folder.journal(), Set.<OpenOption>of(StandardOpenOption.CREATE,
                    StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                    me.only("rw-------"));
            if (fresh && me.posix()) {
                channel.force(true);
                sync(folder.path());
                sync(folder.path().getParent());
            }
            var pages = Pages.of(Files.readAllBytes(folder.journal()), folder.journal(), kinds);
            if (pages.torn().length > 0) {
                Path aside = TornLine.setAside(folder, now, pages.torn());
                progress.accept(Message.of("change.journal-torn", folder.journal().toString(), aside.toString()));
            }
            if (channel.size() != pages.length()) {
                channel.truncate(pages.length());
                channel.force(true);
            }
            channel.position(pages.length());
            if (pages.lacksLineEnd()) {
                disk.append(channel, new byte[] {'\n'});
            }
            return new Journal(folder, kinds, script, disk, lock, channel, new Ledger(pages.lines()));
        } catch (IOException e) {
            closeAll(channel, lock);
            throw unusable(folder, e);
        } catch (JournalException e) {
            closeAll(channel, lock);
            throw e;
        }
    }

    /**
     * What the journal says now, without waiting for a writer and without touching it.
     *
     * @throws JournalException where it cannot be read; a journal that does not exist is an empty one
     */
    public static Ledger read(StateFolder folder, Kinds kinds) throws JournalException {
        if (!Files.exists(folder.journal(), LinkOption.NOFOLLOW_LINKS)) {
            return new Ledger(List.of());
        }
        try {
            requireTrust(folder);
            return new Ledger(Pages.of(Files.readAllBytes(folder.journal()), folder.journal(), kinds).lines());
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static void requireTrust(StateFolder folder) throws IOException, JournalException {
        if (Account.current().isRoot()) {
            Trust.require(folder.journal(), Account.ROOT);
        }
    }

    public Ledger ledger() {
        return ledger;
    }

    /** Which script writes. */
    public String script() {
        return script;
    }

    /** Returns when the line is on the disk for good. @throws JournalException when it is not; then it is not there */
    public void write(Line line) throws JournalException {
        long end = -1;
        try {
            end = channel.position();
            disk.append(channel, (kinds.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
            ledger = ledger.with(line);
        } catch (IOException e) {
            takeBack(end);
            throw new JournalException(Message.of("change.journal-not-written", file.toString(), reason(e)), e);
        }
    }

    private void takeBack(long end) {
        try {
            if (end >= 0) {
                channel.truncate(end);
            }
        } catch (IOException e) {
            // What is left of the line will be recognised as torn by whoever opens the journal next.
        }
    }

    @Override
    public void close() throws JournalException {
        try {
            channel.close();
            lock.close();
        } catch (IOException e) {
            throw new JournalException(Message.of("change.journal-unusable", file.toString(), reason(e)), e);
        }
    }

    /** A new file survives a loss of power only when its folder's entry does (fsync(2), notes). */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void closeAll(FileChannel channel, WriterLock lock) {
        try (lock; channel) {
            // closing is all
        } catch (IOException e) {
            // The journal could not be opened, and that is what is being reported.
        }
    }

    private static JournalException unusable(StateFolder folder, IOException e) {
        return new JournalException(Message.of("change.journal-unusable", folder.journal().toString(), reason(e)), e);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
