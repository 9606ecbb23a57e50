package windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.Machine;
import testing.Result;
import testing.Wait;

/** A program on a {@link WindowsMachine} that a test goes on beside. */
final class WindowsProcess implements AutoCloseable {

    private final Path out;
    private final Path err;
    private final Process entered;

    private WindowsProcess(Path out, Path err, Process entered) {
        this.out = out;
        this.err = err;
        this.entered = entered;
    }

    /** @param words from {@code env} to the last of the program's own */
    static WindowsProcess start(WindowsMachine machine, List<String> words) {
        try {
            Path out = Files.createTempFile(machine.folder(), "said", ".out");
            Path err = Files.createTempFile(machine.folder(), "said", ".err");
            return new WindowsProcess(out, err, machine.network().start(out, err, words.toArray(String[]::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean running() {
        return entered.isAlive();
    }

    /** Results and progress until now. */
    String said() {
        return text(out) + WindowsMachine.ofTheProgram(text(err));
    }

    /** Waits for words of its; where it ends without them, what it did say is the failure. */
    void awaitSaid(String what) {
        Wait.until("the words " + what, WindowsMachine.LIMIT, () -> {
            boolean ended = !running();
            if (!said().contains(what) && ended) {
                throw new IllegalStateException("it ended before it had said " + what + ":\n" + said());
            }
            return said().contains(what);
        });
    }

    /** As the Task Manager ends one process and none of those that it started: it never learns of it. */
    void kill() {
        entered.children().forEach(ProcessHandle::destroyForcibly);
        end();
    }

    /** How it ended, by itself. */
    Result end() {
        try {
            if (!entered.waitFor(WindowsMachine.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it goes on after " + WindowsMachine.LIMIT + ":\n" + said());
            }
            return new Result(entered.exitValue(), text(out), WindowsMachine.ofTheProgram(text(err)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return WindowsMachine.text(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Machine.end(entered);
    }
}
