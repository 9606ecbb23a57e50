//DESCRIPTION Writes lib/Core.java and lib/Lib.java anew, after a file of lib/ came, went or moved.
//JAVA 25+
//SOURCES Source.java
//SOURCES ../testing/Project.java
package layout;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import testing.Project;

/**
 * The two files that name all that JBang has to fetch and compile for a script. From a URL it can list no folder, and
 * it reads a file again for every way that leads to it: so each file is named once, and no named file names another.
 * {@code lib/Core.java} names what the scripts of {@link #LIGHT} reach, which are then built and started faster;
 * {@code lib/Lib.java} names that file and the rest.
 *
 * <p>What is reached follows from the code: from a file to every type of ours that its code names. The libraries and
 * their versions ({@code //DEPS}) are written by hand, and so is the comment above them.
 *
 * @param path of the index, from the root
 * @param head the lines written by hand
 * @param more the index that this one begins with, or empty
 */
record Index(String path, List<String> head, List<String> more, List<String> files, List<String> sources) {
    static final String CORE = "lib/Core.java";
    static final String LIB = "lib/Lib.java";

    /** Those that answer first when something is broken: they are not to wait for what only the others need. */
    static final List<String> LIGHT = List.of("runbook/Demo.java", "runbook/Diagnose.java",
            "runbook/Explain.java");

    /** For whoever reads the folder; no script is made of it. */
    static final String PROSE = "package-info.java";

    /** {@code firewall.linux.netfilter.Chain} or {@code Chain}: an import, or a name in the code. */
    private static final Pattern TYPE = Pattern.compile("(?<![\\w.])(?<package>(?:[a-z]\\w*\\.)*)(?<name>[A-Z]\\w*)");

    /** Writes both. */
    public static void main(String... none) throws IOException {
        for (Index index : all()) {
            index.write();
        }
    }

    /** Both, as they have to be. */
    static List<Index> all() {
        List<Source> library = Source.library().stream().filter(source -> !source.fileName().equals(PROSE)).toList();
        List<Source> core = reached(LIGHT.stream().map(path -> new Source(path, Project.read(path))).toList(), library);
        List<String> resources = resources();
        List<String> coreResources = resources.stream().filter(file -> isFor(core, file)).toList();
        return List.of(
                of(CORE, List.of(), coreResources, core),
                of(LIB, List.of(CORE), without(resources, coreResources), without(library, core)));
    }

    private static Index of(String path, List<String> more, List<String> resources, List<Source> sources) {
        List<String> head = Project.read(path).lines()
                .filter(line -> !line.startsWith("//SOURCES ") && !line.startsWith("//FILES ")).toList();
        return new Index(path, head, more, resources, sources.stream().map(Source::path).sorted().toList());
    }

    String text() {
        var lines = new ArrayList<>(head);
        files.forEach(file -> lines.add("//FILES " + place(file) + "=" + fromHere(file)));
        more.forEach(index -> lines.add("//SOURCES " + fromHere(index)));
        sources.forEach(source -> lines.add("//SOURCES " + fromHere(source)));
        return String.join("\n", lines) + "\n";
    }

    void write() throws IOException {
        Files.writeString(Project.path(path), text());
    }

    private static String fromHere(String file) {
        return file.startsWith("lib/") ? file.substring("lib/".length()) : "../" + file;
    }

    /**
     * Where the class path has a resource: in the folder of its package; but sentences in the folder that their keys
     * begin with, those of {@code firewall.windows} in {@code firewall-windows}.
     */
    private static String place(String file) {
        return isWords(file) ? keys(file) + file.substring(file.lastIndexOf('/'))
                : file.startsWith("lib/") ? file.substring("lib/".length()) : file;
    }

    /** What all keys of a file of sentences begin with, up to the first dot: {@code firewall-windows}. */
    static String keys(String file) {
        return Project.read(file).lines().filter(line -> line.matches("[a-z].*")).findFirst().orElseThrow()
                .split("\\.", 2)[0];
    }

    private static boolean isWords(String file) {
        return file.contains("/messages_");
    }

    /** What is not Java in {@code lib/}, and what the library reads of {@code runbook/}. */
    private static List<String> resources() {
        return Stream.of("lib", "runbook").flatMap(folder -> Project.files(folder, "").stream())
                .filter(file -> !file.matches(".*\\.(java|jsh)")).toList();
    }

    /** Sentences are for those who name a key of theirs; anything else is for the package beside it, and who names it. */
    private static boolean isFor(List<Source> sources, String resource) {
        String folder = resource.substring(0, resource.lastIndexOf('/'));
        if (!folder.startsWith("lib/")) {
            return true;
        }
        if (!isWords(resource)) {
            return sources.stream().anyMatch(source -> source.folder().equals(folder)
                    || source.strings().contains(place(resource)));
        }
        String keys = keys(resource) + ".";
        return sources.stream().flatMap(source -> source.strings().stream()).anyMatch(text -> text.startsWith(keys));
    }

    /** The files of the library that these lead to, directly or through others. */
    private static List<Source> reached(List<Source> from, List<Source> library) {
        Map<String, Source> byType = library.stream().collect(Collectors.toMap(Index::type, Function.identity()));
        var reached = new TreeMap<String, Source>();
        var left = new ArrayDeque<>(from);
        while (!left.isEmpty()) {
            for (String type : types(left.poll())) {
                Source next = byType.get(type);
                if (next != null && reached.put(type, next) == null) {
                    left.add(next);
                }
            }
        }
        return List.copyOf(reached.values());
    }

    private static String type(Source source) {
        return source.packageName() + "." + source.fileName().replace(".java", "");
    }

    /** Full names of the types that the code may mean; a name alone is one of the same package, or no type of ours. */
    private static Collection<String> types(Source source) {
        var types = new TreeSet<String>();
        TYPE.matcher(source.code()).results().forEach(found -> {
            String from = found.group("package");
            types.add((from.isEmpty() ? source.packageName() + "." : from) + found.group("name"));
        });
        return types;
    }

    private static <T> List<T> without(List<T> all, List<T> some) {
        return all.stream().filter(one -> !some.contains(one)).toList();
    }
}
