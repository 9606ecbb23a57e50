package change;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import json.Json;
import json.JsonShapeException;
import state.Account;
import state.StateFolder;
import text.Message;

/**
 * The file in which an elevated process hands back what it did, since Windows lets the two share neither pipes nor an
 * exit code that can be relied on. Who starts the other makes it, empty, under a name that nobody can guess, in the
 * state folder, which only the user can write; the other one fills no file but such a one.
 */
public record Handback(Path file) {
    private static final Pattern NAME = Pattern.compile("elevated-[0-9a-f]{32}\\.json");
    /** The document of the largest plan is a few hundred kilobytes; more than this is not ours. */
    private static final long LONGEST = 16L << 20;

    /** @throws JournalException where the state folder cannot be written; nothing was started then */
    static Handback create(StateFolder folder, RandomGenerator random) throws JournalException {
        Path file = folder.path().resolve(String.format("elevated-%016x%016x.json", random.nextLong(),
                random.nextLong()));
        try {
            Account me = Account.current();
            Files.createDirectories(folder.path(), me.only("rwx------"));
            return new Handback(Files.createFile(file, me.only("rw-------")));
        } catch (IOException e) {
            throw new JournalException(Message.of("change.journal-unusable", file.toString(), String.valueOf(e)), e);
        }
    }

    /**
     * The file that another process made for us to fill.
     *
     * @throws JournalException where it is not such a file: what an administrator writes, and where, is not up to
     *                          whoever can type a path
     */
    public static Handback given(StateFolder folder, Path file) throws JournalException {
        try {
            if (NAME.matcher(String.valueOf(file.getFileName())).matches() && file.isAbsolute()
                    && folder.path().equals(file.normalize().getParent())
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0) {
                return new Handback(file.normalize());
            }
        } catch (IOException e) {
            throw new JournalException(Message.of("change.not-a-handback", file.toString()), e);
        }
        throw new JournalException(Message.of("change.not-a-handback", file.toString()));
    }

    /** Whole or not at all: written beside it, and then put in its place. */
    public void write(String document) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(beside, document, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What was handed back; empty where nothing was, or not all of it, or something else. The file is gone then. */
    Optional<JsonObject> take() {
        try {
            if (Files.size(file) > LONGEST) {
                return Optional.empty();
            }
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return Json.parse(text) instanceof JsonObject document && document.has("schema")
                    && document.has("exitCode") ? Optional.of(document) : Optional.empty();
        } catch (IOException | JsonShapeException e) {
            return Optional.empty();
        } finally {
            remove();
        }
    }

    /** A file that stays behind is empty, or says only what was done. */
    private void remove() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".tmp"));
        } catch (IOException e) {
            // The next run takes another name.
        }
    }
}
