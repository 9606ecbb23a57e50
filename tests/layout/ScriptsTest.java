package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Project;

/** A script, its alias, its picocli name and its line in the README are one thing under one name. */
class ScriptsTest {
    private static final String SHEBANG = "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?";
    /** JBang drops a key that it does not know without a word; these are the ones a catalog of ours has a use for. */
    private static final Set<String> ALIAS_KEYS = Set.of("script-ref", "description", "interactive");
    private static final Pattern COMMAND_NAME = Pattern.compile("@Command\\(\\s*name\\s*=\\s*\"([^\"]+)\"");
    private static final Pattern DIRECTIVE = Pattern.compile("//(SOURCES|DEPS|FILES|DOCS|RUNTIME_OPTIONS) \\S.*");

    private static final int MOST_LINES = 60;
    private static final int MOST_STEPS = 10;

    @Test
    void everyScriptHasOneAliasAndEveryAliasItsScript() {
        var scripts = Stream.of(Project.files("runbook", ".java"), Project.files("runbook", ".jsh"))
                .flatMap(List::stream).filter(file -> !file.endsWith("package-info.java")).sorted().toList();
        assertEquals(scripts, Catalog.aliases().stream().map(Catalog.Alias::script).sorted().toList());
    }

    @Test
    void theCatalogUsesOnlyKeysThatJBangReads() {
        assertEquals(Set.of("aliases"), Catalog.root().keySet());
        var unknown = new TreeSet<String>();
        Catalog.aliases().forEach(alias -> unknown.addAll(alias.keys()));
        unknown.removeAll(ALIAS_KEYS);
        assertEquals(Set.of(), unknown);
    }

    @ParameterizedTest
    @MethodSource("aliases")
    void aliasIsNamedAfterItsFile(Catalog.Alias alias) {
        assertEquals(alias.nameByFile(), alias.name());
    }

    @ParameterizedTest
    @MethodSource("aliases")
    void descriptionIsTheScriptsOwn(Catalog.Alias alias) {
        var source = new Source(alias.script(), Project.read(alias.script()));
        assertEquals(List.of(alias.description()), source.directives("DESCRIPTION"));
    }

    @ParameterizedTest
    @MethodSource("aliases")
    void readmeHasItsRow(Catalog.Alias alias) {
        String row = "| [`" + alias.name() + "`](" + alias.script() + ") | " + alias.description() + " |";
        assertEquals(1, Project.read("README.md").lines().filter(row::equals).count(), "in README.md: " + row);
    }

    @Test
    void readmeHasNoOtherRow() {
        var rows = Pattern.compile("(?m)^\\| \\[`[a-z-]+`]\\(runbook/").matcher(Project.read("README.md")).results();
        assertEquals(Catalog.aliases().size(), rows.count());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void headerSaysWhatJBangNeedsInOneOrder(Catalog.Alias alias) {
        var lines = Project.read(alias.script()).lines().toList();
        assertEquals(SHEBANG, lines.get(0));
        assertTrue(lines.get(1).startsWith("//DESCRIPTION "), lines.get(1));
        assertEquals("//JAVA 25+", lines.get(2));
        int end = lines.indexOf("package runbook;");
        assertTrue(end > 3, "package runbook; follows the directives");
        assertEquals(List.of(), lines.subList(3, end).stream()
                .filter(line -> !DIRECTIVE.matcher(line).matches() && !line.isBlank()).toList());
    }

    /** A line that looks like a directive counts wherever it stands, even in a text block. */
    @Test
    void directivesStandInTheHeaderOnly() {
        var strays = new ArrayList<String>();
        for (Source script : Source.in("runbook")) {
            String body = script.text().substring(script.text().indexOf("\npackage ") + 1);
            Pattern.compile("(?m)^//[A-Z_]+\\b.*").matcher(body).results()
                    .forEach(found -> strays.add(script.path() + ": " + found.group()));
        }
        assertEquals(List.of(), strays);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void picocliKnowsItByTheSameName(Catalog.Alias alias) {
        Matcher name = COMMAND_NAME.matcher(Project.read(alias.script()));
        assertTrue(name.find(), "@Command(name = …");
        assertEquals(alias.name(), name.group(1));
    }

    /** Whoever opens a script sees its options and its steps, and nothing of how they are done. */
    @ParameterizedTest
    @MethodSource("commands")
    void aScriptIsReadAtAGlance(Catalog.Alias alias) throws IOException {
        long lines = Project.read(alias.script()).lines().count();
        assertTrue(lines <= MOST_LINES, alias.script() + " has " + lines + " lines");
        ClassTree script = theOneType(alias.script());
        var methods = new TreeMap<String, MethodTree>();
        for (Tree member : script.getMembers()) {
            switch (member) {
                case MethodTree method -> methods.put(method.getName().toString(), method);
                case VariableTree field -> { }
                default -> throw new AssertionError(alias.script() + " declares what belongs into lib/: " + member);
            }
        }
        methods.remove("<init>");
        assertEquals(Set.of("call", "main"), methods.keySet(), "methods of " + alias.script());
        // What stands between the braces of call().
        long steps = methods.get("call").getBody().toString().lines().count() - 2;
        assertTrue(0 < steps && steps <= MOST_STEPS, alias.script() + " takes " + steps + " lines to call");
    }

    private static ClassTree theOneType(String file) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var task = (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null,
                    manager.getJavaFileObjects(Project.path(file)));
            List<? extends Tree> types = task.parse().iterator().next().getTypeDecls();
            assertEquals(1, types.size(), "types of " + file);
            return (ClassTree) types.getFirst();
        }
    }

    static Stream<Catalog.Alias> aliases() {
        return Catalog.aliases().stream();
    }

    /** The scripts with options: all but the console. */
    static Stream<Catalog.Alias> commands() {
        return aliases().filter(alias -> !alias.isConsole());
    }
}
