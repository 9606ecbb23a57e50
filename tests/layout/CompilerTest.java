package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import testing.Project;

/** What the compiler knows of all that is shipped, read in one go: what nothing uses, and what a constructor does. */
class CompilerTest {

    /**
     * What starts something, or changes something outside of the program, by the type that declares it. Who makes an
     * object does not expect that; it belongs into a method whose name says so.
     */
    private static final Map<String, String> EFFECTS = Map.ofEntries(
            Map.entry("java.lang.Thread", "start|startVirtualThread"),
            Map.entry("java.lang.Thread.Builder", "start"),
            Map.entry("java.lang.Runtime", "addShutdownHook"),
            Map.entry("java.util.concurrent.ExecutorService", "submit|invoke.*"),
            Map.entry("java.util.concurrent.Executor", "execute"),
            Map.entry("java.util.concurrent.CompletableFuture", ".*Async"),
            Map.entry("java.nio.file.Files",
            "create.*|write.*|newOutputStream|newBufferedWriter|delete.*|move|copy|set.*"),
            Map.entry("com.sun.net.httpserver.HttpServer", "create|start|bind"),
            Map.entry("process.World", "run|follow|detach"),
            Map.entry("firewall.TemporaryChanges", "make|takeBack"),
            Map.entry("firewall.Change", "apply|undo"));

    /** Doors that only tests go through. */
    private static final Set<String> FOR_TESTS = Set.of(
            "process.recording.Redaction.of(java.lang.String,java.lang.String)",
            "inventory.InventoryFile.read(java.nio.file.Path)",
            "console.Streams.plain(java.io.PrintWriter,java.io.PrintWriter)", "monitor.MemoryMeter.await()",
            "host.LanAddress.choose(java.util.List<host.Adapter>,java.util.List<java.lang.String>,"
                    + "java.util.List<host.Neighbour>,java.util.Optional<java.lang.String>)",
            "phone.page.PageServer.behind()", "phone.page.PageServer.closed()",
            "phone.evidence.ConnectionLog.at(phone.evidence.ServicePort)",
            "change.journal.JournalCodec.names()", "change.lease.LeaseSetup.none(change.journal.RunId)",
            "cli.Script.execute(java.util.concurrent.Callable<cli.ExitCode>,console.Streams,java.lang.String...)",
            "path.Facts.at(host.LanAddress)", "process.Command.by(java.util.List<java.lang.String>)");

    /** Makes the folder of a recording, and says in its signature that this may fail. */
    private static final Set<String> MAY_CHANGE = Set.of("process.recording.RecordingWorld");

    private static final DiagnosticCollector<JavaFileObject> SAID = new DiagnosticCollector<>();
    private static final List<CompilationUnitTree> UNITS = new ArrayList<>();
    /** Types, methods and fields, each with where it is. */
    private static final Map<Element, String> DECLARED = new LinkedHashMap<>();
    private static final Set<Element> USED = new HashSet<>();
    private static final Set<String> EFFECTS_OF_CONSTRUCTORS = new TreeSet<>();
    private static Trees trees;
    private static Elements elements;
    private static Types types;

    @BeforeAll
    static void read() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files = Source.shipped().stream().map(source -> Project.path(source.path())).toList();
        try (var manager = compiler.getStandardFileManager(SAID, Locale.ROOT, null)) {
            var task = (JavacTask) compiler.getTask(null, manager, SAID,
                    List.of("-proc:none", "-Xdoclint:reference/private",
                    "-classpath", System.getProperty("java.class.path")), null,
                    manager.getJavaFileObjectsFromPaths(files));
            task.parse().forEach(UNITS::add);
            task.analyze();
            trees = Trees.instance(task);
            elements = task.getElements();
            types = task.getTypes();
            UNITS.forEach(unit -> new Reading(unit).scan(unit, null));
        }
        assertTrue(DECLARED.size() > 3000 && USED.size() > 3000, DECLARED.size() + " " + USED.size());
    }

    private static final class Reading extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;

        Reading(CompilationUnitTree unit) {
            this.unit = unit;
        }

        /** What a type or a method says of itself is no use of it. */
        private void use() {
            Element used = trees.getElement(getCurrentPath());
            for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
                boolean around = at.getLeaf() instanceof ClassTree || at.getLeaf() instanceof MethodTree;
                if (around && used != null && used.equals(trees.getElement(at))) {
                    return;
                }
            }
            if (used != null) {
                USED.add(used);
            }
        }

        private void declare(Tree tree) {
            Element declared = trees.getElement(getCurrentPath());
            if (declared != null && !declared.getSimpleName().isEmpty()) {
                DECLARED.put(declared, place(tree));
            }
        }

        private String place(Tree tree) {
            return Project.path("").relativize(Path.of(unit.getSourceFile().toUri())).toString().replace('\\', '/')
                    + ":"
                    + unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
        }

        @Override
        public Void visitImport(ImportTree tree, Void nothing) {
            return null;
        }

        @Override
        public Void visitIdentifier(IdentifierTree tree, Void nothing) {
            use();
            return super.visitIdentifier(tree, nothing);
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree tree, Void nothing) {
            use();
            return super.visitMemberSelect(tree, nothing);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree tree, Void nothing) {
            use();
            return super.visitMemberReference(tree, nothing);
        }

        @Override
        public Void visitNewClass(NewClassTree tree, Void nothing) {
            use();
            return super.visitNewClass(tree, nothing);
        }

        @Override
        public Void visitClass(ClassTree tree, Void nothing) {
            declare(tree);
            return super.visitClass(tree, nothing);
        }

        @Override
        public Void visitMethod(MethodTree tree, Void nothing) {
            declare(tree);
            return super.visitMethod(tree, nothing);
        }

        @Override
        public Void visitVariable(VariableTree tree, Void nothing) {
            Element variable = trees.getElement(getCurrentPath());
            if (variable != null && variable.getKind() == ElementKind.FIELD) {
                declare(tree);
            }
            return super.visitVariable(tree, nothing);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, Void nothing) {
            Element called = trees.getElement(new TreePath(getCurrentPath(), tree.getMethodSelect()));
            if (called != null && EFFECTS.getOrDefault(String.valueOf(called.getEnclosingElement()), "-").lines()
                    .anyMatch(names -> called.getSimpleName().toString().matches(names)) && whileMade()
                    && !MAY_CHANGE.contains(unit.getPackageName() + "." + typeName())) {
                EFFECTS_OF_CONSTRUCTORS.add(place(tree) + " " + called.getEnclosingElement() + "."
                        + called.getSimpleName());
            }
            return super.visitMethodInvocation(tree, nothing);
        }

        private String typeName() {
            String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
            return file.substring(0, file.lastIndexOf('.'));
        }

        /** In a constructor, an initializer or the value of a field; what a lambda holds runs when it is called. */
        private boolean whileMade() {
            for (TreePath at = getCurrentPath(); at != null; at = at.getParentPath()) {
                Tree parent = at.getParentPath() == null ? null : at.getParentPath().getLeaf();
                switch (at.getLeaf()) {
                    case LambdaExpressionTree lambda -> {
                        return false;
                    }
                    case MethodTree method -> {
                        return method.getReturnType() == null;
                    }
                    case BlockTree block when parent instanceof ClassTree -> {
                        return true;
                    }
                    case VariableTree variable when parent instanceof ClassTree -> {
                        return true;
                    }
                    default -> { }
                }
            }
            return false;
        }
    }

    private static List<String> unused(Stream<Element> declared) {
        return declared.filter(one -> !USED.contains(one))
                .map(one -> DECLARED.get(one) + " " + one.getEnclosingElement() + "." + one).toList();
    }

    /** Test code alone is no reason to ship a type. */
    @Test
    void everyTypeIsUsedByAnother() {
        assertEquals(List.of(), unused(DECLARED.keySet().stream()
                .filter(one -> one.getKind().isClass() || one.getKind().isInterface())
                // A script is started by its name, and a file without a package is an index.
                .filter(one -> !DECLARED.get(one).matches("(?:runbook|lib)/[^/]+")
                        || one.getEnclosingElement() instanceof TypeElement)));
    }

    /** Beside what overrides, is annotated or starts a program: others call that. */
    @Test
    void everyMethodAndEveryFieldIsUsed() {
        assertEquals(FOR_TESTS, DECLARED.keySet().stream()
                .filter(one -> one.getKind() == ElementKind.METHOD || one.getKind() == ElementKind.FIELD)
                .filter(one -> elements.getOrigin(one) == Elements.Origin.EXPLICIT && !USED.contains(one))
                .filter(one -> one.getAnnotationMirrors().isEmpty())
                .filter(one -> !Set.of("main", "serialVersionUID").contains(one.getSimpleName().toString()))
                .filter(one -> !isOfComponent(one) && !overrides(one))
                .map(one -> one.getEnclosingElement() + "." + one).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static boolean isOfComponent(Element one) {
        return one.getEnclosingElement() instanceof TypeElement type && type.getRecordComponents().stream()
                .anyMatch(component -> component.getSimpleName().equals(one.getSimpleName())
                        && !one.getModifiers().contains(Modifier.STATIC));
    }

    private static boolean overrides(Element one) {
        return one instanceof ExecutableElement method && one.getEnclosingElement() instanceof TypeElement type
                && supertypes(type, new LinkedHashSet<>()).stream()
                .flatMap(above -> above.getEnclosedElements().stream())
                .anyMatch(above -> above instanceof ExecutableElement inherited
                        && elements.overrides(method, inherited, type));
    }

    private static Set<TypeElement> supertypes(TypeElement type, Set<TypeElement> all) {
        types.directSupertypes(type.asType()).forEach(above -> {
            var element = (TypeElement) types.asElement(above);
            if (all.add(element)) {
                supertypes(element, all);
            }
        });
        return all;
    }

    @Test
    void everyReferenceOfTheJavadocLeadsSomewhere() {
        assertEquals(List.of(), SAID.getDiagnostics().stream().filter(said -> said.getKind() == Diagnostic.Kind.ERROR)
                .map(said -> said.getSource().getName() + ":" + said.getLineNumber() + " "
                + said.getMessage(Locale.ROOT))
                .toList());
    }

    /** {@code [change.plan.Plan]} in a comment of Markdown is plain text for the compiler where there is no such type. */
    @Test
    void everyTypeNamedInMarkdownIsThere() {
        Set<String> known = DECLARED.keySet().stream().filter(TypeElement.class::isInstance).map(Object::toString)
                .collect(Collectors.toSet());
        var wrong = new TreeSet<String>();
        var seen = new TreeSet<String>();
        for (Source source : Source.shipped()) {
            Pattern.compile("(?m)^\\s*///.*$").matcher(source.text()).results().flatMap(line -> Pattern
                    .compile("\\[((?:[a-z]\\w*\\.)+[A-Z][\\w.]*)[]#]").matcher(line.group()).results())
                    .forEach(found -> {
                        seen.add(found.group(1));
                        if (!known.contains(found.group(1))) {
                            wrong.add(source.path() + " " + found.group(1));
                        }
                    });
        }
        assertEquals(Set.of(), wrong);
        assertTrue(seen.size() > 10, seen::toString);
    }

    @Test
    void aConstructorStartsNothingAndChangesNothing() {
        assertEquals(Set.of(), EFFECTS_OF_CONSTRUCTORS);
    }
}
