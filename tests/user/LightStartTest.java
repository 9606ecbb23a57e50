package user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import layout.Catalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import testing.JBang;

/** Who only asks what a script does, or which version it is, does not wait for libraries that this takes no part in. */
@Tag("user")
@Execution(ExecutionMode.CONCURRENT)
class LightStartTest {
    private static final Pattern LIBRARY =
            Pattern.compile(" (okhttp3|okio|kotlin|java\\.net\\.http|org\\.zeroturnaround|org\\.snakeyaml"
                    + "|com\\.google\\.gson)\\.");

    /** Made when the class is first used, and it takes longer than all that the script does. */
    private static final String TABLES = "Initializing 'java/math/BigDecimal'";

    @TempDir
    static Path home;

    @ParameterizedTest
    @MethodSource("questions")
    void loadsNoLibraryButItsOptionsAndFillsNoTables(Catalog.Alias alias, String option) throws IOException {
        Path log = home.resolve(alias.name() + option + ".log");
        String main = "runbook." + Path.of(alias.script()).getFileName().toString().replace(".java", "");
        JBang.of(home).with("JDK_JAVA_OPTIONS", "-Xlog:class+load,class+init:file=" + log)
                .direct(System.getProperty("java.class.path"), main, option).exitedWith(0).outContains(alias.name());

        List<String> loaded = Files.readAllLines(log);
        assertTrue(loaded.stream().anyMatch(line -> line.contains(" " + main + " source:")), "the log is of " + main);
        assertTrue(loaded.stream().anyMatch(line -> line.contains("Initializing 'cli/Script'")),
                "the log tells that, too");
        assertEquals(List.of(), loaded.stream()
                .filter(line -> LIBRARY.matcher(line).find() || line.contains(TABLES)).toList());
    }

    static Stream<Arguments> questions() {
        return LocalScriptsTest.commands().flatMap(alias ->
                Stream.of("--help", "--version").map(option -> Arguments.of(alias, option)));
    }
}
