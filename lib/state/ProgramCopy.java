package state;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import process.FileError;
import text.Message;

/**
 * Where the program that a scheduler starts is kept: {@code STATE/scheduled/DIGEST/monitor.jar} and, beside it, copies
 * of the jars that it needs. Copies, because JBang's cache may be cleared; a folder for each content, because Windows
 * does not let go of a jar while a watch runs from it.
 */
public record ProgramCopy(StateFolder state, Path path) {
    private static final String JAR = "monitor.jar";
    private static final String LIBRARIES = "lib";

    /**
     * Writes the running program there, unless it is there already, byte for byte: what a scheduler is told to start is
     * never what somebody else has put there. The jar to start is written last.
     *
     * @param classPath what this program runs from, in order; entries that do not exist are left out, as Java does
     * @return the jar to start
     * @throws StateException where it cannot be written, or this program cannot be read
     */
    public Path export(List<Path> classPath, String mainClass) throws StateException {
        state.create();
        try {
            List<Path> entries = classPath.stream().filter(Files::exists).toList();
            if (entries.isEmpty()) {
                throw new NoSuchFileException(classPath.toString());
            }
            if (entries.size() == 1 && entries.getFirst().startsWith(path)) {
                // A copy that schedules itself anew: it was compared by who scheduled it first.
                return entries.getFirst();
            }
            Path jar = path.resolve(digest(entries, mainClass)).resolve(JAR);
            write(files(entries, mainClass, jar));
            return jar;
        } catch (IOException | UncheckedIOException e) {
            IOException why = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : (IOException) e;
            boolean ours = why instanceof FileSystemException named && named.getFile() != null
                    && Path.of(named.getFile()).startsWith(state.path());
            throw StateException.io(ours ? state.unusable(why)
                    : Message.of("state.no-copy", path.toString(), FileError.reason(why)), why);
        }
    }

    /** What is to be there, the jar to start last. */
    private static SequencedMap<Path, AtomicFile.Content> files(List<Path> entries, String mainClass, Path jar)
            throws IOException {
        var files = new LinkedHashMap<Path, AtomicFile.Content>();
        if (entries.size() == 1 && startsAlone(entries.getFirst())) {
            files.put(jar, out -> Files.copy(entries.getFirst(), out));
            return files;
        }
        var names = new ArrayList<String>();
        for (Path entry : entries) {
            // The number keeps two libraries of one file name apart, and the order for a reader.
            String name = "%02d-%s".formatted(names.size() + 1, jarName(entry));
            files.put(jar.resolveSibling(LIBRARIES).resolve(name), out -> copy(entry, out));
            names.add(LIBRARIES + "/" + name);
        }
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", names));
        files.put(jar, out -> {
            try (var written = new JarOutputStream(out)) {
                written.putNextEntry(entry(JarFile.MANIFEST_NAME));
                manifest.write(written);
                written.closeEntry();
            }
        });
        return files;
    }

    private static void write(SequencedMap<Path, AtomicFile.Content> files) throws IOException {
        for (Map.Entry<Path, AtomicFile.Content> file : files.entrySet()) {
            Path path = file.getKey();
            if (!isThere(path, file.getValue())) {
                Files.createDirectories(path.getParent(), Account.current().only(PrivateFile.FOLDER));
                AtomicFile.removeLeftovers(path);
                AtomicFile.write(path, file.getValue());
            }
        }
    }

    private static boolean isThere(Path file, AtomicFile.Content content) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return MessageDigest.isEqual(sum(content), sum(out -> Files.copy(file, out)));
    }

    private static byte[] sum(AtomicFile.Content content) throws IOException {
        try (var sum = new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"))) {
            content.writeTo(sum);
            return sum.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Of one time, so that the same program always makes the same bytes. */
    private static ZipEntry entry(String name) {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return entry;
    }

    /** True for a process of this account that was started from here; what it is cannot be told of every process. */
    public boolean runs(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        List<String> words = info.arguments().map(List::of).orElse(List.of());
        int jar = words.indexOf("-jar") + 1;
        return jar > 0 && jar < words.size() && Path.of(words.get(jar)).normalize().startsWith(path)
                && info.user().isPresent() && info.user().equals(ProcessHandle.current().info().user());
    }

    /** Removes what other exports left, as far as it can: on Windows a jar in use stays, and goes the next time. */
    public void keepOnly(Path jar) {
        if (Files.isDirectory(path)) {
            try (Stream<Path> folders = Files.list(path)) {
                folders.filter(folder -> !jar.startsWith(folder)).toList().forEach(ProgramCopy::remove);
            } catch (IOException | UncheckedIOException e) {
                // What is left takes room and does no harm.
            }
        }
    }

    /** Removes all of it, as far as it can. */
    public void clear() {
        remove(path);
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
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

    private static void copy(Path entry, OutputStream out) throws IOException {
        if (!Files.isDirectory(entry)) {
            Files.copy(entry, out);
            return;
        }
        try (var jar = new JarOutputStream(out)) {
            for (Path file : files(entry)) {
                jar.putNextEntry(entry(entry.relativize(file).toString().replace('\\', '/')));
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
        return HexFormat.of().formatHex(sum(out -> {
            out.write(mainClass.getBytes(StandardCharsets.UTF_8));
            for (Path entry : entries) {
                for (Path file : Files.isDirectory(entry) ? files(entry) : List.of(entry)) {
                    out.write(jarName(file).getBytes(StandardCharsets.UTF_8));
                    Files.copy(file, out);
                }
            }
        }), 0, 6);
    }
}
