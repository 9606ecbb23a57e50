package state;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.stream.Stream;

/**
 * Writes a file whole or not at all: beside it under a name of its own, on the disk for good, and then in its place,
 * even that of a link, which is not followed.
 */
public final class AtomicFile {
    public static final String SUFFIX = ".tmp";
    private static final String FOR_ALL_TO_READ = "rw-r--r--";

    private AtomicFile() { }

    /** What goes into the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** What a writer of jars closes, while the file has still to reach the disk. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /** For its owner's eyes alone. */
    public static void write(Path file, Content content) throws IOException {
        write(file, content, Account.current().only(PrivateFile.FILE));
    }

    /** For other programs to read as well, as far as this account lets them. */
    public static void writeForAll(Path file, Content content) throws IOException {
        write(file, content, Account.current().only(FOR_ALL_TO_READ));
    }

    private static void write(Path file, Content content, FileAttribute<?>... rights) throws IOException {
        write(file, content, fresh -> { }, rights);
    }

    /** What is done with the new file before it takes the place of the old one. */
    @FunctionalInterface
    interface Finish {
        void on(Path fresh) throws IOException;
    }

    /** With an owner and rights of its own from the first moment at which it can be found under its name. */
    static void write(Path file, Content content, Finish finish, FileAttribute<?>... rights) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), file.getFileName() + ".", SUFFIX, rights);
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                var out = new BufferedOutputStream(Channels.newOutputStream(channel));
                content.writeTo(new KeptOpen(out));
                out.flush();
                finish.on(fresh);
                channel.force(true);
            }
            replace(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Puts a file in the place of another one beside it, for good. */
    public static void replace(Path fresh, Path file) throws IOException {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncEntry(file);
    }

    /** A new name survives a loss of power only when its folder's entry does (fsync(2), notes). */
    public static void syncEntry(Path file) throws IOException {
        if (Account.current().posix()) {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            } catch (AccessDeniedException e) {
                // A folder that may be passed through and not read, as /var is on some systems: it is not ours to sync.
            }
        }
    }

    /** Removes what a writer left that was killed; nobody else may be writing this file. */
    public static void removeLeftovers(Path file) {
        String prefix = file.getFileName() + ".";
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            files.filter(one -> one.getFileName().toString().startsWith(prefix)
                    && one.getFileName().toString().endsWith(SUFFIX)).toList().forEach(PrivateFile::remove);
        } catch (IOException | UncheckedIOException e) {
            // They take room and do no harm.
        }
    }
}
