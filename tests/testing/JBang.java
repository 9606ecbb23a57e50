package testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;

/**
 * A user's call of the real {@code jbang}, or of a program beside it, shut off from the account that runs the tests:
 * own home, own JBang folder, no colours, one time zone and one language. Only the Maven repository is shared, so
 * that no library is fetched twice.
 *
 * <p>It starts its processes itself and not through {@code process.Exec}: that is among what is tested here, and it
 * knows neither a working directory nor how to take a variable away.
 *
 * @param home   the user's home, empty at first; JBang's folder is in it
 * @param folder where the user stands
 * @param variables environment variables on top; an empty value takes the variable away
 * @param entering words before each command, which lead into another namespace and stay in the folder
 */
public record JBang(Path home, Path folder, Map<String, String> variables, List<String> entering) {
    /** A first build with a cold JVM takes ten seconds, on a busy machine ten times that; this only ends what hangs. */
    private static final Duration DEADLINE = Duration.ofMinutes(4);

    /** How wide its terminal is, what it speaks, and what makes every Java say a line of its own. */
    private static final Set<String> OF_THE_ACCOUNT = Set.of("COLUMNS", "LANGUAGE", "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS");

    public JBang {
        variables = Map.copyOf(variables);
        entering = List.copyOf(entering);
    }

    /** A user who stands in the project's root. */
    public static JBang of(Path home) {
        return new JBang(home, Project.root(), Map.of(), List.of());
    }

    public JBang in(Path folder) {
        return new JBang(home, folder, variables, entering);
    }

    public JBang entering(List<String> words) {
        return new JBang(home, folder, variables, words);
    }

    public JBang with(String variable, String value) {
        var more = new HashMap<>(variables);
        more.put(variable, value);
        return new JBang(home, folder, more, entering);
    }

    /** {@code jbang args…} */
    public Result run(String... args) {
        var words = new ArrayList<String>();
        words.add(windows() ? "jbang.cmd" : "jbang");
        words.addAll(List.of(args));
        return start(words);
    }

    /** {@code java -jar jar args…} with the Java that runs the tests: no JBang in between. */
    public Result jar(Path jar, String... args) {
        var words = new ArrayList<>(List.of(Jvm.java(), "-jar", jar.toString()));
        words.addAll(List.of(args));
        return start(words);
    }

    /** {@code java -cp … Main args…} as JBang would start the script, without JBang's own second. */
    public Result direct(String classPath, String main, String... args) {
        var words = new ArrayList<>(List.of(Jvm.java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath,
                main));
        words.addAll(List.of(args));
        return start(words);
    }

    /** A program of the system. */
    public Result command(String program, List<String> args) {
        var words = new ArrayList<>(List.of(program));
        words.addAll(args);
        return start(words);
    }

    private Result start(List<String> words) {
        try {
            Path out = Files.createTempFile(home, "out", ".txt");
            Path err = Files.createTempFile(home, "err", ".txt");
            var builder = new ProcessBuilder(Stream.concat(entering.stream(), words.stream()).toList())
                    .directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
            close(builder.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                ThreadDump.request(process);
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                return Assertions.fail(String.join(" ", words) + " did not end within " + DEADLINE + "\n"
                        + Files.readString(out) + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + words.getFirst() + " ran", e);
        }
    }

    private void close(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("JBANG_") || name.startsWith("XDG_")
                || name.startsWith("CLICOLOR") || name.startsWith("DOCKER_") || OF_THE_ACCOUNT.contains(name));
        String userHome = "-Duser.home=" + home;
        environment.putAll(Map.of(
                "HOME", home.toString(),
                "JBANG_DIR", home.resolve(".jbang").toString(),
                "JBANG_JAVA_OPTIONS", userHome,
                "JBANG_APP_JAVA_OPTIONS", userHome,
                "JBANG_REPO", mavenRepository().toString(),
                "JBANG_NO_VERSION_CHECK", "true",
                // The Java that runs the tests is new enough for the scripts; the fresh JBang folder knows no other.
                "JAVA_HOME", System.getProperty("java.home"),
                "NO_COLOR", "1",
                "TZ", "UTC",
                "LC_ALL", "C.UTF-8"));
        if (!windows()) {
            // Half the time of a build. On Windows the compiler's words are in a file, where this is none of them.
            environment.put("JBANG_COMPILE_OPTIONS", "-J-XX:TieredStopAtLevel=1");
        }
        variables.forEach((name, value) -> {
            if (value.isEmpty()) {
                environment.remove(name);
            } else {
                environment.put(name, value);
            }
        });
    }

    /** The repository that the tests' own libraries came from; the class path names them as JBang found them. */
    private static Path mavenRepository() {
        String coordinates = "/org/junit/platform/";
        for (String entry : Jvm.classPath().split(File.pathSeparator)) {
            int at = entry.replace('\\', '/').indexOf(coordinates);
            if (at > 0) {
                return Path.of(entry.substring(0, at));
            }
        }
        return Path.of(System.getProperty("user.home"), ".m2", "repository");
    }

    private static boolean windows() {
        return System.getProperty("os.name").startsWith("Windows");
    }
}
