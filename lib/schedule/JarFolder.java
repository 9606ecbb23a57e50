package schedule;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Where the program that a scheduler starts is kept: {@code STATE/scheduled/DIGEST/monitor.jar} and, beside it, copies
 * of the jars that it needs. Copies, because JBang's cache may be cleared; a folder for each content, because Windows
 * does not let go of a jar while a watch runs from it.
 */
public record JarFolder(Path path) {
    private static final String JAR = "monitor.jar";
    private static final String LIBRARIES = "lib";

    /** The folder below the state folder. */
    public static JarFolder below(Path state) {
        return new JarFolder(state.resolve("scheduled"));
    }

    /**
     * Writes the running program there, unless it is there already. The jar to start is written last: a folder that
     * has one is whole.
     *
     * @param classPath what this program runs from, in order; entries that do not exist are left out, as Java does
     * @return the jar to start
     */
    public Path export(List<Path> classPath, String mainClass) throws IOException {
        List<Path> entries = classPath.stream().filter(Files::exists).toList();
        if (entries.isEmpty()) {
            throw new NoSuchFileException(classPath.toString());
        }
        Path folder = path.resolve(digest(entries, mainClass));
        Path jar = folder.resolve(JAR);
        if (Files.isRegularFile(jar)) {
            return jar;
        }
        Path libraries = Files.createDirectories(folder.resolve(LIBRARIES));
        Path whole = Files.createTempFile(folder, "monitor", ".tmp");
        if (entries.size() == 1 && startsAlone(entries.getFirst())) {
            Files.copy(entries.getFirst(), whole, StandardCopyOption.REPLACE_EXISTING);
        } else {
            var names = new ArrayList<String>();
            for (Path entry : entries) {
                // The number keeps two libraries of one file name apart, and the order for a reader.
                String name = "%02d-%s".formatted(names.size() + 1, jarName(entry));
                copy(entry, libraries.resolve(name));
                names.add(LIBRARIES + "/" + name);
            }
            var manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
            manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", names));
            new JarOutputStream(Files.newOutputStream(whole), manifest).close();
        }
        move(whole, jar);
        return jar;
    }

    /** Removes what other exports left, as far as it can: on Windows a jar in use stays, and goes the next time. */
    public void keepOnly(Path jar) {
        if (Files.isDirectory(path)) {
            try (Stream<Path> folders = Files.list(path)) {
                folders.filter(folder -> !jar.startsWith(folder)).toList().forEach(JarFolder::remove);
            } catch (IOException e) {
                // What is left takes room and does no harm.
            }
        }
    }

    /** Removes all of it, as far as it can. */
    public void clear() {
        remove(path);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // In use, or gone already.
        }
    }

    /** True for a jar that names its main class and needs no other: what {@code make jar} writes. */
    private static boolean startsAlone(Path jar) throws IOException {
        if (!Files.isRegularFile(jar)) {
            return false;
        }
        try (var file = new JarFile(jar.toFile())) {
            Attributes main = file.getManifest() == null ? new Attributes() : file.getManifest().getMainAttributes();
            return main.getValue(Attributes.Name.MAIN_CLASS) != null
                    && main.getValue(Attributes.Name.CLASS_PATH) == null;
        }
    }

    /** Of plain letters: a class path in a manifest is a list of URLs with blanks between (JAR File Specification). */
    private static String jarName(Path entry) {
        String name = entry.toAbsolutePath().getFileName().toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return Files.isDirectory(entry) ? name + ".jar" : name;
    }

    private static void copy(Path entry, Path to) throws IOException {
        if (!Files.isDirectory(entry)) {
            Files.copy(entry, to, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try (var jar = new JarOutputStream(Files.newOutputStream(to))) {
            for (Path file : files(entry)) {
                jar.putNextEntry(new ZipEntry(entry.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Names a content: the same program always gets the same folder. */
    private static String digest(List<Path> entries, String mainClass) throws IOException {
        try (var sum = new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            sum.write(mainClass.getBytes(StandardCharsets.UTF_8));
            for (Path entry : entries) {
                for (Path file : Files.isDirectory(entry) ? files(entry) : List.of(entry)) {
                    sum.write(jarName(file).getBytes(StandardCharsets.UTF_8));
                    Files.copy(file, sum);
                }
            }
            return HexFormat.of().formatHex(sum.getMessageDigest().digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
