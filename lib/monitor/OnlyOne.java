package monitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a second monitor of the same user from running: a scheduler that starts one while the last still runs would
 * otherwise pile them up. The system drops the lock when the process ends, however it ends.
 */
public final class OnlyOne implements AutoCloseable {
    /** Locked far behind the text, so that Windows, where a lock keeps others from reading, lets them read the pid. */
    private static final long LOCK_AT = 1 << 20;

    private final FileChannel channel;

    private OnlyOne(FileChannel channel) {
        this.channel = channel;
    }

    /** @return empty when another one runs */
    public static Optional<OnlyOne> enter(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(file(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCK_AT, 1, false) != null) {
                channel.truncate(0);
                String pid = ProcessHandle.current().pid() + "\n";
                channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
                return Optional.of(new OnlyOne(channel));
            }
        } catch (OverlappingFileLockException e) {
            // Another monitor in this very JVM has it.
        }
        channel.close();
        return Optional.empty();
    }

    /** The process id of the one that runs, as it wrote it down. */
    public static String other(Path folder) {
        try {
            String pid = Files.readString(file(folder)).strip();
            return pid.matches("\\d+") ? pid : "?";
        } catch (IOException e) {
            return "?";
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("monitor.lock");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
