package state;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that somebody asked for, for their own hands: never over another one, nor through a link. */
public final class NewFile {

    private NewFile() { }

    /**
     * Whole or not at all, as far as this process can see to it.
     *
     * @throws java.nio.file.FileAlreadyExistsException where something of that name is there
     */
    public static void write(Path file, byte[] content) throws IOException {
        OutputStream created = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (OutputStream out = created) {
            out.write(content);
        } catch (IOException e) {
            PrivateFile.remove(file);
            throw e;
        }
    }
}
