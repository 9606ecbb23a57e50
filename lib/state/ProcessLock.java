package state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import process.FileError;
import text.Message;

/**
 * One process at a time: the system drops the lock when its holder ends, however it ends, so there is no stale lock to
 * clean up. Who holds it stands in the file as {@code 861 2026-11-22T10:15:00Z fix-firewall}, for the eyes of the one
 * who waits and for nothing else.
 *
 * <p>On Unix a process loses its lock as soon as it closes any channel of that file (see {@link
 * java.nio.channels.FileLock}, "platform dependencies"), so this JVM opens no file of a lock that it has. Thread-safe.
 */
public final class ProcessLock implements AutoCloseable {
    /** Locked far behind the text, so that Windows, where a lock keeps others from reading, lets them read it. */
    private static final long LOCK_AT = 1 << 20;

    /** How often the one who waits tries: soon enough for a person, seldom enough to cost nothing. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private static final int LONGEST_FILE = 4096;

    /** Guards itself: whoever opens or closes the file of a lock holds its monitor. */
    private static final Map<Path, Holder> OF_THIS_JVM = new HashMap<>();

    /**
     * Who has a lock.
     *
     * @param since  when it was taken; empty where an earlier version, which did not say, holds it
     * @param script what it is held for, such as {@code fix-firewall}
     */
    public record Holder(long pid, Optional<Instant> since, Optional<String> script) {

        static Holder me(String script, Instant now) {
            return new Holder(ProcessHandle.current().pid(), Optional.of(now), Optional.of(script));
        }

        /** True for a holder that is in this very JVM. */
        boolean isThisProcess() {
            return pid == ProcessHandle.current().pid();
        }

        private String line() {
            return pid + " " + since.orElseThrow() + " " + script.orElseThrow() + "\n";
        }

        /** Empty where it is not such a line: its writer has not written it yet. */
        private static Optional<Holder> read(String text) {
            String[] words = text.strip().split(" ");
            if (!words[0].matches("\\d{1,18}") || words.length != 1 && words.length != 3) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Holder(Long.parseLong(words[0]),
                        words.length == 1 ? Optional.empty() : Optional.of(Instant.parse(words[1])),
                        words.length == 1 ? Optional.empty() : Optional.of(words[2])));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private Message described() {
            return since.isEmpty() ? Message.of("state.lock-holder-unknown")
                    : Message.of("state.lock-holder", script.orElseThrow(), Long.toString(pid),
                            since.get().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Does not wait.
     *
     * @param script what it is held for
     * @return empty where somebody has it
     * @throws StateException where its file cannot be used
     */
    public static Optional<ProcessLock> take(Path lock, String script, Instant now) throws StateException {
        Path file = real(lock);
        synchronized (OF_THIS_JVM) {
            if (OF_THIS_JVM.containsKey(file)) {
                return Optional.empty();
            }
            try {
                Optional<FileChannel> locked = lock(file, StandardOpenOption.CREATE);
                locked.ifPresent(channel -> {
                    Holder me = Holder.me(script, now);
                    OF_THIS_JVM.put(file, me);
                    write(channel, me.line());
                });
                return locked.map(channel -> new ProcessLock(file, channel));
            } catch (IOException e) {
                throw unusable(file, e);
            }
        }
    }

    /**
     * Waits for its turn, telling once who it waits for.
     *
     * @throws StateException when the limit has passed, with the holder's name, or where the file cannot be used
     */
    public static ProcessLock await(Path lock, String script, Instant now, Duration limit, Consumer<Message> progress)
            throws StateException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (boolean told = false; ; told = true) {
            Optional<ProcessLock> taken = take(lock, script, now);
            if (taken.isPresent()) {
                return taken.get();
            }
            Optional<Holder> other = written(lock);
            Message holder = other.map(Holder::described).orElseGet(() -> Message.of("state.lock-holder-unknown"));
            if (System.nanoTime() - deadline >= 0) {
                throw new StateException(StateException.Reason.HELD, Message.of("state.lock-held", holder, limit));
            }
            // At Ctrl-C several things are put back at once, and this process waits for itself: nobody minds.
            if (!told && other.filter(Holder::isThisProcess).isEmpty()) {
                progress.accept(Message.of("state.lock-waiting", holder, limit));
            }
            try {
                Thread.sleep(BETWEEN_TRIES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StateException(StateException.Reason.HELD, Message.of("process.interrupted"), e);
            }
        }
    }

    /** Who wrote into the file last: the holder, or one that was killed. Empty where nobody can be told. */
    public static Optional<Holder> written(Path lock) throws StateException {
        Path file = real(lock);
        synchronized (OF_THIS_JVM) {
            if (OF_THIS_JVM.containsKey(file)) {
                return Optional.of(OF_THIS_JVM.get(file));
            }
            try {
                return PrivateFile.read(file, LONGEST_FILE)
                        .flatMap(bytes -> Holder.read(new String(bytes, StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw unusable(file, e);
            }
        }
    }

    /**
     * Who holds it now; empty where nobody does. Looks first whether the process that stands there is alive, and only
     * then at the lock, which it must not hold at the moment in which another process takes it.
     */
    public static Optional<Holder> holder(Path lock) throws StateException {
        Path file = real(lock);
        Optional<Holder> written = written(file).filter(holder -> ProcessHandle.of(holder.pid()).isPresent());
        synchronized (OF_THIS_JVM) {
            return written.isEmpty() || OF_THIS_JVM.containsKey(file) || !isFree(file) ? written : Optional.empty();
        }
    }

    /** True where somebody holds it now, whoever that is. Where it is free, who asks holds it for this moment. */
    public static boolean isHeld(Path lock) throws StateException {
        Path file = real(lock);
        synchronized (OF_THIS_JVM) {
            return OF_THIS_JVM.containsKey(file) || !isFree(file);
        }
    }

    /** One name for one file, also where a folder above it is a link that may be relied on. */
    private static Path real(Path lock) throws StateException {
        Path file = lock.toAbsolutePath().normalize();
        try {
            PrivateFile.require(file.getParent());
            return file.getParent().toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            return file;
        }
    }

    private static boolean isFree(Path file) throws StateException {
        try {
            Optional<FileChannel> locked = lock(file);
            if (locked.isPresent()) {
                locked.get().close();
            }
            return locked.isPresent();
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    /** The file's channel, locked; empty, and closed, where somebody else has it. */
    private static Optional<FileChannel> lock(Path file, OpenOption... options) throws IOException, StateException {
        List<OpenOption> all = Stream.concat(Stream.of(StandardOpenOption.WRITE), Stream.of(options)).toList();
        FileChannel channel = PrivateFile.open(file, all.toArray(OpenOption[]::new));
        boolean locked = false;
        try {
            locked = channel.tryLock(LOCK_AT, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            // This JVM has it under another name of the same file.
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? Optional.of(channel) : Optional.empty();
    }

    /** Over what stands there, which needs no room on a full disk; without it the lock holds all the same. */
    private static void write(FileChannel channel, String line) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line);
            channel.truncate(channel.write(bytes, 0));
        } catch (IOException e) {
            // Whoever waits is told of another run, without its name.
        }
    }

    private static StateException unusable(Path file, IOException e) {
        return StateException.io(Message.of("state.lock-unusable", file.toString(), FileError.reason(e, file)), e);
    }

    @Override
    public void close() {
        synchronized (OF_THIS_JVM) {
            if (!channel.isOpen()) {
                return;
            }
            write(channel, "");
            try {
                channel.close();
            } catch (IOException e) {
                // The system drops the lock with the process.
            }
            OF_THIS_JVM.remove(file);
        }
    }
}
