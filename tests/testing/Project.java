package testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files, wherever the tests are started from. */
public final class Project {
    private static final String MARK = "jbang-catalog.json";
    private static final Path ROOT = findRoot();

    private Project() {
    }

    public static Path root() {
        return ROOT;
    }

    /** A file or folder by its path from the root, {@code "tests/fixtures/netstat/german.txt"}. */
    public static Path path(String fromRoot) {
        return ROOT.resolve(fromRoot);
    }

    /** What {@code tests/fixtures/NAME} holds, byte for byte. */
    public static byte[] fixture(String name) {
        try {
            return Files.readAllBytes(path("tests/fixtures").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file of the project. */
    public static String read(String fromRoot) {
        try {
            return Files.readString(path(fromRoot));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Paths from the root, with {@code /}, of all files below a folder, sorted; none when there is no such folder. */
    public static List<String> files(String folder, String suffix) {
        if (!Files.isDirectory(path(folder))) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(path(folder))) {
            return walk.filter(Files::isRegularFile)
                    .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(suffix))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findRoot() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(MARK))) {
                return folder;
            }
        }
        throw new IllegalStateException("no " + MARK + " in " + start + " or above it: run the tests in the project");
    }
}
