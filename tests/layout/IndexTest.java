package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Project;

/**
 * {@code lib/Core.java} and {@code lib/Lib.java} name all that a script is made of. A file that is forgotten there
 * compiles on the machine of the one who forgot it, and is missing when a script runs from a URL. With {@code UPDATE=1}
 * in the environment they are written.
 */
class IndexTest {
    /** They draw on a screen of their own, and ask the system for its size. All others start faster without. */
    private static final Set<String> DRAWING =
            Set.of("runbook/FixFirewall.java", "runbook/Monitor.java", "runbook/Verify.java");
    private static final Pattern DIRECTIVE = Pattern.compile("(?m)^//[A-Z_]+\\b.*");

    @ParameterizedTest
    @MethodSource("indexes")
    void namesWhatIsThere(Index index) throws IOException {
        if ("1".equals(System.getenv("UPDATE"))) {
            index.write();
        }
        assertEquals(index.text(), Project.read(index.path()), () -> index.path() + ": see UPDATE in " + getClass());
    }

    static List<Index> indexes() {
        return Index.all();
    }

    /** Counted without the program that writes them. */
    @Test
    void everyFileIsNamedOnce() {
        var named = new ArrayList<String>();
        for (Source index : bothIndexes()) {
            index.directives("SOURCES").stream().filter(name -> !name.equals("Core.java")).forEach(named::add);
            index.directives("FILES").stream().map(line -> line.substring(line.indexOf('=') + 1))
                    .filter(file -> !file.startsWith("../")).forEach(named::add);
        }
        List<String> there = Project.files("lib", "").stream().map(file -> file.substring("lib/".length()))
                .filter(file -> file.contains("/") && !file.endsWith(Index.PROSE)).toList();
        assertEquals(there, named.stream().sorted().toList());
    }

    /** A reader may stand in another package than what it reads, which is missing on the machine of a user alone. */
    @Test
    void whatTheSmallerIndexReadsIsInIt() {
        Source core = bothIndexes().stream().filter(source -> source.path().equals(Index.CORE)).findFirst().orElseThrow();
        Set<String> files = core.directives("FILES").stream().map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toSet());
        var missing = new TreeSet<String>();
        for (String file : core.directives("SOURCES")) {
            new Source("lib/" + file, Project.read("lib/" + file)).strings().stream()
                    .filter(text -> text.indexOf('/') > 0 && Files.isRegularFile(Project.path("lib").resolve(text)))
                    .filter(text -> !files.contains(text)).forEach(text -> missing.add(file + " reads " + text));
        }
        assertEquals(Set.of(), missing);
    }

    /** JBang reads a file again for every way that leads to it, and does so on every start. */
    @Test
    void theLibrarySaysNothingToJBang() {
        var said = new ArrayList<String>();
        Source.library().forEach(source -> DIRECTIVE.matcher(source.text()).results()
                .forEach(found -> said.add(source.path() + ": " + found.group())));
        assertEquals(List.of(), said);
    }

    @ParameterizedTest
    @MethodSource("layout.ScriptsTest#commands")
    void aScriptNamesOneIndexAndNothingElse(Catalog.Alias alias) {
        var script = new Source(alias.script(), Project.read(alias.script()));
        String index = Index.LIGHT.contains(alias.script()) ? Index.CORE : Index.LIB;
        assertEquals(List.of("../" + index), script.directives("SOURCES"));
        assertEquals(List.of(), script.directives("DEPS"));
        assertEquals(List.of(), script.directives("FILES"));
    }

    /** Those of a dependency would be lost, so they stand in each script. */
    @Test
    void allScriptsRunWithTheSameOptions() {
        var options = new HashSet<String>();
        for (Source script : Source.in("runbook")) {
            List<String> own = script.directives("RUNTIME_OPTIONS");
            assertEquals(1, own.size(), script.path());
            String more = DRAWING.contains(script.path()) ? "--enable-native-access=ALL-UNNAMED " : "";
            assertTrue(own.getFirst().startsWith(more), script.path() + " " + own);
            options.add(own.getFirst().substring(more.length()));
        }
        assertEquals(1, options.size(), options.toString());
        assertFalse(options.iterator().next().contains("native"), options.toString());
    }

    /**
     * {@code //FILES firewall/windows/x.ps1=firewall/windows/x.ps1} puts it beside its class, and {@code
     * //FILES firewall-windows/messages_en.properties=…} where the words of {@code firewall-windows.…} are sought.
     */
    @Test
    void whatIsNamedExists() {
        var missing = new ArrayList<String>();
        for (Source source : withDirectives()) {
            Path folder = Project.path(source.folder());
            Stream.of(source.directives("SOURCES").stream(),
                            source.directives("FILES").stream().map(line -> line.substring(line.indexOf('=') + 1)),
                            source.directives("DEPS").stream().filter(name -> name.endsWith(".java")))
                    .flatMap(names -> names).filter(name -> !Files.isRegularFile(folder.resolve(name)))
                    .forEach(name -> missing.add(source.path() + " " + name));
        }
        assertEquals(List.of(), missing);
    }

    /** From a URL, JBang turns a pattern into nothing and cannot list a folder. */
    @Test
    void nothingIsNamedByPattern() {
        var patterns = new ArrayList<String>();
        for (Source source : withDirectives()) {
            for (String directive : List.of("SOURCES", "FILES")) {
                source.directives(directive).stream()
                        .filter(name -> name.contains("*") || name.contains("?") || name.endsWith("/"))
                        .forEach(name -> patterns.add(source.path() + " " + name));
            }
        }
        assertEquals(List.of(), patterns);
    }

    /** A {@code package-info.java} is prose, and a line that says whose. */
    @Test
    void everyFolderSaysWhatItIsFor() {
        var silent = new TreeSet<String>();
        Source.library().forEach(source -> silent.add(source.folder()));
        Source.library().stream().filter(source -> source.fileName().equals(Index.PROSE))
                .filter(source -> source.text().matches("(///.*\n)+package [\\w.]+;\n"))
                .forEach(source -> silent.remove(source.folder()));
        assertEquals(Set.of(), silent, "folders without " + Index.PROSE);
    }

    @Test
    void packageAndFolderAgree() {
        var wrong = new ArrayList<String>();
        for (Source source : Source.library()) {
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
        withDirectives().forEach(source -> versions.addAll(source.directives("JAVA")));
        assertEquals(Set.of("25+"), versions);
    }

    @Test
    void aLibraryHasOneVersion() {
        var versions = new TreeSet<String>();
        withDirectives().forEach(source -> versions.addAll(source.directives("DEPS")));
        Source.in("tests").forEach(source -> versions.addAll(source.directives("DEPS")));
        var seen = new HashSet<String>();
        var twice = versions.stream().filter(gav -> gav.chars().filter(c -> c == ':').count() >= 2)
                .filter(gav -> !seen.add(gav.substring(0, gav.lastIndexOf(':')))).toList();
        assertEquals(List.of(), twice, "named with another version elsewhere");
    }

    private static List<Source> bothIndexes() {
        return Source.in("lib").stream().filter(source -> source.folder().equals("lib")).toList();
    }

    /** Both indexes, the scripts and the console. */
    private static List<Source> withDirectives() {
        Stream<Source> console = Project.files("runbook", ".jsh").stream()
                .map(file -> new Source(file, Project.read(file)));
        return Stream.of(bothIndexes().stream(), Source.in("runbook").stream(), console)
                .flatMap(sources -> sources).toList();
    }
}
