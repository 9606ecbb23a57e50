package change.journal;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import state.AtomicFile;
import state.PrivateFile;
import state.RollingLog;
import state.StateException;
import state.StateFolder;
import text.Message;

/** The journal as a file: read whole, put in the place of another one, and kept aside where it is damaged. */
record JournalFile(StateFolder folder, JournalCodec codec, Disk disk) {

    /** Bytes. Read in a few seconds; a journal that is looked after has a hundredth of it. */
    static final long LARGEST = 64 << 20;

    /** Bytes that go to the history at once. */
    private static final int AT_ONCE = 64 << 10;

    /** A folder in which more was set aside has been looked at by nobody for long. */
    private static final int ASIDES = 20;

    static final String ASIDE = "journal.damaged-";

    Path path() {
        return folder.journal();
    }

    /** What is in the journal; empty where there is none. */
    Optional<Pages> read() throws IOException, StateException {
        return read(path());
    }

    private Optional<Pages> read(Path file) throws IOException, StateException {
        try {
            try (FileChannel channel = PrivateFile.open(file, StandardOpenOption.READ)) {
                return Optional.of(read(channel, file));
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** What is in the journal that this channel reads. */
    Pages read(FileChannel channel) throws IOException, StateException {
        return read(channel, path());
    }

    private Pages read(FileChannel channel, Path file) throws IOException, StateException {
        if (channel.size() > LARGEST) {
            throw new StateException(StateException.Reason.REFUSED, Message.of("change.journal-too-large",
                    file.toString(), Long.toString(LARGEST >> 20)));
        }
        return PagesReader.read(Channels.newInputStream(channel.position(0)), file, codec);
    }

    /** For reading and writing; made where it is missing. */
    FileChannel open() throws IOException, StateException {
        boolean fresh = !Files.exists(path(), LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = PrivateFile.open(path(), StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (fresh) {
            channel.force(true);
            AtomicFile.syncEntry(path());
            AtomicFile.syncEntry(folder.path());
        }
        return channel;
    }

    /** Adds lines to the end of the history. */
    void remember(List<JournalLine> lines) throws IOException, StateException {
        var history = RollingLog.in(folder, folder.history(), Compaction.HISTORY);
        var some = new ArrayList<String>();
        int size = 0;
        for (JournalLine one : lines) {
            String line = codec.line(one);
            some.add(line);
            size += line.length();
            if (size > AT_ONCE) {
                history.append(some);
                some.clear();
                size = 0;
            }
        }
        if (!some.isEmpty()) {
            history.append(some);
        }
    }

    /** Puts a journal of these lines in the place of the one that is there. @throws IOException where that one stays */
    void replace(List<JournalLine> lines) throws IOException, StateException {
        AtomicFile.removeLeftovers(path());
        Path fresh = PrivateFile.temporary(folder, path().getFileName() + ".", AtomicFile.SUFFIX);
        try {
            var text = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                text.append(StoredLine.text(codec.line(lines.get(i)), i + 1)).append('\n');
            }
            try (FileChannel channel = PrivateFile.open(fresh, StandardOpenOption.WRITE)) {
                disk.append(channel, text.toString().getBytes(StandardCharsets.UTF_8));
            }
            disk.replace(fresh, path());
        } finally {
            PrivateFile.remove(fresh);
        }
    }

    /** Keeps the journal as it is under another name beside it, for good. */
    Path keepAside(Instant now) throws IOException, StateException {
        for (Path aside : asides(folder)) {
            // Whoever did this before was killed before it could go on.
            if (Files.mismatch(path(), aside) == -1) {
                return aside;
            }
        }
        for (int number = 1; ; number++) {
            Path aside = folder.path().resolve(ASIDE + now.getEpochSecond() + "-" + number);
            try (FileChannel from = PrivateFile.open(path(), StandardOpenOption.READ);
                    FileChannel to = PrivateFile.open(aside, StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE)) {
                for (long at = 0; at < from.size(); ) {
                    at += from.transferTo(at, from.size() - at, to);
                }
                to.force(true);
                return aside;
            } catch (FileAlreadyExistsException e) {
                // Two within a second: the next number is free.
            }
        }
    }

    /** What cannot be believed in this journal and in those that were set aside, the newest first. */
    List<Damage> damages() throws IOException, StateException {
        var damages = new ArrayList<Damage>(read().map(Pages::damages).orElse(List.of()));
        for (Path aside : asides(folder)) {
            damages.addAll(read(aside).map(Pages::damages).orElse(List.of()));
        }
        return damages;
    }

    /** Damaged journals that were kept, the newest first. */
    static List<Path> asides(StateFolder folder) throws IOException {
        if (!Files.isDirectory(folder.path())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.filter(file -> file.getFileName().toString().startsWith(ASIDE))
                    .sorted((one, other) -> other.compareTo(one)).limit(ASIDES).toList();
        }
    }
}
