package testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that a test writes and then starts. The system refuses to start a file that somebody has open for writing
 * ("Text file busy"), and whatever this JVM starts at that moment, for another test, holds its open files for an
 * instant too. So the file itself is written by another process.
 */
public final class Executable {

    private Executable() {
    }

    /** @param text of the script, from its {@code #!} on */
    public static Path write(Path file, String text) {
        try {
            Path source = Files.writeString(file.resolveSibling(file.getFileName() + ".source"), text);
            int code = new ProcessBuilder("install", "-m", "755", source.toString(), file.toString()).inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("install " + file + " ended with " + code);
            }
            Files.delete(source);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
