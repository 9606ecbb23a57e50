package user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import layout.Catalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import release.Release;
import testing.FileServer;
import testing.JBang;
import testing.Project;
import testing.Result;

/**
 * No name server answers: where a network is broken, these scripts are started, and a start that asks for a name waits
 * ten seconds for nothing. Whether it asks is counted; a name that is asked for is a wait.
 */
@Tag("user")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("jbang")
@ExtendWith(SharedHome.class)
class WithoutNamesTest {
    /** JBang looks again for what it fetched half a day ago. */
    private static final Duration LONG_AGO = Duration.ofDays(2);

    @TempDir
    static Path folder;

    private static OfflineMachine machine;

    @BeforeAll
    static void open() throws IOException {
        Optional<String> missing = OfflineMachine.missing();
        if (missing.isPresent() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("required here: " + missing.get());
        }
        assumeTrue(missing.isEmpty(), missing::get);
        machine = OfflineMachine.open(folder);
    }

    @AfterAll
    static void close() {
        if (machine != null) {
            machine.close();
        }
    }

    @ParameterizedTest
    @MethodSource("user.LocalScriptsTest#commands")
    void byItsFileAScriptStartsWithoutAsking(Catalog.Alias alias, JBang user) {
        LocalScriptsTest.saysItsVersion(alias, there(user).run(alias.script(), "--version"));
        assertEquals(Set.of(), machine.asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Diagnose", "Verify", "FixFirewall"})
    void itsWorkIsDoneWithoutAsking(String script, JBang user) {
        Result done = there(user).run("runbook/" + script + ".java", "--example", "--output", "json");
        int expected = JsonParser.parseString(done.out()).getAsJsonObject().get("exitCode").getAsInt();
        done.exitedWith(expected);
        assertEquals(Set.of(), machine.asked());
    }

    /** For a short name JBang wants one more catalog, of its own; jbang.properties has it keep what it once got. */
    @Test
    void byItsNameAScriptStartsWithoutAskingOnceAnAnswerCame(JBang user) throws IOException {
        machine.answerNames();
        there(user).run("diagnose", "--version").exitedWith(0);
        Set<String> names = machine.asked();
        assertNotEquals(Set.of(), names, "JBang asks for nothing: jbang.properties is of no use any more");

        Path keys = folder.resolve("keys.p12");
        machine.serveAs(names, keys);
        String trust = "-Djavax.net.ssl.trustStore=" + keys
                + " -Djavax.net.ssl.trustStorePassword=" + Internet.PASSWORD;
        there(user).with("JBANG_JAVA_OPTIONS", "-Duser.home=" + user.home() + " " + trust)
                .run("diagnose", "--version").exitedWith(0);
        assertEquals(1, machine.fetched().size());

        machine.keepSilent();
        machine.asked();
        age(user.home().resolve(".jbang/cache/urls"));
        for (String below : List.of("", "tests/fixtures")) {
            there(user).in(Project.path(below)).run("diagnose", "--version").exitedWith(0);
            assertEquals(Set.of(), machine.asked(), "in " + below);
        }
    }

    @Test
    void aTagThatWasFetchedStartsOfflineWithoutAsking(@TempDir Path home, @TempDir Path tag) throws IOException {
        Release.write(tag, Optional.empty());
        String script;
        try (var server = new FileServer(tag)) {
            script = "diagnose@" + server.address("jbang-catalog.json");
            JBang.of(home).in(home).run(script, "--version").exitedWith(0);
        }
        age(home.resolve(".jbang/cache/urls"));
        there(JBang.of(home)).in(home).run("run", "-o", script, "--version").exitedWith(0).outContains("diagnose");
        assertEquals(Set.of(), machine.asked());
    }

    /** With JBang as it comes: it may look for a newer version of itself. */
    private static JBang there(JBang user) {
        return user.entering(machine.entering()).with("JBANG_NO_VERSION_CHECK", "");
    }

    private static void age(Path folder) throws IOException {
        var then = FileTime.from(Instant.now().minus(LONG_AGO));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, then);
            }
        }
    }
}
