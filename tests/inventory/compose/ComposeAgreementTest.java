package inventory.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inventory.Inventory;
import inventory.InventoryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Command;
import process.LiveWorld;
import process.Os;
import process.Ran;
import testing.FakeWorld;

/**
 * Our reading of a file is Docker Compose's: each project of {@code tests/fixtures/compose} comes to the same inventory
 * from its files and from what Compose printed of it. Where Compose is installed it is asked again; with
 * {@code UPDATE=1} in the environment its answers are written down.
 */
class ComposeAgreementTest {
    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE"));

    static List<ComposeFixture> projects() {
        return ComposeFixture.all().toList();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void theFilesSayWhatComposePrinted(ComposeFixture project) throws InventoryProblem {
        var printed = new FakeWorld(Os.LINUX).command("docker compose", ComposeFixture.read(project.config()));
        assertSame(ComposeFixture.reader(printed).read(project.files()),
                ComposeFixture.reader(new FakeWorld(Os.LINUX)).read(project.files()));
    }

    @ParameterizedTest
    @MethodSource("projects")
    void theFilesSayWhatComposePrintsHere(ComposeFixture project) throws InventoryProblem, IOException {
        assumeTrue(new LiveWorld().run(Command.of("docker", "compose", "version")).succeeded(), "no Docker Compose here");
        var live = new LiveWorld();
        Ran ran = live.run(ComposeReader.config(project.files()));
        assertTrue(ran.succeeded(), () -> ran.failure().toString());
        if (UPDATE) {
            Files.write(project.config(), ran.out());
        }
        assertSame(ComposeFixture.reader(live).read(project.files()),
                ComposeFixture.reader(new FakeWorld(Os.LINUX)).read(project.files()));
    }

    /** All but the notes: Compose tells its own reasons on another stream. */
    private static void assertSame(ComposeResult compose, ComposeResult own) {
        assertEquals(said(compose), said(own));
    }

    private static Object said(ComposeResult result) {
        return switch (result) {
            case ComposeResult.Published(Inventory inventory, var notes) -> inventory;
            case ComposeResult.NothingPublished(String source, var notes) -> source;
        };
    }
}
