package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import process.Command;
import process.Exec;
import process.Os;
import testing.Project;
import testing.Result;

/** What others made is run here only as it was when somebody last looked at it. */
class OriginsTest {
    private static final String LIST = ".ci/checksums.sha256";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([\\w.+-]+)");
    private static final Pattern DEPENDENCY =
            Pattern.compile("(?m)^(?://DEPS|jazzer :=) [\\w.-]+:([\\w.-]+):([\\w.-]+)$");
    private static final Pattern ACTION = Pattern.compile("uses: *(\\S+)(.*)");

    @TempDir
    private Path folder;

    private static Map<String, String> digests() {
        var digests = new HashMap<String, String>();
        Project.read(LIST).lines().forEach(line -> {
            Matcher words = LINE.matcher(line);
            assertTrue(words.matches(), line);
            digests.put(words.group(2), words.group(1));
        });
        return digests;
    }

    /** A tag can be moved to other code; a commit cannot. */
    @Test
    void everyActionIsACommit() {
        var wrong = new ArrayList<String>();
        for (String file : Project.files(".github/workflows", ".yml")) {
            ACTION.matcher(Project.read(file)).results()
                    .filter(action -> !action.group(1).matches("[\\w-]+/[\\w-]+@[0-9a-f]{40}")
                            || !action.group(2).matches(" # v\\d+(\\.\\d+)*"))
                    .forEach(action -> wrong.add(file + ": " + action.group()));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyDependencyHasItsDigest() {
        var named = new TreeSet<String>();
        List<String> files = new ArrayList<>(Project.files("lib", ".java"));
        List.of("runbook", "tests").forEach(place -> files.addAll(Project.files(place, ".java")));
        files.addAll(Project.files("runbook", ".jsh"));
        files.add("Makefile");
        files.forEach(file -> DEPENDENCY.matcher(Project.read(file)).results()
                .forEach(found -> named.add(found.group(1) + "-" + found.group(2) + ".jar")));
        Matcher jbang = Pattern.compile("<artifactId>([\\w.-]+)</artifactId>\\s*<version>([\\d.]+)</version>\\s*</dep")
                .matcher(Project.read(".ci/jbang/pom.xml"));
        jbang.results().forEach(found -> named.add(found.group(1) + "-" + found.group(2) + ".jar"));
        assertTrue(named.size() > 10 && named.contains("jbang-cli-0.132.1.jar"), named.toString());
        named.removeAll(digests().keySet());
        assertEquals("[]", named.toString());
    }

    @Test
    void whatTheseTestsRunOnIsWhatTheListNames() throws IOException, NoSuchAlgorithmException {
        Map<String, String> digests = digests();
        var other = new ArrayList<String>();
        int jars = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            String name = String.valueOf(jar.getFileName());
            // What JBang made of this project itself is named after its first file.
            if (name.endsWith(".jar") && !name.startsWith("RunTests")) {
                jars++;
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
                if (!HexFormat.of().formatHex(digest).equals(digests.get(name))) {
                    other.add(name);
                }
            }
        }
        assertTrue(jars > 10, jars + " jars");
        assertEquals(List.of(), other);
    }

    /** npm compares what it fetches with these. */
    @Test
    void theGrammarHasItsDigests() {
        var packages = JsonParser.parseString(Project.read("tests/powershell/package-lock.json")).getAsJsonObject()
                .getAsJsonObject("packages");
        for (String name : packages.keySet()) {
            assertEquals(name.isEmpty(), !packages.getAsJsonObject(name).has("integrity"), name);
        }
        assertFalse(packages.isEmpty());
    }

    @Test
    void anotherFileOfTheSameNameIsRefused() throws IOException {
        assumeTrue(Os.current() == Os.LINUX, "needs bash");
        Path jar = Files.writeString(folder.resolve("picocli-4.7.7.jar"), "something else");
        Result.of(new Exec().run(Command.of("bash", Project.path(".ci/checksums").toString(), jar.toString())))
                .exitedWith(1).errContains("picocli-4.7.7.jar");
    }
}
