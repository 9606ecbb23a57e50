package change.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import process.FileError;
import state.Account;
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
 * leaves out what has been settled for longest, see {@link Compaction}. What may be in effect is never left out. And a
 * journal that is damaged is kept aside by the next writer, who goes on with the lines that are whole.
 */
public final class Journal implements AutoCloseable {

    /** A run of the other one takes seconds on Linux; Windows can take a minute to add a rule. */
    public static final Duration LOCK_WAIT = Duration.ofSeconds(60);

    private final StateFolder folder;
    private final JournalFile file;
    private final String script;
    private final ProcessLock lock;
    private final FileChannel channel;
    private final List<JournalLine> settled;
    private final boolean outgrown;
    private final OtherJournal other;
    private long last;
    private JournalState journalState;

    private Journal(JournalFile file, String script, ProcessLock lock, FileChannel channel, Pages pages)
            throws StateException {
        this.folder = file.folder();
        this.file = file;
        this.script = script;
        this.lock = lock;
        this.channel = channel;
        this.settled = pages.settled();
        this.outgrown = pages.outgrown();
        this.last = pages.last();
        this.other = OtherJournal.of(folder, file.codec());
        this.journalState = pages.state();
    }

    /**
     * Waits until no other process writes, then opens the journal, which is made where it is missing.
     *
     * @param script   who writes: {@code fix-firewall}
     * @param wait     how long to wait for another writer, such as {@link #LOCK_WAIT}
     * @param progress told who is being waited for, and of lines that were set aside
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
        var file = new JournalFile(folder, codec, disk);
        FileChannel channel = null;
        Journal opened = null;
        try {
            channel = file.open();
            Pages pages = file.read(channel);
            if (!pages.damages().isEmpty()) {
                List<JournalLine> whole = setAside(file, pages, now, progress);
                channel.close();
                channel = replaced(file, whole);
                pages = file.read(channel);
            }
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
            opened = new Journal(file, script, lock, channel, pages);
            return opened;
        } catch (IOException e) {
            throw unusable(folder, e);
        } finally {
            if (opened == null) {
                closeAll(channel, lock);
            }
        }
    }

    /** Keeps a damaged journal beside the one that goes on, and tells of it. */
    private static List<JournalLine> setAside(JournalFile file, Pages pages, Instant now, Consumer<Message> progress)
            throws IOException, StateException {
        Path aside = file.keepAside(now);
        Damage first = pages.damages().getFirst();
        progress.accept(Message.of("change.journal-damaged", first.place(), first.why(), aside.toString()));
        return new Salvage(pages, now).lines();
    }

    private static FileChannel replaced(JournalFile file, List<JournalLine> whole) throws IOException, StateException {
        file.replace(whole);
        return file.open();
    }

    /**
     * What the journal says now, without waiting for a writer and without touching it.
     *
     * @throws StateException where it cannot be read; a journal that does not exist is an empty one
     */
    public static JournalState read(StateFolder folder, JournalCodec codec) throws StateException {
        try {
            return OtherJournal.of(folder, codec).with(own(folder, codec));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** What is in its own file. */
    static JournalState own(StateFolder folder, JournalCodec codec) throws IOException, StateException {
        return reading(folder, codec).read().map(Pages::state).orElseGet(() -> new JournalState(List.of()));
    }

    /**
     * What of this journal, and of those that were set aside before, cannot be believed: somebody has to look at what
     * it may have been about.
     */
    public static List<Damage> damages(StateFolder folder, JournalCodec codec) throws StateException {
        try {
            return reading(folder, codec).damages();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Whether a damaged journal lies beside this one, of which {@link #damages} tells; reads none of them. */
    public static boolean hasAsides(StateFolder folder) throws StateException {
        try {
            return !JournalFile.asides(folder).isEmpty();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static JournalFile reading(StateFolder folder, JournalCodec codec) throws IOException, StateException {
        if (Files.exists(folder.journal(), LinkOption.NOFOLLOW_LINKS)) {
            requireTrust(folder);
        }
        return new JournalFile(folder, codec, Disk.REAL);
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
            String text = StoredLine.text(file.codec().line(line), last + 1);
            file.disk().append(channel, (text + "\n").getBytes(StandardCharsets.UTF_8));
            last++;
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
            Optional<Compaction> compaction = Compaction.of(journalState, file.codec());
            if (compaction.isPresent() || outgrown) {
                file.remember(settled);
                file.remember(compaction.map(Compaction::settled).orElse(List.of()));
                file.replace(compaction.map(Compaction::kept).orElse(journalState.lines()));
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
