package console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import process.Os;

/** Standard output or standard error of this process. Unlike {@link System#out} it tells when it cannot be written. */
public final class StandardStream extends OutputStream {

    /** Open as long as the program runs. */
    private static final List<InputStream> PLACEHOLDERS = new ArrayList<>();

    private final FileOutputStream stream;
    private final int descriptor;
    private IOException failure;
    private Optional<ProgressLine> progress = Optional.empty();
    private boolean terminal;

    private StandardStream(FileDescriptor file, int descriptor) {
        this.stream = new FileOutputStream(file);
        this.descriptor = descriptor;
    }

    public static StandardStream out() {
        return new StandardStream(FileDescriptor.out, 1);
    }

    public static StandardStream err() {
        return new StandardStream(FileDescriptor.err, 2);
    }

    /** Before anything is written here, this line is gone. @param shown where the stream can be seen */
    void after(ProgressLine line, Terminal shown) {
        progress = Optional.of(line);
        terminal = shown.interactive();
    }

    /** The same stream for what may be written beside that line: itself. */
    OutputStream direct() {
        return stream;
    }

    /** The number by which the system knows it. */
    int descriptor() {
        return descriptor;
    }

    /**
     * Takes the numbers of closed streams, before any other file is opened. Who starts us may have closed all three, and
     * Unix gives the lowest free number to whatever is opened next: that would be the journal, and what we say would be
     * written into it.
     */
    public static void holdClosedOnes() {
        try {
            for (int i = 0; i < 3 && Os.current() != Os.WINDOWS; i++) {
                PLACEHOLDERS.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            // Without such a device there is nothing to hold the place with.
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            if (progress.isPresent()) {
                progress.get().writing(stream, terminal, bytes, from, length);
            } else {
                stream.write(bytes, from, length);
            }
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** Why not all of it was written; a reader that went away, as {@code head} does, has read what it wanted. */
    public Optional<IOException> failure() {
        return isPipe() ? Optional.empty() : Optional.ofNullable(failure);
    }

    private boolean isPipe() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            // Where this cannot be told, it is the usual reason.
            return true;
        }
    }
}
