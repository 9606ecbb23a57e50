package testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Who may read and write files. */
public final class Rights {

    private Rights() {
    }

    /** {@code rw-r--r-- journal.jsonl} for each file and folder, itself included, that others may do anything with. */
    public static List<String> ofOthers(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> of(file) + " " + folder.relativize(file))
                    .filter(line -> !line.startsWith("---", 3)).sorted().toList();
        }
    }

    /** {@code rwx------} */
    public static String of(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
