package state;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import text.Message;

/**
 * The door to each file of this program's own folders. A file is for its owner's eyes alone: made with these rights, in
 * a folder that may be relied on ({@link Trust}), and never reached through a link.
 */
public final class PrivateFile {
    /** The rights of a folder of ours where a file system has such; on Windows it has those of the folder it is in. */
    static final String FOLDER = "rwx------";
    static final String FILE = "rw-------";

    private PrivateFile() { }

    /** @throws StateException where somebody else could have put it there, or it is a link, a folder or a pipe */
    public static FileChannel open(Path file, OpenOption... options) throws IOException, StateException {
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        boolean made = all.contains(StandardOpenOption.CREATE) || all.contains(StandardOpenOption.CREATE_NEW);
        FileAttribute<?>[] rights = Account.current().only(FILE);
        if (!Account.current().posix()) {
            require(file);
            requireRegular(file, made);
            return FileChannel.open(file, all, rights);
        }
        boolean written = all.contains(StandardOpenOption.WRITE) || all.contains(StandardOpenOption.APPEND);
        Path folder = file.toAbsolutePath().getParent();
        Trust.requireFolder(folder, Account.uid());
        requireRegular(file, made);
        Trust.requireFile(file, Account.uid(), written);
        // By the folder's own handle: its name may be another folder's by now.
        try (DirectoryStream<Path> opened = Files.newDirectoryStream(folder)) {
            if (!(opened instanceof SecureDirectoryStream<Path> secure)) {
                return FileChannel.open(file, all, rights);
            }
            if (!Trust.isStill(folder, secure)) {
                throw new NoSuchFileException(folder.toString());
            }
            return (FileChannel) secure.newByteChannel(file.getFileName(), all, rights);
        }
    }

    /** @throws StateException where somebody else could put a file into a folder that is there */
    static void require(Path folder) throws IOException, StateException {
        Optional<MachineFolder> machine = MachineFolder.ofThisMachine().filter(known -> known.holds(folder));
        if (machine.isPresent()) {
            machine.get().require(folder);
        } else if (Account.current().posix()) {
            Trust.requireFolder(folder.toAbsolutePath(), Account.uid());
        }
    }

    /** @throws java.nio.file.FileAlreadyExistsException where something of that name is there */
    public static Path create(Path file) throws IOException, StateException {
        require(file.toAbsolutePath().getParent());
        return Files.createFile(file, Account.current().only(FILE));
    }

    /** A new, empty file under a name of its own. */
    public static Path temporary(StateFolder folder, String prefix, String suffix)
            throws IOException, StateException {
        require(folder.path());
        return Files.createTempFile(folder.path(), prefix, suffix, Account.current().only(FILE));
    }

    /** A new file with this content, for another program to read; the one who made it removes it. */
    public static Path temporary(StateFolder folder, String prefix, String suffix, byte[] content)
            throws IOException, StateException {
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
        try (FileChannel channel = open(file, StandardOpenOption.READ)) {
            byte[] bytes = Channels.newInputStream(channel).readNBytes(most + 1);
            if (bytes.length > most) {
                throw strange(file);
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * A pipe would be waited for.
     *
     * @param made whether it is made where it is missing
     */
    private static void requireRegular(Path file, boolean made) throws IOException, StateException {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isRegularFile()) {
                throw strange(file);
            }
        } catch (NoSuchFileException e) {
            // Also below a file that was taken for a folder, which opening would say in other words.
            if (!made) {
                throw e;
            }
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
