package state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import process.Fact;
import process.FileError;
import process.World;
import text.Message;

/**
 * A small text file of the system that decides what root does when the machine starts. It is only touched where root
 * alone could have put it there, is never reached through a link, and is written whole or not at all.
 */
public record SystemFile(Path path) {
    private static final int LARGEST = 4 << 20;
    private static final String FOR_ALL_TO_READ = "rw-r--r--";

    public static SystemFile at(String path) {
        return new SystemFile(Path.of(path));
    }

    /** @param text empty where the file is not there */
    private record Seen(Optional<String> text) { }

    /** The whole text; empty where there is no such file, unknown where it is no text in UTF-8 or not root's alone. */
    public Fact<Optional<String>> read(World world) {
        return world.observe("system file " + path, Seen.class, this::look).map(Seen::text);
    }

    private Fact<Seen> look() {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return Fact.known(new Seen(Optional.empty()));
            }
            trust();
            Optional<byte[]> bytes = PrivateFile.read(path, LARGEST);
            return Fact.known(new Seen(bytes.isEmpty() ? Optional.empty() : Optional.of(text(bytes.get()))));
        } catch (IOException e) {
            return Fact.unknown(unusable(e));
        } catch (StateException e) {
            return Fact.unknown(e.why());
        }
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /**
     * Replaces it, or makes it where it is missing. Owner, group and rights stay; a new file is root's, for all to read.
     *
     * @return why it was not written
     */
    public Optional<Message> write(String text) {
        try {
            trust();
            AtomicFile.removeLeftovers(path);
            Optional<PosixFileAttributes> before = attributes();
            AtomicFile.write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)), fresh -> {
                PosixFileAttributeView view = view(fresh);
                if (before.isPresent()) {
                    view.setOwner(before.get().owner());
                    view.setGroup(before.get().group());
                    view.setPermissions(before.get().permissions());
                } else {
                    // Whatever the umask of this process takes away from what a file is made with.
                    view.setPermissions(PosixFilePermissions.fromString(FOR_ALL_TO_READ));
                }
            }, Account.current().only(PrivateFile.FILE));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unusable(e));
        } catch (StateException e) {
            return Optional.of(e.why());
        }
    }

    /** Removes it, and what a writer left that was killed. @return why it is still there */
    public Optional<Message> remove() {
        try {
            trust();
            AtomicFile.removeLeftovers(path);
            Files.deleteIfExists(path);
            AtomicFile.syncEntry(path);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(unusable(e));
        } catch (StateException e) {
            return Optional.of(e.why());
        }
    }

    /** What a writer left that was killed, where nobody but root could have put it there. */
    public void removeLeftovers() {
        try {
            trust();
            AtomicFile.removeLeftovers(path);
        } catch (IOException | StateException e) {
            // Whoever uses the file next is told.
        }
    }

    private Optional<PosixFileAttributes> attributes() throws IOException {
        try {
            return Optional.of(view(path).readAttributes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }

    private void trust() throws IOException, StateException {
        try {
            Trust.require(path, Account.ROOT);
        } catch (StateException e) {
            throw new StateException(e.reason(), Message.of("state.not-only-root", path.toString()), e);
        }
    }

    private Message unusable(IOException e) {
        return Message.of("state.system-file", path.toString(), FileError.reason(e, path));
    }
}
