package lab;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of the labs, named after the process they belong to, and their removal, now or after it was killed. */
public final class LabFiles {

    static final String PREFIX = "runbook-lab-";

    /** What each kind of lab has in front of the number of its process. */
    private static final String PREFIXES = "runbook-(lab|windows)-";

    private static final Path TEMP = Path.of(System.getProperty("java.io.tmpdir"));
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private LabFiles() {
    }

    /** A new folder that every user can enter: one fault runs the script as somebody without rights. */
    public static Path folder(String name) throws IOException {
        Path folder = TEMP.resolve(name);
        Files.createDirectory(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Removes what labs of processes that live no more have left. */
    public static void sweep() throws IOException {
        try (Stream<Path> names = Files.list(TEMP)) {
            for (Path folder : names.toList()) {
                String name = folder.getFileName().toString();
                if (name.matches(PREFIXES + "\\d+") && ended(name)) {
                    remove(name);
                }
            }
        }
    }

    private static boolean ended(String name) {
        return ProcessHandle.of(Long.parseLong(name.replaceFirst(PREFIXES, ""))).isEmpty();
    }

    public static void remove(String name) throws IOException {
        Path folder = TEMP.resolve(name);
        delete(folder);
        for (Path cgroup : cgroups(name)) {
            try (Stream<Path> tree = Files.walk(cgroup)) {
                for (Path group : tree.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
                    // rmdir(2) is how a control group ends; the files in it are the kernel's.
                    Files.deleteIfExists(group);
                }
            }
        }
    }

    /** One group of that name in a unified hierarchy, one for each controller in the older kind. */
    private static List<Path> cgroups(String name) throws IOException {
        if (!Files.isDirectory(CGROUPS)) {
            return List.of();
        }
        try (Stream<Path> controllers = Stream.concat(Stream.of(CGROUPS), Files.list(CGROUPS))) {
            return controllers.map(controller -> controller.resolve(name)).filter(Files::isDirectory).toList();
        }
    }

    /** With everything in it, where it is there. */
    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            /** Another run sweeps at the same moment. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
