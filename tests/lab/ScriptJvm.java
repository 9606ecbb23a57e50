package lab;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import process.Command;
import process.Ran;

/** A JVM that stays and runs one script after the other: the near end of {@link ScriptAgent}. */
final class ScriptJvm implements AutoCloseable {

    /** It takes a tenth of a second to end, and a second where it writes down which classes it had. */
    private static final Duration END_LIMIT = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;
    private final DataInputStream answers;
    private final DataOutputStream questions;

    /**
     * @param process of which a {@link ScriptAgent} is the main class
     * @param log     where its own words are, those of no script
     */
    ScriptJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = new DataInputStream(process.getInputStream());
        this.questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    boolean alive() {
        return process.isAlive();
    }

    /** What became of a script; one that does not end within the limit ends this JVM with it. */
    synchronized Ran run(String script, List<String> args, Duration limit) {
        long begin = System.nanoTime();
        var command = Command.of(script, args).within(limit);
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Ran> ran = CompletableFuture.supplyAsync(() -> ask(command, begin), thread);
            try {
                return ran.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                Machine.end(process);
                return new Ran(command, new Ran.TimedOut(), new byte[0], new byte[0], limit);
            } catch (ExecutionException e) {
                throw new IllegalStateException(command.line() + ": " + e.getCause() + "\n" + words(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                Machine.end(process);
                throw new IllegalStateException(command.line(), e);
            }
        }
    }

    private Ran ask(Command command, long begin) {
        try {
            questions.writeInt(command.args().size() + 1);
            questions.writeUTF(command.program());
            for (String arg : command.args()) {
                questions.writeUTF(arg);
            }
            questions.flush();
            int code = answers.readInt();
            byte[] out = answers.readNBytes(answers.readInt());
            byte[] err = answers.readNBytes(answers.readInt());
            return new Ran(command, new Ran.Exited(code), out, err, Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String words() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return log + ": " + e;
        }
    }

    /** Lets it end by itself. */
    @Override
    public void close() {
        Machine.end(process, END_LIMIT);
    }
}
