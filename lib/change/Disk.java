package change;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** How bytes get to the end of a file for good. A seam: a test's disk is full, or loses power, in the middle. */
interface Disk {

    /** Returns when the bytes would survive the machine losing power. */
    void append(FileChannel file, byte[] bytes) throws IOException;

    Disk REAL = (file, bytes) -> {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            file.write(left);
        }
        file.force(true);
    };
}
