package testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program that runs beside a test, which reads its lines and may write to its input. Where it does not say what it
 * should, how it ended and what it wrote to standard error is the failure. It reads the end of its input when this JVM
 * ends, however that comes.
 */
public final class HelperProcess implements AutoCloseable {
    /** For a program that has closed its output: it is about to end. */
    private static final int END_SECONDS = 10;

    private final List<String> words;
    private final Path err;
    private final Process process;
    private final BufferedReader out;

    private HelperProcess(List<String> words) throws IOException {
        this.words = List.copyOf(words);
        err = Files.createTempFile("companion", ".err");
        process = new ProcessBuilder(words).redirectError(err.toFile()).start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    public static HelperProcess start(List<String> words) throws IOException {
        return new HelperProcess(words);
    }

    /** {@code java -cp … Main args…}, with the classes of the tests. */
    public static HelperProcess java(Class<?> main, String... args) throws IOException {
        return new HelperProcess(Jvm.words(main, args));
    }

    public Process process() {
        return process;
    }

    public long pid() {
        return process.pid();
    }

    /** The next line of its output, which it has to have. */
    public String line() {
        try {
            String line = out.readLine();
            return line == null ? fail(gone("nothing")) : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that it still says until it closes its output. */
    public String rest() {
        return out.lines().collect(Collectors.joining("\n"));
    }

    /** Reads a line, which has to be this one. */
    public HelperProcess says(String expected) {
        String line = line();
        return line.equals(expected) ? this : fail(gone(line));
    }

    /** Writes a line to its input. */
    public void tell(String line) {
        try {
            OutputStream in = process.getOutputStream();
            in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            fail(gone("nothing"), e);
        }
    }

    private String gone(String said) {
        try {
            boolean ended = process.waitFor(said.equals("nothing") ? END_SECONDS : 0, TimeUnit.SECONDS);
            return String.join(" ", words) + "\nsaid " + said + " and "
                    + (ended ? "ended with exit code " + process.exitValue() : "runs")
                    + "\n--- standard error\n" + Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it and what it started, and waits for that. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        try {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
