package process.recording;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import text.Message;

/**
 * The folder of a recording while it is written: a new one, or an empty one of this account's alone. Its files are for
 * this account's eyes only. Where the system lets a folder be held open (openat(2)), they are made in this very one,
 * wherever its name leads meanwhile; nowhere is a link followed, or a file written that was there.
 */
final class RecordingFolder {
    private static final String FOLDER_RIGHTS = "rwx------";
    private static final String FILE_RIGHTS = "rw-------";
    private static final Set<PosixFilePermission> WRITE_OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private final Path path;
    /** The folders that were missing, the uppermost first. */
    private final List<Path> folders = new ArrayList<>();
    private final Set<String> files = new LinkedHashSet<>();
    private DirectoryStream<Path> held;

    private RecordingFolder(Path path) {
        this.path = path;
    }

    /**
     * @throws IOException     where it holds something already, or cannot be made
     * @throws RecordException where it is a link or somebody else's; all is as it was then
     */
    static RecordingFolder make(Path path) throws IOException {
        var folder = new RecordingFolder(path.toAbsolutePath());
        try {
            folder.open();
            return folder;
        } catch (IOException | RecordException e) {
            folder.discard();
            throw e;
        }
    }

    private void open() throws IOException {
        for (Path missing : missing(path)) {
            Files.createDirectory(missing, only(FOLDER_RIGHTS));
            folders.add(missing);
        }
        Object found = requireOurs();
        held = Files.newDirectoryStream(path);
        requireEmpty(found);
    }

    private static List<Path> missing(Path folder) {
        var missing = new ArrayList<Path>();
        for (Path one = folder; one != null && !Files.exists(one); one = one.getParent()) {
            missing.addFirst(one);
        }
        return missing;
    }

    /** @return what tells this folder from every other one; null where the system has no such thing */
    private Object requireOurs() throws IOException {
        var seen = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        // Windows' junctions are neither links nor folders to the JDK.
        if (seen.isSymbolicLink() || seen.isOther()) {
            throw new RecordException(path, Message.of("process.record-link"));
        }
        if (!folders.contains(path)) {
            if (posix && !Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                    .equals((int) new UnixSystem().getUid())) {
                throw new RecordException(path, Message.of("process.record-foreign",
                        Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName()));
            }
            if (posix && Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).stream()
                    .anyMatch(WRITE_OF_OTHERS::contains)) {
                throw new RecordException(path, Message.of("process.record-writable"));
            }
        }
        return seen.fileKey();
    }

    private FileAttribute<?>[] only(String rights) {
        return posix ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        } : new FileAttribute<?>[0];
    }

    private void requireEmpty(Object found) throws IOException {
        if (held instanceof SecureDirectoryStream<Path> folder && !folder.getFileAttributeView(
                BasicFileAttributeView.class).readAttributes().fileKey().equals(found)) {
            throw new RecordException(path, Message.of("process.record-link"));
        }
        if (held.iterator().hasNext()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
    }

    /** A new file with these bytes. */
    void write(String name, byte[] bytes) throws IOException {
        try (SeekableByteChannel file = open(name, StandardOpenOption.CREATE_NEW)) {
            files.add(name);
            write(file, bytes);
        }
    }

    /** The same bytes at the end of a file that is there. */
    void append(String name, byte[] bytes) throws IOException {
        try (SeekableByteChannel file = open(name, StandardOpenOption.APPEND)) {
            write(file, bytes);
        }
    }

    private SeekableByteChannel open(String name, OpenOption how) throws IOException {
        Set<OpenOption> options = Set.of(how, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileAttribute<?>[] rights = only(FILE_RIGHTS);
        return held instanceof SecureDirectoryStream<Path> folder
                ? folder.newByteChannel(Path.of(name), options, rights)
                : Files.newByteChannel(path.resolve(name), options, rights);
    }

    private static void write(SeekableByteChannel file, byte[] bytes) throws IOException {
        for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining();) {
            file.write(left);
        }
    }

    /** Removes all that was made: who is told to correct the command finds nothing in the way of the next one. */
    void discard() {
        for (String name : files) {
            ignoring(() -> {
                if (held instanceof SecureDirectoryStream<Path> folder) {
                    folder.deleteFile(Path.of(name));
                } else {
                    Files.deleteIfExists(path.resolve(name));
                }
            });
        }
        files.clear();
        ignoring(() -> {
            if (held != null) {
                held.close();
            }
        });
        folders.reversed().forEach(folder -> ignoring(() -> Files.deleteIfExists(folder)));
        folders.clear();
    }

    private interface Removal {
        void run() throws IOException;
    }

    /** Somebody has put something beside it, or it is in use: then it stays. */
    private static void ignoring(Removal removal) {
        try {
            removal.run();
        } catch (IOException e) {
            // See above.
        }
    }
}
