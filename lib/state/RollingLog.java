package state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;

/**
 * UTF-8 lines at the end of a file. A file that is full becomes the {@code .old} one beside it. It is opened for each
 * line, so that on Windows too it can be read, moved and deleted at any time. A new file is for its owner's eyes alone.
 * Not thread-safe; one process at a time writes it, which {@link ProcessLock} sees to.
 */
public final class RollingLog {
    private final Path file;
    private final long limit;
    private final boolean ours;

    private RollingLog(Path file, long limit, boolean ours) {
        this.file = file;
        this.limit = limit;
        this.ours = ours;
    }

    /**
     * In the state folder, which has to be there; it is never reached through a link.
     *
     * @param limit bytes that it has at most, and the older one beside it as well
     */
    public static RollingLog in(StateFolder folder, Path file, long limit) {
        if (!folder.path().equals(file.getParent())) {
            throw new IllegalArgumentException(file + " is not in " + folder);
        }
        return new RollingLog(file, limit, true);
    }

    /** Where a person wants it, who may mean what a link leads to, or a terminal. */
    public static RollingLog named(Path file, long limit) {
        return new RollingLog(file, limit, false);
    }

    /** Creates the file where there is none: a log that cannot be written is told before the work begins. */
    public void open() throws IOException, StateException {
        Path folder = file.toAbsolutePath().getParent();
        require();
        if (!ours && folder != null) {
            Files.createDirectories(folder);
        }
        write(new byte[0]);
    }

    public void append(String line) throws IOException, StateException {
        append(List.of(line));
    }

    /** Lines that stay together. */
    public void append(List<String> lines) throws IOException, StateException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        long size = size();
        if (size > 0 && size + bytes.length > limit) {
            rotate(size);
        }
        write(bytes);
    }

    private void write(byte[] bytes) throws IOException, StateException {
        try (FileChannel channel = open(StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }

    private FileChannel open(OpenOption... options) throws IOException, StateException {
        if (ours) {
            return PrivateFile.open(file, options);
        }
        require();
        var all = new HashSet<OpenOption>(List.of(options));
        if (Account.current().isRoot() && !Files.isSymbolicLink(file)) {
            all.add(LinkOption.NOFOLLOW_LINKS);
        }
        return FileChannel.open(file, all, Account.current().only(PrivateFile.FILE));
    }

    /** What root is told to write stays in root's folders; another account writes where it can. */
    private void require() throws IOException, StateException {
        if (ours) {
            PrivateFile.require(file.getParent());
        } else {
            Trust.requireNamed(file);
        }
    }

    /** Where somebody's viewer keeps the file from being moved, it grows to twice its size and then begins anew. */
    private void rotate(long size) throws IOException, StateException {
        require();
        try {
            Files.move(file, file.resolveSibling(file.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            if (size > 2 * limit) {
                open(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close();
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

    /** The last lines of one of ours, at most so many; none where there is no such file. */
    public static List<String> tail(Path file, int lines) throws IOException, StateException {
        // Longer lines than this are not written; a line that begins before it is left out.
        int most = 64 * 1024;
        try (FileChannel channel = PrivateFile.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - most);
            byte[] bytes = Channels.newInputStream(channel.position(from)).readNBytes(most);
            String text = new String(bytes, StandardCharsets.UTF_8);
            List<String> all = (from > 0 ? text.substring(text.indexOf('\n') + 1) : text).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
