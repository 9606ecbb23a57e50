package state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * For an account without a home, as monitoring agents have, or with one that cannot be used: what keeps nothing works,
 * and what has to keep something says what is in its way. Nothing of it is a bug.
 */
class UnusableHomeTest {
    /**
     * What is run, with its exit code where there is no state folder and none can be made, and then where nobody can
     * even tell what is there: nothing may be said of it then.
     */
    private record Run(String command, int without, int untold) { }

    private static final List<Run> RUNS = List.of(
            new Run("diagnose --services ONE", 20, 20),
            new Run("verify --services ONE", 20, 20),
            new Run("monitor --once --services ONE", 20, 20),
            new Run("monitor --once --output nagios --services ONE", 2, 2),
            new Run("monitor --services ONE", 74, 74),
            new Run("monitor --log LOG --services ONE", 74, 74),
            new Run("monitor schedule --services ONE", 74, 74),
            new Run("monitor status", 0, 74),
            new Run("monitor unschedule", 0, 74),
            new Run("fix-firewall --gui --services ONE", 0, 0),
            new Run("fix-firewall --apply --yes --services ONE", 77, 74),
            new Run("rollback --list", 0, 74),
            new Run("rollback --yes", 77, 74));

    @TempDir
    private static Path folder;
    private static UnprivilegedAccount nobody;

    @BeforeAll
    static void homes() throws Exception {
        assumeTrue(UnprivilegedAccount.canRun(), "needs Linux, and setpriv where root runs the tests");
        nobody = UnprivilegedAccount.in(folder);
        Files.writeString(folder.resolve("one.yaml"), "services:\n  - name: One\n    port: 9\n");
        Files.writeString(folder.resolve("file"), "");
        Files.createDirectory(folder.resolve("read-only"));
        rights(Files.createDirectory(folder.resolve("closed")), "---------");
        rights(Files.createDirectories(folder.resolve("foreign/.local/state/runbook")), "---------");
        rights(folder.resolve("read-only"), "r-xr-xr-x");
    }

    @ParameterizedTest
    @CsvSource({"/nonexistent, false", "'', false", "HERE/read-only, false", "HERE/file, false", "HERE/closed, true",
            "HERE/foreign, true"})
    void whatNeedsNoFolderWorksAndTheRestSaysWhy(String home, boolean untold) {
        String real = home.replace("HERE", folder.toString());
        Map<String, Integer> commands = new LinkedHashMap<>();
        RUNS.forEach(run -> commands.put(run.command.replace("ONE", folder.resolve("one.yaml").toString())
                .replace("LOG", folder.resolve("watch.log").toString()) + " --lang en",
                untold ? run.untold : run.without));
        nobody.run(real.isEmpty() ? Map.of() : Map.of("HOME", real), List.copyOf(commands.keySet()))
                .forEach((command, result) -> {
                    String said = command + "\n" + result;
                    assertEquals(commands.get(command), result.exit(), said);
                    assertFalse((result.out() + result.err()).contains("bug"), said);
                    if (result.exit() == 74) {
                        assertTrue(result.err().contains((real.isEmpty() ? "/nonexistent" : real) + "/.local/state"),
                                said);
                        assertEquals(1, result.err().lines().count(), said);
                    }
                });
    }

    private static void rights(Path path, String rights) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }
}
