package inventory.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import inventory.InventoryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files Docker Compose takes in a folder. */
class ComposeFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            compose.yaml docker-compose.yaml compose.yml docker-compose.yml | compose.yaml
            compose.yml docker-compose.yml docker-compose.yaml              | compose.yml
            docker-compose.yml docker-compose.yaml                          | docker-compose.yml
            docker-compose.yaml compose.other.yaml                          | docker-compose.yaml
            compose.yaml compose.override.yaml compose.override.yml         | compose.yaml compose.override.yml
            compose.yaml docker-compose.override.yml                        | compose.yaml docker-compose.override.yml
            compose.override.yaml services.yaml                             | ''
            """)
    void theOneThatComposePrefers(String files, String expected) throws IOException, InventoryProblem {
        for (String file : files.split(" ")) {
            Files.writeString(folder.resolve(file), "services: {}");
        }
        assertEquals(expected, found(folder, Map.of()));
    }

    @Test
    void theNearestFolderUpwards() throws IOException, InventoryProblem {
        Path deep = Files.createDirectories(folder.resolve("app/src/main"));
        Files.writeString(folder.resolve("compose.yaml"), "services: {}");
        Files.writeString(folder.resolve("compose.override.yml"), "services: {}");
        assertEquals("compose.yaml compose.override.yml", found(deep, Map.of()));
        assertEquals(folder.resolve("compose.yaml").toString(), ComposeFiles.find(deep, Map.of()).orElseThrow()
                .source());
        Files.writeString(folder.resolve("app/docker-compose.yaml"), "services: {}");
        assertEquals("app/docker-compose.yaml", found(deep, Map.of()));
    }

    @Test
    void thoseOfTheVariable() throws IOException, InventoryProblem {
        assertEquals("a.yaml b/c.yaml", found(folder,
                Map.of("COMPOSE_FILE", "a.yaml:./b/c.yaml", "COMPOSE_PATH_SEPARATOR", ":")));
        assertEquals("a.yaml b/c.yaml", found(folder,
                Map.of("COMPOSE_FILE", "a.yaml;b/c.yaml", "COMPOSE_PATH_SEPARATOR", ";")));
        Files.writeString(folder.resolve(".env"), "COMPOSE_FILE=d.yaml\n");
        assertEquals("d.yaml", found(folder, Map.of()));
        assertEquals("a.yaml", found(folder, Map.of("COMPOSE_FILE", "a.yaml")));
        assertEquals("", found(folder, Map.of("COMPOSE_DISABLE_ENV_FILE", "1")));
    }

    @Test
    void aLinkThatLeadsNowhereIsPassedOver() throws IOException, InventoryProblem {
        Files.createSymbolicLink(folder.resolve("compose.yaml"), Path.of("compose.yaml"));
        assertEquals("compose.yaml", found(folder, Map.of()));
        Files.writeString(folder.resolve("docker-compose.yml"), "services: {}");
        assertEquals("docker-compose.yml", found(folder, Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            A=1\\n = 2\\n      | 2:2 inventory.env-line
            A="1\\nB=2\\n      | 1:3 inventory.env-quote
            A=1\\nB='x         | 2:3 inventory.env-quote
            A=${B\\n           | 1:3 inventory.variable-wrong
            A=${B:?no}\\n      | 1:3 inventory.variable-required
            a b=1\\n           | 1:1 inventory.env-line
            """)
    void aBrokenEnvFileIsToldWithItsPlace(String text, String expected) throws IOException {
        Files.writeString(folder.resolve(".env"), text.replace("\\n", "\n"));
        var mistake = assertThrows(InventoryProblem.class, () -> ComposeFiles.find(folder, Map.of())).mistakes()
                .getFirst();
        assertEquals(folder.resolve(".env") + ":" + expected,
                mistake.source() + ":" + mistake.line() + ":" + mistake.column() + " " + mistake.what().key());
    }

    /** From the folder of the test, with slashes. */
    private String found(Path start, Map<String, String> environment) throws InventoryProblem {
        return ComposeFiles.find(start, environment).map(ComposeFiles::files).orElse(List.of()).stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/')).collect(Collectors.joining(" "));
    }
}
