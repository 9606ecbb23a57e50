package replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import inventory.InventoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.gather.FactsReader;
import probe.Limits;
import process.recording.RecordingWorld;
import process.recording.Redaction;
import process.recording.ReplayWorld;

/**
 * A recording of a recording holds the same lines, letter by letter: those of earlier versions can be read, and other
 * programs can read ours, whatever the records and their constants are called by then.
 */
class RecordedAgainTest {
    @TempDir
    private Path folder;

    static List<RecordedMachine> hosts() {
        return RecordedMachine.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hosts")
    void isTheSame(RecordedMachine host) throws IOException {
        Path again = folder.resolve("again");
        var recording = new RecordingWorld(new ReplayWorld(host.folder()), again, Redaction.off());
        FactsReader.facts(recording, InventoryFile.builtIn(), new Limits(Duration.ofSeconds(2), Duration.ofSeconds(8)));

        Set<String> known = lines(host.folder());
        Set<String> written = lines(again);
        // What the first knows nothing of stands in the second as just that; and the second replaces no names.
        written.removeIf(line -> line.contains("the recording does not contain") || line.contains("\"raw\":true")
                || line.contains("\"end\":\"not-started\""));
        assertTrue(written.size() > 10, written::toString);
        written.removeAll(known);
        assertEquals(Set.of(), written);
    }

    /** Without the names of files, which count the commands in the order in which they ended. */
    private static Set<String> lines(Path recording) throws IOException {
        return Files.readAllLines(recording.resolve("manifest.jsonl")).stream().map(line -> {
            JsonObject entry = JsonParser.parseString(line).getAsJsonObject();
            entry.remove("out");
            entry.remove("err");
            // Each version asks Docker for what it reads, and no more: of the answers nothing is lost.
            if (entry.get("what") instanceof JsonPrimitive asked && asked.getAsString().startsWith("docker ")) {
                entry.addProperty("what", asked.getAsString().replaceFirst(" --format \\{.*}", ""));
            }
            // What a probe has not seen is null, or left out where it was not looked for yet.
            if (entry.get("value") instanceof JsonObject value) {
                value.entrySet().removeIf(field -> field.getValue().isJsonNull());
            }
            if (entry.get("what") instanceof JsonPrimitive what && what.getAsString().equals("adapters")) {
                // Older recordings hold a guess by the name; the name is there, and tells more now.
                entry.getAsJsonObject("value").getAsJsonArray("list")
                        .forEach(adapter -> adapter.getAsJsonObject().remove("virtual"));
            }
            return entry.toString();
        }).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
