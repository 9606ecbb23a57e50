package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import testing.Project;

/**
 * Every package's {@code package-info.java} lists all that belongs to it. A file that is forgotten there compiles on
 * the machine of the one who forgot it, and is missing when a script runs from a URL.
 */
class ManifestTest {
    private static final String MANIFEST = "package-info.java";
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([a-z.]+)\\.[A-Z]");

    private final List<Source> library = Source.in("lib");
    private final List<Source> manifests = library.stream()
            .filter(source -> source.fileName().equals(MANIFEST)).toList();

    @Test
    void everyFolderHasAManifest() {
        var folders = new TreeSet<String>();
        library.forEach(source -> folders.add(source.folder()));
        manifests.forEach(manifest -> folders.remove(manifest.folder()));
        assertEquals(Set.of(), folders, "folders of lib/ without " + MANIFEST);
    }

    @Test
    void aManifestListsItsPackagesSourcesAndNoOtherFiles() {
        for (Source manifest : manifests) {
            var own = manifest.directives("SOURCES").stream().filter(name -> !name.endsWith(MANIFEST)).toList();
            var there = library.stream().filter(source -> source.folder().equals(manifest.folder()))
                    .map(Source::fileName).filter(name -> !name.equals(MANIFEST)).toList();
            assertEquals(there, own.stream().sorted().toList(), "//SOURCES of " + manifest.path());
        }
    }

    /**
     * Resources are what is not Java. {@code //FILES firewall/windows/x.ps1=x.ps1} puts them beside their class, and
     * {@code //FILES firewall-windows/messages_en.properties=…} where the words of {@code firewall-windows.…} are sought.
     */
    @Test
    void aManifestListsItsPackagesResourcesAndNoOtherFiles() {
        for (Source manifest : manifests) {
            String beside = manifest.folder().substring("lib/".length());
            var there = Project.files(manifest.folder(), "").stream()
                    .filter(file -> !file.endsWith(".java"))
                    .map(file -> file.substring(manifest.folder().length() + 1))
                    .filter(name -> !name.contains("/"))
                    .map(name -> (name.startsWith("messages_") ? beside.replace('/', '-') : beside)
                            + "/" + name + "=" + name)
                    .sorted().toList();
            var listed = manifest.directives("FILES").stream().filter(line -> !line.contains("../")).sorted();
            assertEquals(there, listed.toList(), "//FILES of " + manifest.path());
        }
    }

    @Test
    void whatIsNamedExists() {
        var missing = new ArrayList<String>();
        for (Source source : Source.shipped()) {
            Path folder = Project.path(source.folder());
            for (String name : source.directives("SOURCES")) {
                if (!Files.isRegularFile(folder.resolve(name))) {
                    missing.add(source.path() + " //SOURCES " + name);
                }
            }
            for (String line : source.directives("FILES")) {
                if (!Files.isRegularFile(folder.resolve(line.substring(line.indexOf('=') + 1)))) {
                    missing.add(source.path() + " //FILES " + line);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    /** From a URL, JBang turns a pattern into nothing and cannot list a folder. */
    @Test
    void nothingIsNamedByPattern() {
        var patterns = new ArrayList<String>();
        for (Source source : Source.shipped()) {
            for (String directive : List.of("SOURCES", "FILES")) {
                source.directives(directive).stream()
                        .filter(name -> name.contains("*") || name.contains("?") || name.endsWith("/"))
                        .forEach(name -> patterns.add(source.path() + " " + name));
            }
        }
        assertEquals(List.of(), patterns);
    }

    /** A script that names one package must get all that this package needs, however it is reached. */
    @Test
    void aPackageReachesTheManifestsOfThePackagesItImports() {
        var packages = new HashSet<String>();
        manifests.forEach(manifest -> packages.add(manifest.packageName()));
        var missing = new TreeSet<String>();
        for (Source manifest : manifests) {
            Set<Path> reached = reached(file(manifest));
            library.stream().filter(source -> source.folder().equals(manifest.folder()))
                    .flatMap(source -> IMPORT.matcher(source.text()).results())
                    .map(found -> found.group(1))
                    .filter(used -> packages.contains(used) && !used.equals(manifest.packageName()))
                    .filter(used -> !reached.contains(Project.path("lib/" + used.replace('.', '/')).resolve(MANIFEST)))
                    .forEach(used -> missing.add(manifest.path() + " does not reach " + used));
        }
        assertEquals(Set.of(), missing);
    }

    /**
     * JBang reads a file again for every way that leads to it, and does so on every start: with each package naming
     * all it uses, the scripts had up to twenty thousand ways and took seconds longer to start.
     */
    @Test
    void nothingIsNamedThatIsReachedAlready() {
        var twice = new TreeSet<String>();
        for (Source source : Source.shipped()) {
            List<Path> named = named(file(source));
            for (Path one : named) {
                named.stream().filter(other -> !other.equals(one) && reached(other).contains(one)).findFirst()
                        .ifPresent(other -> twice.add(source.path() + " names " + one.getParent().getFileName()
                                + ", and so does " + other.getParent().getFileName()));
            }
            if (new HashSet<>(named).size() < named.size()) {
                twice.add(source.path() + " names a manifest twice");
            }
        }
        assertEquals(Set.of(), twice);
    }

    private static Path file(Source source) {
        return Project.path(source.path());
    }

    /** The manifests that this file names. */
    private static List<Path> named(Path file) {
        var source = new Source(Project.root().relativize(file).toString().replace('\\', '/'), read(file));
        return source.directives("SOURCES").stream().filter(name -> name.endsWith(MANIFEST))
                .map(name -> file.resolveSibling(name).normalize()).toList();
    }

    /** The manifests that this file names, and those that they name. */
    private static Set<Path> reached(Path file) {
        var reached = new HashSet<Path>();
        var left = new ArrayDeque<>(named(file));
        while (!left.isEmpty()) {
            Path next = left.poll();
            if (reached.add(next)) {
                left.addAll(named(next));
            }
        }
        return reached;
    }

    private static String read(Path file) {
        return Project.read(Project.root().relativize(file).toString());
    }

    @Test
    void packageAndFolderAgree() {
        var wrong = new ArrayList<String>();
        for (Source source : library) {
            if (!source.folder().equals("lib/" + source.packageName().replace('.', '/'))) {
                wrong.add(source.path() + " is in package " + source.packageName());
            }
        }
        Source.in("runbook").stream().filter(source -> !source.packageName().equals("runbook"))
                .forEach(source -> wrong.add(source.path() + " is in package " + source.packageName()));
        assertEquals(List.of(), wrong);
    }

    /** Ranges of several files are not compared by JBang, the first one wins: so all of them say the same. */
    @Test
    void onlyOneJavaVersionIsAskedFor() {
        var versions = new TreeSet<String>();
        Source.shipped().forEach(source -> versions.addAll(source.directives("JAVA")));
        assertEquals(Set.of("25+"), versions);
    }

    @Test
    void aLibraryHasOneVersion() {
        var versions = new TreeSet<String>();
        Source.shipped().forEach(source -> versions.addAll(source.directives("DEPS")));
        Source.in("tests").forEach(source -> versions.addAll(source.directives("DEPS")));
        var seen = new HashSet<String>();
        var twice = versions.stream().filter(gav -> gav.chars().filter(c -> c == ':').count() >= 2)
                .filter(gav -> !seen.add(gav.substring(0, gav.lastIndexOf(':')))).toList();
        assertEquals(List.of(), twice, "named with another version elsewhere");
    }
}
