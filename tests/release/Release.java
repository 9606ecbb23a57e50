//DESCRIPTION Writes the form for a tag into a folder: the library in one jar, and scripts that name it.
//JAVA 25+
//SOURCES ../testing/Project.java
package release;

import help.RunbookPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import testing.Project;

/**
 * What a tag holds in place of the same files of a branch. From a URL, JBang fetches one file after the other and
 * compiles them all for each script; so there the library is one jar, compiled once.
 *
 * <p>The version stands in the jar's name, and so in each script: JBang builds a script anew when the script itself has
 * changed and at no other time, and one that was built with an older library would fail while it runs.
 */
public final class Release {
    private static final String CORE = "lib/Core.java";
    private static final String LIB = "lib/Lib.java";

    private static final Pattern VERSION = Pattern.compile("String CURRENT = \"([^\"]+)\"");
    private static final Pattern INDEX = Pattern.compile("(?m)^//(?:SOURCES|DEPS) \\.\\./(lib/(?:Core|Lib)\\.java)$");

    private static final Pattern REPOSITORY = Pattern.compile(
            "(?:https://(?:[^@/]*@)?|ssh://(?:[^@/]*@)?|[^@/:]+@)(?<host>[^/:]+)(?::\\d+)?[/:](?<path>[^/]+/.+?)(?:\\.git)?/?");

    /** The first moment that a ZIP file can name: the same classes make the same jar, whenever that is. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Release() { }

    /**
     * {@code make release}, which has JBang compile the library together with this class.
     *
     * @param args the folder, and what git calls the repository that the tag goes to, or nothing
     */
    public static void main(String... args) throws IOException {
        Path folder = Path.of(args[0]);
        write(folder, args.length < 2 ? Optional.empty() : pages(args[1]));
        System.out.println(version() + " is in " + folder);
    }

    /** {@code 0.1.0}: from the one place that holds it. */
    public static String version() {
        return VERSION.matcher(Project.read("lib/cli/Version.java")).results().map(found -> found.group(1))
                .findFirst().orElseThrow();
    }

    /**
     * Where a browser opens the folder of the runbook at this version's tag; empty where the name is no address of a
     * host, such as a folder.
     *
     * @param repository {@code https://github.com/ORG/REPO.git}, {@code git@github.com:ORG/REPO.git} or the like
     */
    public static Optional<String> pages(String repository) {
        var name = REPOSITORY.matcher(repository.strip());
        return name.matches() ? Optional.of("https://" + name.group("host") + "/" + name.group("path")
                + (name.group("host").contains("gitlab") ? "/-" : "") + "/blob/v" + version() + "/runbook/")
                : Optional.empty();
    }

    /**
     * The library, the scripts and their catalog.
     *
     * @param pages where the runbook's pages are at the tag, if that is known
     */
    public static void write(Path folder, Optional<String> pages) throws IOException {
        String library = "lib/runbook-lib-" + version() + ".jar";
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(folder.resolve("runbook"));
        Files.write(folder.resolve(library), jar(pages));
        for (String file : Project.files("runbook", "")) {
            if (file.matches(".*\\.(java|jsh)")) {
                Files.writeString(folder.resolve(file), script(Project.read(file), "../" + library));
            }
        }
        Files.writeString(folder.resolve("jbang-catalog.json"), Project.read("jbang-catalog.json"));
    }

    /** The script with the library's jar, and what this needs, in place of the index. */
    static String script(String text, String library) {
        return INDEX.matcher(text).replaceFirst(index -> Stream.concat(
                        all(index.group(1).equals(CORE) ? List.of(CORE) : List.of(CORE, LIB), "DEPS"),
                        Stream.of(library))
                .map(name -> "//DEPS " + name).collect(Collectors.joining("\n")));
    }

    /** Everything that the indexes name, as it was compiled into what this class runs from: a jar, or a folder. */
    static byte[] jar(Optional<String> pages) throws IOException {
        Path origin;
        try {
            origin = Path.of(Release.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
        if (Files.isDirectory(origin)) {
            return zip(entries(origin), pages);
        }
        try (FileSystem jar = FileSystems.newFileSystem(origin)) {
            return zip(entries(jar.getPath("/")), pages);
        }
    }

    /** Name to content, sorted. */
    private static Map<String, byte[]> entries(Path root) throws IOException {
        var missing = new TreeSet<String>();
        all(List.of(CORE, LIB), "SOURCES").filter(file -> file.contains("/"))
                .forEach(file -> missing.add(file.replace(".java", ".class")));
        all(List.of(CORE, LIB), "FILES").forEach(line -> missing.add(line.substring(0, line.indexOf('='))));
        Set<String> wanted = Set.copyOf(missing);
        var entries = new TreeMap<String, byte[]>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                missing.remove(name);
                if (wanted.contains(name.replaceFirst("\\$.*\\.class$", ".class"))) {
                    entries.put(name, Files.readAllBytes(file));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException("not compiled here: " + missing);
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries, Optional<String> pages) throws IOException {
        pages.ifPresent(address -> entries.put(RunbookPlace.ADDRESS.substring(1),
                address.getBytes(StandardCharsets.UTF_8)));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                var place = new ZipEntry(entry.getKey());
                place.setTimeLocal(TIME);
                zip.putNextEntry(place);
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Stream<String> all(List<String> indexes, String directive) {
        String start = "//" + directive + " ";
        return indexes.stream().flatMap(index -> Project.read(index).lines()).filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()));
    }
}
