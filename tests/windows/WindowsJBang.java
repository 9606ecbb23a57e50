package windows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import testing.JBang;
import testing.Project;
import testing.Result;

/**
 * JBang on a {@link WindowsMachine}, as {@code jbang.cmd} starts it: Java decides, and where it ends with 255, cmd.exe
 * runs the line that it has written. The project is at {@link #PROJECT}, JBang's folder and the Maven repository are
 * where a user of Windows has them.
 */
record WindowsJBang(WindowsMachine machine) {

    private static final String PROJECT = "C:\\users\\root\\phone";
    private static final String RUN = "C:\\bench\\jbang-run.cmd";
    private static final Map<String, String> ENVIRONMENT = Map.of("JAVA_HOME", "C:\\Java", "JBANG_RUNTIME_SHELL", "cmd",
            "JBANG_NO_VERSION_CHECK", "true");

    /** Where it is there already, that one. */
    static WindowsJBang on(WindowsMachine machine) throws IOException {
        if (Files.exists(machine.at(PROJECT))) {
            return new WindowsJBang(machine);
        }
        for (String file : Stream.of(List.of("jbang-catalog.json", "jbang.properties"), Project.files("lib", ""),
                Project.files("runbook", "")).flatMap(List::stream).toList()) {
            copy(Project.path(file), machine.at(PROJECT + "\\" + file));
        }
        link(machine.at("C:\\jbang\\lib"), jbang());
        link(machine.at("C:\\users\\root\\.m2\\repository"), repository());
        return new WindowsJBang(machine);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }

    /** Where JBang's jars are: those of {@code .ci/jbang}, or those beside the program that the account has. */
    private static Path jbang() throws IOException {
        Path fetched = Project.path(".tools/jbang/lib");
        if (Files.isDirectory(fetched)) {
            return fetched;
        }
        for (String folder : System.getenv("PATH").split(":")) {
            Path jar = Path.of(folder, "jbang");
            if (Files.isExecutable(jar) && Files.exists(jar.toRealPath().resolveSibling("jbang.jar"))) {
                return jar.toRealPath().getParent();
            }
        }
        throw new IllegalStateException("no JBang: make setup fetches it");
    }

    /** The one that the tests' own libraries are from. */
    private static Path repository() {
        for (String entry : System.getProperty("java.class.path").split(":")) {
            int at = entry.indexOf("/org/junit/platform/");
            if (at > 0) {
                return Path.of(entry.substring(0, at));
            }
        }
        throw new IllegalStateException("no Maven repository in " + System.getProperty("java.class.path"));
    }

    /** Builds a script there, with the compiler's quick start, which halves what it costs. */
    WindowsJBang build(String alias) {
        var quick = new HashMap<>(ENVIRONMENT);
        quick.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        start(quick, List.of("build", alias)).exitedWith(0);
        return this;
    }

    /**
     * Has a script built by the JBang of this machine, in a third of the time, and puts it where that Windows' JBang
     * looks: it names what it has built by the text that it is made from. One that it does not find it builds, and says so.
     */
    WindowsJBang bring(String alias) throws IOException {
        Path home = machine.folder().resolve("jbang-home");
        JBang.of(Files.createDirectories(home)).run("build", "-C=-J-XX:TieredStopAtLevel=1", alias).exitedWith(0);
        Path built = home.resolve(".jbang/cache/jars");
        try (Stream<Path> jars = Files.walk(built)) {
            for (Path jar : jars.filter(Files::isRegularFile).toList()) {
                copy(jar, machine.at("C:\\users\\root\\.jbang\\cache\\jars").resolve(built.relativize(jar)));
            }
        }
        return this;
    }

    /** {@code jbang ARGUMENT...} in the project's folder. */
    Result run(String... args) {
        Result decided = start(ENVIRONMENT, List.of(args));
        if (decided.exit() != 255) {
            return decided;
        }
        machine.write(RUN, "@" + decided.out().strip() + "\r\n");
        Result ran = machine.in(PROJECT).run("cmd.exe", "/c", RUN);
        return new Result(ran.exit(), ran.out(), decided.err() + ran.err());
    }

    private Result start(Map<String, String> environment, List<String> args) {
        var words = new ArrayList<>(List.of("C:\\Java\\bin\\java.exe", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-classpath", "C:\\jbang\\lib\\*", "dev.jbang.Main"));
        words.addAll(args);
        return machine.in(PROJECT).run(environment, words);
    }
}
