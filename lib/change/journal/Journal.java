package change.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import process.FileError;
import state.Account;
import state.AtomicFile;
import state.PrivateFile;
import state.ProcessLock;
import state.StateException;
import state.StateFolder;
import state.Trust;
import text.Message;

/**
 * What was changed on this machine, one line of JSON for each event. A line is on the disk for good before the change
 * that it announces is made, so that a process killed at any instant leaves a record of whatever it may have done. Who
 * opens a journal for writing holds its lock until it is closed.
 *
 * <p>Lines are only ever appended, but for one moment: when a writer closes a journal in which much is settled, it
 * leaves out what has been settled for longest, see {@link Compaction}. What may be in effect is never left out.
 */
public final class Journal implements AutoCloseable {

    /** A run of the other one takes seconds on Linux; Windows can take a minute to add a rule. */
    public static final Duration LOCK_WAIT = Duration.ofSeconds(60);

    /** Far more than a journal can grow to while it is looked after. */
    private static final int LARGEST = 16 << 20;

    private final StateFolder folder;
    private final JournalCodec codec;
    private final String script;
    private final Disk disk;
    private final ProcessLock lock;
    private final FileChannel channel;
    private final OtherJournal other;
    private JournalState journalState;

    private Journal(StateFolder folder, JournalCodec codec, String script, Disk disk, ProcessLock lock,
            FileChannel channel, JournalState journalState) throws StateException {
        this.folder = folder;
        this.codec = codec;
        this.script = script;
        this.disk = disk;
        this.lock = lock;
        this.channel = channel;
        this.other = OtherJournal.of(folder, codec);
        this.journalState = journalState;
    }

    /**
     * Waits until no other process writes, then opens the journal, which is made where it is missing.
     *
     * @param script   who writes: {@code fix-firewall}
     * @param wait     how long to wait for another writer, such as {@link #LOCK_WAIT}
     * @param progress told who is being waited for, and of a torn line that was set aside
     * @throws StateException where the journal cannot be used; nothing was changed then
     */
    public static Journal open(StateFolder folder, JournalCodec codec, String script, Instant now, Duration wait,
            Consumer<Message> progress) throws StateException {
        return open(folder, codec, script, now, wait, progress, Disk.REAL);
    }

    static Journal open(StateFolder folder, JournalCodec codec, String script, Instant now, Duration wait,
            Consumer<Message> progress, Disk disk) throws StateException {
        folder.create();
        requireTrust(folder);
        ProcessLock lock = ProcessLock.await(folder.lock(), script, now, wait, progress);
        FileChannel channel = null;
        Journal opened = null;
        try {
            boolean fresh = !Files.exists(folder.journal(), LinkOption.NOFOLLOW_LINKS);
            channel = PrivateFile.open(folder.journal(), StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (fresh) {
                channel.force(true);
                AtomicFile.syncEntry(folder.journal());
                AtomicFile.syncEntry(folder.path());
            }
            var pages = Pages.of(bytes(folder).orElseThrow(), folder.journal(), codec);
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
            opened = new Journal(folder, codec, script, disk, lock, channel, new JournalState(pages.lines()));
            return opened;
        } catch (IOException e) {
            throw unusable(folder, e);
        } finally {
            if (opened == null) {
                closeAll(channel, lock);
            }
        }
    }

    /**
     * What the journal says now, without waiting for a writer and without touching it.
     *
     * @throws StateException where it cannot be read; a journal that does not exist is an empty one
     */
    public static JournalState read(StateFolder folder, JournalCodec codec) throws StateException {
        try {
            if (Files.exists(folder.journal(), LinkOption.NOFOLLOW_LINKS)) {
                requireTrust(folder);
            }
            return OtherJournal.of(folder, codec).with(own(folder, codec));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** What is in its own file. */
    static JournalState own(StateFolder folder, JournalCodec codec) throws IOException, StateException {
        Optional<byte[]> bytes = bytes(folder);
        return bytes.isEmpty() ? new JournalState(List.of())
                : new JournalState(Pages.of(bytes.get(), folder.journal(), codec).lines());
    }

    private static Optional<byte[]> bytes(StateFolder folder) throws IOException, StateException {
        return PrivateFile.read(folder.journal(), LARGEST);
    }

    private static void requireTrust(StateFolder folder) throws StateException {
        try {
            if (Account.current().isRoot()) {
                Trust.require(folder.journal(), Account.ROOT);
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    public JournalState state() {
        return other.with(journalState);
    }

    /** Which script writes. */
    public String script() {
        return script;
    }

    /** Returns when the line is on the disk for good. @throws StateException when it is not; then it is not there */
    public void write(JournalLine line) throws StateException {
        long end = -1;
        try {
            end = channel.position();
            disk.append(channel, (codec.line(line) + "\n").getBytes(StandardCharsets.UTF_8));
            journalState = journalState.with(line);
        } catch (IOException e) {
            takeBack(end);
            throw StateException.io(Message.of("change.journal-not-written", folder.journal().toString(),
                    FileError.reason(e, folder.journal())), e);
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

    /** Leaves out what has been settled for long, then lets the next writer in. */
    @Override
    public void close() throws StateException {
        try (lock) {
            boolean grown = channel.size() > Compaction.SETTLED_AT_MOST;
            channel.close();
            if (grown) {
                compact();
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private void compact() {
        try {
            Optional<Compaction> compaction = Compaction.of(journalState, codec);
            if (compaction.isPresent()) {
                compaction.get().carryOut(folder, disk);
            }
        } catch (IOException | StateException e) {
            // All that was written is there, and the next writer tries again.
        }
    }

    private static void closeAll(FileChannel channel, ProcessLock lock) {
        try (lock; channel) {
            // closing is all
        } catch (IOException e) {
            // The journal could not be opened, and that is what is being reported.
        }
    }

    private static StateException unusable(StateFolder folder, IOException e) {
        return StateException.io(Message.of("change.journal-unusable", folder.journal().toString(),
                FileError.reason(e, folder.journal())), e);
    }
}
