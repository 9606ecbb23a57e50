package change;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import state.Account;
import state.StateFolder;

/** Held by the one guard of a state folder while it lives; the system drops it when the guard ends, however it ends. */
final class GuardLock implements AutoCloseable {
    private final FileChannel channel;

    private GuardLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty where a guard is there already, or somebody looks whether one is at this very moment. */
    static Optional<GuardLock> take(StateFolder folder) throws IOException {
        FileChannel channel = FileChannel.open(folder.guardLock(), Set.<OpenOption>of(StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), Account.current().only("rw-------"));
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new GuardLock(channel));
            }
        } catch (OverlappingFileLockException e) {
            // another thread of this JVM has it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /** True where a guard is there now. */
    static boolean held(StateFolder folder) throws IOException {
        if (!Files.exists(folder.guardLock(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Optional<GuardLock> free = take(folder);
        if (free.isPresent()) {
            free.get().close();
        }
        return free.isEmpty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
