package change.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import state.PrivateFile;
import state.StateException;
import state.StateFolder;

/** Keeps what was left of a line in a file of its own, so that nothing anyone may want to look at is ever deleted. */
final class TornLine {

    private TornLine() { }

    static Path setAside(StateFolder folder, Instant now, byte[] torn)
            throws IOException, StateException {
        for (int number = 1; ; number++) {
            Path file = folder.path().resolve("journal.torn-" + now.getEpochSecond() + "-" + number);
            try (FileChannel channel = PrivateFile.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC)) {
                ByteBuffer left = ByteBuffer.wrap(torn);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                return file;
            } catch (FileAlreadyExistsException e) {
                // Two torn lines within a second: the next number is free.
            }
        }
    }
}
