package monitor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The log of a watch that has no console: UTF-8 lines at the end of a file. A file that is full becomes the
 * {@code .old} one beside it. It is opened for each line, so that on Windows too it can be read, moved and deleted at
 * any time. Not thread-safe; one watch at a time writes it, which {@link OnlyOne} sees to.
 */
public final class WatchLog {
    /** Some ten thousand happenings, which is months of them; what a support mail can still carry. */
    public static final long LIMIT = 1 << 20;

    private final Path file;
    private final long limit;

    public WatchLog(Path file) {
        this(file, LIMIT);
    }

    WatchLog(Path file, long limit) {
        this.file = file;
        this.limit = limit;
    }

    /** Creates the file where there is none: a log that cannot be written is told before the watch begins. */
    public void open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    public void append(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        long size = size();
        if (size > 0 && size + bytes.length > limit) {
            rotate(size);
        }
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Where somebody's viewer keeps the file from being moved, it grows to twice its size and then begins anew. */
    private void rotate(long size) throws IOException {
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (size > 2 * limit) {
                Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
            }
        }
    }

    private long size() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** The last lines, at most so many; none where there is no such file. */
    public static List<String> tail(Path file, int lines) throws IOException {
        // Longer lines than this are not written; a line that begins before it is left out.
        int most = 64 * 1024;
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - most);
            byte[] bytes = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            List<String> all = (from > 0 ? text.substring(text.indexOf('\n') + 1) : text).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }
}
