package change.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import process.FileError;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * The journal for somebody who looks at it again and again: it is read only where it may have changed.
 *
 * <p>That is seen by which file it is, its size and its time. File systems count time in steps of up to two seconds
 * (FAT), so that two changes can have the same: what was read sooner after the file was first seen so is read once
 * more. (Git trusts its index in the same way, "racy git".) Not thread-safe.
 */
public final class JournalReader {
    private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

    /** @param file the file system's own name for it; null where it has none */
    private record Mark(Object file, long size, FileTime changed) { }

    private final StateFolder folder;
    private final JournalCodec codec;
    private final LongSupplier nanos;
    private Optional<Mark> mark = Optional.empty();
    private long seenFirst;
    private Optional<JournalState> sure = Optional.empty();

    /** @param nanos as {@link System#nanoTime} */
    public JournalReader(StateFolder folder, JournalCodec codec, LongSupplier nanos) {
        this.folder = folder;
        this.codec = codec;
        this.nanos = nanos;
        this.seenFirst = nanos.getAsLong();
    }

    /** What {@link Journal#read} answers. */
    public JournalState read() throws StateException {
        Optional<Mark> now = look();
        long time = nanos.getAsLong();
        if (!now.equals(mark)) {
            mark = now;
            seenFirst = time;
            sure = Optional.empty();
        }
        if (sure.isPresent()) {
            return sure.get();
        }
        JournalState read = Journal.read(folder, codec);
        if (time - seenFirst >= LONGEST_STEP.toNanos()) {
            sure = Optional.of(read);
        }
        return read;
    }

    private Optional<Mark> look() throws StateException {
        try {
            var seen = Files.readAttributes(folder.journal(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Mark(seen.fileKey(), seen.size(), seen.lastModifiedTime()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StateException.io(Message.of("change.journal-unusable", folder.journal().toString(),
                    FileError.reason(e, folder.journal())), e);
        }
    }
}
