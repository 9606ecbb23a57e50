package process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import text.Message;

/**
 * Everything outside this program: commands to run and things to look at. A live world is the machine; a recording
 * one writes down what the machine answered; a replayed one answers from such a recording, on any machine.
 * Implementations are thread-safe: all facts are gathered at once.
 */
public interface World {

    Ran run(Command command);

    /**
     * Ends what is kept running for the next {@link Request}, which has it started again: at the end of a run, and
     * where nothing will be asked for a while. Nobody may be waiting for an answer.
     */
    default void hangUp() { }

    /**
     * Runs a program that tells of what happens while it happens, until it ends, its deadline passes or this thread is
     * interrupted. A recording keeps nothing of it.
     *
     * @param onLine gets each line as soon as it is whole; called by another thread, which it must not hold up
     */
    default Ran follow(Command command, Consumer<String> onLine) {
        Ran ran = run(command);
        ran.outText().lines().forEach(onLine);
        return ran;
    }

    /**
     * Starts a program that outlives this one, see {@link Exec#detach}; unknown where it could not be started, and
     * always where the world is not live.
     */
    default Fact<ProcessHandle> detach(Command command) {
        return Fact.unknown(Message.of("process.not-live", command.program()));
    }

    /**
     * Looks at something that is not a command, such as a socket or a network adapter.
     *
     * @param what  names the look in a recording; the same words always mean the same look
     * @param shape a record of numbers, strings, booleans, enums, lists and records of these
     * @param look  asked only where the world is live
     */
    <T> Fact<T> observe(String what, Class<T> shape, Supplier<Fact<T>> look);

    /** False where this is a recording of a run that never had such a look: what it would have seen is not missing. */
    default boolean looked(String what) {
        return true;
    }

    /** Where it is told what somebody waits for; {@link #run} does so itself. */
    default Waits waits() {
        return Waits.UNHEEDED;
    }

    /** The same for what goes on beside the work, so that nobody waits for it. */
    default World inBackground() {
        return this;
    }

    Os os();

    /** The moment of the run; of the recorded run in a replay. */
    Instant now();

    /** How long the machine has been up; empty where that cannot be told, as in a replay. */
    default Optional<BootTime> bootTime() {
        return Optional.empty();
    }

    /** {@link #now}, also by how long the machine has been up. */
    default Moment moment() {
        return new Moment(now(), bootTime());
    }

    /** True when the machine itself answers, so that changing it would change the answers. */
    boolean live();

    /**
     * True where what this user may not read may be asked once more by sudo. A refusal is written to the system's log
     * and may be mailed to its administrator, so that whoever starts us has to want it: {@code --sudo}.
     */
    default boolean sudo() {
        return false;
    }

    /** The text of a small file of the system such as {@code /proc/net/route}. */
    default Fact<String> file(String path) {
        return observe("file " + path, String.class, () -> {
            try {
                return Fact.known(Files.readString(Path.of(path)));
            } catch (NoSuchFileException e) {
                return Fact.unknown(Message.of("process.no-file", path));
            } catch (IOException e) {
                return Fact.unknown(Message.of("process.unreadable-file", path, FileError.reason(e, Path.of(path))));
            }
        });
    }
}
