package inventory.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import inventory.Inventory;
import inventory.InventoryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Command;
import process.LiveWorld;
import process.Os;
import process.Ran;
import process.World;
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
        assumeTrue(isHere(), "no Docker Compose here");
        var live = new LiveWorld();
        Ran ran = live.run(ComposeReader.config(project.files()));
        assertTrue(ran.succeeded(), () -> ran.failure().toString());
        if (UPDATE) {
            Files.write(project.config(), ran.out());
        }
        assertSame(ComposeFixture.reader(live).read(project.files()),
                ComposeFixture.reader(new FakeWorld(Os.LINUX)).read(project.files()));
    }

    /** What people mistype, and what they nest: Compose refuses it and so do we, or both make the same of it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whateverIsWritten(long seed, @TempDir Path folder) throws IOException {
        assumeTrue(isHere(), "no Docker Compose here");
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            String port = some(random, PIECES, 4);
            String env = "A=" + some(random, VALUES, 3) + "\nB=8001\nexport C = " + some(random, VALUES, 2) + "\n";
            Files.writeString(folder.resolve(".env"), env);
            Files.writeString(folder.resolve("compose.yaml"),
                    "name: x\nservices: {a: {image: a, ports: ['" + port + "']}}\n");
            assertEquals(outcome(folder, new LiveWorld()), outcome(folder, new FakeWorld(Os.LINUX)),
                    "seed " + seed + ", round " + round + ": " + port + "\n" + env);
        }
    }

    private static final List<String> PIECES = List.of("80", "8000", ":", ":", "-", "8002", "/udp", "/tcp",
            "127.0.0.1:", "[::1]:",
            "$A", "$$", "${B}", "${C:-81}", "${D:-${B}}", "${A:+82}", "${D-83}", "${B:?no}", "${", "}", "0", "65536",
            " ");
    private static final List<String> VALUES = List.of("8003", "${B}", "\"8004\"", "'8005'", " # no", "#", "", "$$",
            "80", "\\n");

    private static String some(Random random, List<String> pieces, int most) {
        return Stream.generate(() -> pieces.get(random.nextInt(pieces.size()))).limit(1 + random.nextInt(most))
                .collect(Collectors.joining());
    }

    private static Object outcome(Path folder, World world) {
        try {
            ComposeFiles files = ComposeFiles.find(folder, Map.of()).orElseThrow();
            // Where Compose refuses, the reader turns to the files: here only its own word counts.
            boolean refused = world.live() && !world.run(ComposeReader.config(files)).succeeded();
            return refused ? "refused" : said(ComposeFixture.reader(world).read(files));
        } catch (InventoryProblem e) {
            return "refused";
        }
    }

    private static boolean isHere() {
        return new LiveWorld().run(Command.of("docker", "compose", "version")).succeeded();
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
