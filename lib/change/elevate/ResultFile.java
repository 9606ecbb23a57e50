package change.elevate;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import json.Json;
import json.JsonShapeException;
import process.FileError;
import state.AtomicFile;
import state.PrivateFile;
import state.StateException;
import state.StateFolder;
import text.Message;

/**
 * The file in which an elevated process hands back what it did, since Windows lets the two share neither pipes nor an
 * exit code that can be relied on. Who starts the other makes it, empty, under a name that nobody can guess, in the
 * state folder, which only the user can write; the other one fills no file but such a one.
 */
public record ResultFile(Path file) {
    private static final Pattern NAME = Pattern.compile("elevated-[0-9a-f]{32}\\.json");
    /** The document of the largest plan is a few hundred kilobytes; more than this is not ours. */
    private static final int LONGEST = 16 << 20;

    /** @throws StateException where the state folder cannot be written; nothing was started then */
    static ResultFile create(StateFolder folder, RandomGenerator random) throws StateException {
        Path file = folder.path().resolve(String.format("elevated-%016x%016x.json", random.nextLong(),
                random.nextLong()));
        folder.create();
        try {
            return new ResultFile(PrivateFile.create(file));
        } catch (IOException e) {
            throw StateException.io(folder.unusable(e), e);
        }
    }

    /**
     * The file that another process made for us to fill.
     *
     * @throws StateException where it is not such a file: what an administrator writes, and where, is not up to
     *                          whoever can type a path
     */
    public static ResultFile given(StateFolder folder, Path file) throws StateException {
        try {
            if (NAME.matcher(String.valueOf(file.getFileName())).matches() && file.isAbsolute()
                    && folder.path().equals(file.normalize().getParent())
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0) {
                return new ResultFile(file.normalize());
            }
        } catch (IOException e) {
            throw refused(file, e);
        }
        throw refused(file, null);
    }

    private static StateException refused(Path file, Throwable cause) {
        return new StateException(StateException.Reason.REFUSED, Message.of("change.not-a-handback", file.toString()),
                cause);
    }

    /** @throws StateException where it cannot be written; what the document tells of is done all the same */
    public void write(String document) throws StateException {
        try {
            AtomicFile.write(file, out -> out.write(document.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw StateException.io(Message.of("change.handback-not-written", file.toString(),
                    FileError.reason(e, file)), e);
        }
    }

    /** What was handed back; empty where nothing was, or not all of it, or something else. The file is gone then. */
    Optional<JsonObject> take() {
        try {
            Optional<byte[]> bytes = PrivateFile.read(file, LONGEST);
            return bytes.isPresent()
                    && Json.parse(new String(bytes.get(), StandardCharsets.UTF_8)) instanceof JsonObject document
                    && document.has("schema") && document.has("exitCode") ? Optional.of(document) : Optional.empty();
        } catch (IOException | StateException | JsonShapeException e) {
            return Optional.empty();
        } finally {
            // A file that stays behind is empty, or says only what was done.
            PrivateFile.remove(file);
            AtomicFile.removeLeftovers(file);
        }
    }
}
