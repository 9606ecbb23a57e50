package process.recording;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import process.Exec;
import process.FileError;
import text.Message;

/**
 * The files of a recording that somebody else made. A manifest may name what it likes: only names of the form that we
 * give are taken, before the system is asked about any, and only what is an ordinary file beside the manifest is
 * opened. No link is followed, no pipe waited for, nothing read without an end.
 */
final class RecordedFiles {
    /** No drive, server, device, stream or folder has such a name, on any system; {@link Manifest#fileName}. */
    private static final Pattern NAME = Pattern.compile("[0-9]{3,9}-[A-Za-z0-9._-]{1,200}\\.(?:out|err)");

    /** What becomes of a byte that is read: the byte, a character or two of text, and pieces of that. */
    private static final int COPIES = 4;

    private final Path named;
    private final Path folder;
    private final MemoryLimit memory = MemoryLimit.ofThisProcess();
    private final Set<String> counted = ConcurrentHashMap.newKeySet();

    /** @throws ReplayException where there is no such folder */
    RecordedFiles(Path folder) {
        this.named = folder;
        try {
            this.folder = folder.toRealPath();
        } catch (NoSuchFileException e) {
            throw new ReplayException(folder, Message.of("process.replay-missing"), e);
        } catch (IOException e) {
            throw new ReplayException(folder, FileError.reason(e, folder), e);
        }
    }

    /** Takes the lines of the manifest, in order. */
    @FunctionalInterface
    interface Lines {
        void take(int number, String line);
    }

    /** @throws ReplayException where it cannot be read as text, or is larger than we write one */
    void manifest(Lines lines) {
        try (InputStream in = new BufferedInputStream(open(Manifest.MANIFEST, Manifest.LARGEST))) {
            var line = new ByteArrayOutputStream();
            int number = 0;
            long read = 0;
            long longest = longest();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (++read > Manifest.LARGEST) {
                    throw strange(Manifest.MANIFEST);
                }
                if (b != '\n') {
                    line.write(b);
                    require(line.size() < longest);
                } else {
                    lines.take(++number, text(line));
                    longest = longest();
                }
            }
            if (line.size() > 0) {
                lines.take(++number, text(line));
            }
        } catch (NoSuchFileException e) {
            throw new ReplayException(named, Message.of("process.replay-no-recording", Manifest.MANIFEST), e);
        } catch (IOException e) {
            throw bad(Manifest.MANIFEST, e);
        }
    }

    /** A line is here twice, as bytes and as text, before anybody knows what is in it. */
    private long longest() {
        return Math.min(Exec.Capture.LIMIT, memory.left() / COPIES);
    }

    /** The line, of which then nothing is left; its end may be that of Windows, where an editor made it so. */
    private static String text(ByteArrayOutputStream line) throws IOException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.toByteArray())).toString();
        line.reset();
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether a file of ours can be called so; only then the system is asked about it. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** @throws ReplayException where what has this name is no ordinary file */
    void check(String name) throws IOException {
        file(name, Exec.Capture.LIMIT);
    }

    private Path file(String name, long largest) throws IOException {
        Path file = folder.resolve(name);
        var seen = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!seen.isRegularFile() || seen.size() > largest) {
            throw strange(name);
        }
        return file;
    }

    private InputStream open(String name, long largest) throws IOException {
        return Files.newInputStream(file(name, largest), LinkOption.NOFOLLOW_LINKS);
    }

    /** All that is in a file that was checked before. */
    byte[] read(String name) {
        try (InputStream in = open(name, Exec.Capture.LIMIT)) {
            require(memory.left() > Files.size(folder.resolve(name)));
            byte[] bytes = in.readNBytes(Exec.Capture.LIMIT + 1);
            if (bytes.length > Exec.Capture.LIMIT) {
                throw strange(name);
            }
            // Asked for again, it was given back before.
            require(!counted.add(name) || memory.take(need(bytes)));
            return bytes;
        } catch (IOException e) {
            throw bad(name, e);
        }
    }

    /** What reading it may take, where it is the JSON that takes most: each value has one of these before it. */
    private static long need(byte[] bytes) {
        long values = 0;
        for (byte b : bytes) {
            if (b == ',' || b == '[' || b == '{') {
                values++;
            }
        }
        return (long) COPIES * bytes.length + values * MemoryLimit.JSON_VALUE;
    }

    /** Takes that much for what is kept of the manifest. */
    void keep(long bytes) {
        require(memory.take(bytes));
    }

    /** How many values of JSON one line may still hold. */
    long valuesLeft() {
        return memory.left() / MemoryLimit.JSON_VALUE;
    }

    private void require(boolean fits) {
        if (!fits) {
            throw tooLarge();
        }
    }

    ReplayException tooLarge() {
        return new ReplayException(named, Message.of("process.replay-too-large", memory.mib()));
    }

    private ReplayException strange(String name) {
        return new ReplayException(named, Message.of("process.replay-strange", name));
    }

    private ReplayException bad(String name, IOException e) {
        return new ReplayException(named, Message.of("process.replay-file", name, FileError.reason(e)), e);
    }
}
