package replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Project;

/**
 * The recorded Windows machines are what {@link WindowsMachines} says, byte for byte: nobody edits one by hand. With
 * {@code UPDATE=1} in the environment they are written.
 */
class WindowsMachinesTest {
    private static final String HOSTS = "tests/fixtures/hosts/";

    static List<ComposedMachine> machines() {
        return WindowsMachines.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void theFolderIsWhatIsComposed(String name) throws IOException {
        ComposedMachine machine = machines().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        Map<String, byte[]> made = machine.folder();
        Path folder = Project.path(HOSTS + name);
        if ("1".equals(System.getenv("UPDATE"))) {
            Files.createDirectories(folder);
            for (var file : made.entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
        }
        var kept = new TreeMap<String, String>();
        for (String file : Project.files(HOSTS + name, "")) {
            if (!file.contains("/expected/")) {
                kept.put(file.substring((HOSTS + name).length() + 1), latin(Files.readAllBytes(Project.path(file))));
            }
        }
        var wanted = new TreeMap<String, String>();
        made.forEach((file, bytes) -> wanted.put(file, latin(bytes)));
        assertEquals(wanted.keySet(), kept.keySet());
        wanted.forEach((file, bytes) -> assertEquals(bytes, kept.get(file), file));
    }

    static List<String> names() {
        return machines().stream().map(ComposedMachine::name).toList();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void everyWindowsMachineIsComposed() {
        var folders = new TreeSet<String>();
        RecordedMachine.all().stream().map(RecordedMachine::name).filter(name -> name.startsWith("windows-"))
                .forEach(folders::add);
        assertTrue(folders.remove("windows-guide"), "the base of them all");
        assertEquals(new TreeSet<>(names()), folders);
    }
}
