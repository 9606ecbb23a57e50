package windows;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.LabFiles;
import testing.Project;

/**
 * What all machines of this run share: the Windows that was made once, and the class path of the scripts.
 *
 * @param name      of the folder of this run, by which it is removed
 * @param classPath as a Windows program takes it, {@code Z:\…;Z:\…}
 */
record WindowsRing(String name, Path folder, String classPath) implements AutoCloseable {

    /** Where {@code .ci/windows-needs} has made it. */
    static final Path INSTALLED = Project.path(".tools/windows");

    /** What a test may change, and a machine therefore has for itself; of everything else it has a link. */
    private static final Set<String> ITS_OWN = Set.of("users", "bench", "ProgramData");

    static WindowsRing begin() throws IOException {
        LabFiles.sweep();
        String name = "runbook-windows-" + ProcessHandle.current().pid();
        Path folder = LabFiles.folder(name);
        return new WindowsRing(name, folder, classPath(folder));
    }

    /** Folders become jars: the guard and the monitor take what they run from with them, as a file. */
    private static String classPath(Path folder) {
        List<Path> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                Path jar = folder.resolve("classes-" + entries.size() + ".jar");
                ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--create", "--no-compress",
                        "--file", jar.toString(), "-C", path.toString(), ".");
                path = jar;
            }
            entries.add(path);
        }
        return entries.stream().map(WindowsRing::onDriveZ).collect(Collectors.joining(";"));
    }

    /** {@code Z:} is the root of the machine that runs Wine. */
    static String onDriveZ(Path path) {
        return "Z:" + path.toString().replace('/', '\\');
    }

    /** @param tests whose machine it is, a word for a folder */
    WindowsMachine machine(String tests) {
        try {
            Path own = Files.createTempDirectory(folder, tests);
            Path prefix = Files.createDirectory(own.resolve("windows"));
            copy(prefix);
            return WindowsMachine.start(own, prefix, classPath);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Three megabytes of nine hundred: the registry, the drives, and what is a test's own. */
    private static void copy(Path prefix) throws IOException {
        try (Stream<Path> all = Files.list(INSTALLED)) {
            for (Path one : all.filter(file -> !file.endsWith("drive_c")).toList()) {
                copyTree(one, prefix.resolve(one.getFileName()));
            }
        }
        Path drive = Files.createDirectory(prefix.resolve("drive_c"));
        try (Stream<Path> all = Files.list(INSTALLED.resolve("drive_c"))) {
            for (Path one : all.toList()) {
                Path copy = drive.resolve(one.getFileName());
                if (ITS_OWN.contains(one.getFileName().toString())) {
                    copyTree(one, copy);
                } else {
                    Files.createSymbolicLink(copy, one);
                }
            }
        }
    }

    /** Wine links a user's folders to those of who runs it, where no test has any business: they become empty ones. */
    private static void copyTree(Path from, Path to) throws IOException {
        boolean users = from.endsWith("users");
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectory(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file));
                if (users && attributes.isSymbolicLink()) {
                    Files.createDirectory(copy);
                } else {
                    Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        LabFiles.remove(name);
    }
}
