package discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import inventory.HealthCheck;
import inventory.Inventory;
import inventory.InventoryFile;
import inventory.InventoryProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import probe.Limits;
import process.LiveWorld;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayWorld;

/** A services file is somebody's own: a recording keeps the services, and this run all that it needs. */
class RecordedChoiceTest {
    private static final String FILE = """
            # Kanarie: the house of Amelie
            host: auto
            services:
              - name: API # Kanarie
                port: 8000
                health:
                  path: /health?token=Kanarie
                  headers:
                    Authorization: Bearer Kanarie
                  contains: ok
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noRemarksNoPasswordsAndNoFolders(boolean raw) throws IOException, InventoryProblem {
        Path file = Files.writeString(Files.createDirectories(folder.resolve("Kanarie/x")).resolve("services.yaml"), FILE);
        Path recording = folder.resolve("recording");
        var world = new RecordingWorld(new LiveWorld(), recording, raw ? Redaction.off()
                : Redaction.of("someone", "somewhere"));
        Inventory live = services(new ServiceDiscovery(world, () -> null, limits()),
                new ServicesFrom.NamedFile(file));
        assertEquals(Map.of("Authorization", "Bearer Kanarie"), terms(live));
        String all = everything(recording);
        // With --raw, the query stays, as whatever the diagnosis asks for.
        assertEquals(raw ? 1 : 0, all.split("Kanarie", -1).length - 1, all);
        assertEquals(raw, all.contains("?token=Kanarie"), all);
        Inventory again = services(new ServiceDiscovery(new ReplayWorld(recording), () -> null, limits()),
                new ServicesFrom.FirstFound());
        assertEquals(List.of("API"), again.services().stream().map(service -> service.name()).toList());
        assertEquals(List.of("Authorization"), List.copyOf(terms(again).keySet()));
    }

    @Test
    void ofAFileThatIsNoneNothingIsKept() {
        var choice = new RecordedChoice(RecordedChoice.NAMED_FILE, "C:\\Users\\Kanarie\\s.yaml", "Kanarie: [");
        assertEquals(new RecordedChoice(RecordedChoice.NAMED_FILE, "s.yaml", ""), choice.forOthers());
    }

    @Test
    void whatIsKeptIsKeptOnceMore() throws InventoryProblem {
        RecordedChoice once = new RecordedChoice(RecordedChoice.NAMED_FILE, "/a/s.yaml", FILE).forOthers();
        assertEquals(once, once.forOthers());
        assertFalse(once.text().contains("Bearer"));
        InventoryFile.of(once.name(), once.text());
    }

    private static Map<String, String> terms(Inventory inventory) {
        return ((HealthCheck.HttpGet) inventory.services().getFirst().health().get(8000)).terms().headers();
    }

    private static Inventory services(ServiceDiscovery discovery, ServicesFrom from) throws InventoryProblem {
        return switch (discovery.services(from)) {
            case Discovered.Services(Inventory inventory) -> inventory;
            case Discovered.Nothing nothing -> throw new AssertionError(nothing);
        };
    }

    private static Limits limits() {
        return new Limits(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    private static String everything(Path recording) throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.list(recording)) {
            for (Path file : files.toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
