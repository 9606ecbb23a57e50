package user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.stream.Stream;
import layout.Catalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.JBang;
import testing.Project;
import testing.Result;

/** The scripts as somebody starts them who has the project on disk and never ran JBang before. */
@Tag("user")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("jbang")
class LocalScriptsTest {
    /** One home for all: each script is built once, as on a user's machine. */
    @TempDir
    static Path home;

    @ParameterizedTest
    @MethodSource("commands")
    void startsByItsAliasInASubfolder(Catalog.Alias alias) {
        Result result = JBang.of(home).in(Project.path("tests/fixtures")).run(alias.name(), "--version");
        saysItsVersion(alias, result);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void explainsItselfByItsFile(Catalog.Alias alias) {
        JBang.of(home).run(alias.script(), "--help").exitedWith(0).outContains("Usage", alias.name());
    }

    /** The code of the script arrives, and is none of JBang's own, 0 to 4. */
    @Test
    void refusesWhatItDoesNotKnow() {
        JBang.of(home).run("diagnose", "--no-such-option").exitedWith(64).errContains("--no-such-option");
    }

    @Test
    void theCatalogListsAll() {
        Result listed = JBang.of(home).run("alias", "list").exitedWith(0);
        Catalog.aliases().forEach(alias -> listed.outContains(alias.name(), alias.description()));
    }

    @Test
    void theConsoleHasTheLibrary() {
        JBang.of(home).run("console").exitedWith(0).errLacks("error:").outLacks("Error:");
    }

    static void saysItsVersion(Catalog.Alias alias, Result result) {
        result.exitedWith(0);
        assertEquals(1, result.out().lines().count(), result.out());
        result.outContains(alias.name());
    }

    static Stream<Catalog.Alias> commands() {
        return Catalog.aliases().stream().filter(alias -> !alias.isConsole());
    }
}
