package change.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import state.AtomicFile;

/** How bytes get to the disk for good. A seam: a test's disk is full, or loses power, in the middle. */
public interface Disk {

    /** Returns when the bytes would survive the machine losing power. */
    void append(FileChannel file, byte[] bytes) throws IOException;

    /** Puts a file in the place of another one, in one step. */
    default void replace(Path fresh, Path file) throws IOException {
        AtomicFile.replace(fresh, file);
    }

    Disk REAL = (file, bytes) -> {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            file.write(left);
        }
        file.force(true);
    };
}
