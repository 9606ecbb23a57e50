package user;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import layout.Catalog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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
@ExtendWith(SharedHome.class)
class LocalScriptsTest {

    @ParameterizedTest
    @MethodSource("commands")
    void startsByItsAliasInASubfolder(Catalog.Alias alias, JBang user) {
        saysItsVersion(alias, user.in(Project.path("tests/fixtures")).run(alias.name(), "--version"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void explainsItselfByItsFile(Catalog.Alias alias, JBang user) {
        user.run(alias.script(), "--help").exitedWith(0).outContains("Usage", alias.name());
    }

    /** The code of the script arrives, and is none of JBang's own, 0 to 4. */
    @Test
    void refusesWhatItDoesNotKnow(JBang user) {
        user.run("diagnose", "--no-such-option").exitedWith(64).errContains("--no-such-option");
    }

    /** What the smaller of the two indexes leaves out, neither a whole show nor a whole diagnosis misses. */
    @Test
    void theSmallerIndexIsEnough(JBang user) {
        user.run("runbook/Demo.java").exitedWith(0);
        user.run("runbook/Diagnose.java", "--replay", "tests/fixtures/hosts/windows-popup-block-rule", "--lang", "fr")
                .exitedWith(20);
    }

    @Test
    void theCatalogListsAll(JBang user) {
        Result listed = user.run("alias", "list").exitedWith(0);
        Catalog.aliases().forEach(alias -> listed.outContains(alias.name(), alias.description()));
    }

    @Test
    void theConsoleHasTheLibrary(JBang user) {
        user.run("console").exitedWith(0).errLacks("error:").outLacks("Error:");
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
