package state;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import text.Message;

/** A file of ours, for its owner's eyes alone: made with these rights, and never reached through a link. */
public final class PrivateFile {
    /** The rights of a folder of ours where a file system has such; on Windows it has those of the folder it is in. */
    static final String FOLDER = "rwx------";
    static final String FILE = "rw-------";

    private PrivateFile() { }

    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, all, Account.current().only(FILE));
    }

    /** @throws java.nio.file.FileAlreadyExistsException where something of that name is there */
    public static Path create(Path file) throws IOException {
        return Files.createFile(file, Account.current().only(FILE));
    }

    /** A new, empty file under a name of its own. */
    public static Path temporary(StateFolder folder, String prefix, String suffix) throws IOException {
        return Files.createTempFile(folder.path(), prefix, suffix, Account.current().only(FILE));
    }

    /** A new file with this content, for another program to read; the one who made it removes it. */
    public static Path temporary(StateFolder folder, String prefix, String suffix, byte[] content) throws IOException {
        Path file = temporary(folder, prefix, suffix);
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            remove(file);
            throw e;
        }
    }

    /**
     * The whole file; empty where there is none.
     *
     * @param most more bytes than we ever write
     * @throws StateException where it is a link, a folder or a pipe, or larger than that
     */
    public static Optional<byte[]> read(Path file, int most) throws IOException, StateException {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                throw strange(file);
            }
            try (FileChannel channel = open(file, StandardOpenOption.READ)) {
                byte[] bytes = Channels.newInputStream(channel).readNBytes(most + 1);
                if (bytes.length > most) {
                    throw strange(file);
                }
                return Optional.of(bytes);
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static StateException strange(Path file) {
        return new StateException(StateException.Reason.REFUSED,
                Message.of("state.no-file-of-ours", file.toString()));
    }

    /** Where it cannot be removed, it stays: nothing is in it that somebody waits for. */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A virus scanner holds it for a moment, or the folder is gone.
        }
    }
}
