package monitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps a second monitor of the same user from running: a scheduler that starts one while the last still runs would
 * otherwise pile them up. The system drops the lock when the process ends, however it ends. The watch in the
 * background has a lock of its own, so that a person may look at the live table while it runs.
 */
public final class OnlyOne implements AutoCloseable {
    /** Locked far behind the text, so that Windows, where a lock keeps others from reading, lets them read the pid. */
    private static final long LOCK_AT = 1 << 20;

    /** Who there is one of. */
    public enum Kind {
        /** One that a person or a script reads from. */
        MONITOR("monitor.lock"),
        /** The one in the background, which writes a log. */
        WATCH("watch.lock");

        private final String file;

        Kind(String file) {
            this.file = file;
        }
    }

    private final FileChannel channel;

    private OnlyOne(FileChannel channel) {
        this.channel = channel;
    }

    /** @return empty when another one of that kind runs */
    public static Optional<OnlyOne> enter(Path folder, Kind kind) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(folder.resolve(kind.file), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
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
    public static String other(Path folder, Kind kind) {
        try {
            String pid = Files.readString(folder.resolve(kind.file)).strip();
            return pid.matches("\\d{1,18}") ? pid : "?";
        } catch (IOException e) {
            return "?";
        }
    }

    /**
     * The process id of the one that runs; empty where none does. Looks first whether that process is there, and only
     * then at the lock, which it must not hold at the moment in which one starts.
     */
    public static Optional<Long> running(Path folder, Kind kind) throws IOException {
        String pid = other(folder, kind);
        if (pid.equals("?") || ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
            return Optional.empty();
        }
        if (Long.parseLong(pid) == ProcessHandle.current().pid()) {
            // On Unix, closing the file would drop the lock that this very process has.
            return Optional.of(Long.valueOf(pid));
        }
        try (FileChannel channel = FileChannel.open(folder.resolve(kind.file), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(LOCK_AT, 1, false)) {
            return lock == null ? Optional.of(Long.valueOf(pid)) : Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
