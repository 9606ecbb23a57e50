package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Rollback;
import runbook.Verify;
import testing.Result;

/** Users, folders, services and containers with blanks, accents, quotes and signs, and files as editors of Windows write them. */
@WindowsTest
class OddNamesTest {

    private static final String USER = "C:\\users\\Zoé d'Été & Co (x86)";
    /** In which this Windows' cmd reads a file. */
    private static final Charset OEM = Charset.forName("IBM437");
    private static final String TOOLS = "C:\\Mes outils é & co\\";
    private static final String FILE = "C:\\bench\\services.yaml";
    private static final String SERVICES = """
            services:
              - name: %s
                ports: [8000]
                health: /health
              - name: TTS
                ports: [5002]
            """;
    private static final String NAME = "\"L'API \\\"été\\\" & 100 %PATH% $(calc) `x` C:\\\\é\"";

    /** The whole of it, as a user of that name, whose jars and files are in folders of such names. */
    @Test
    void areNamesAndNothingElse(WindowsMachine machine) throws IOException {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        String before = machine.registry().firewall();
        String services = TOOLS + "mes services & co.yaml";
        machine.write(services, SERVICES.formatted(NAME));
        Files.createDirectories(machine.at(USER + "\\AppData\\Local"));

        asThatUser(machine, FixFirewall.class, "--services", services, "--apply", "--yes").exitedWith(0)
                .outContains("L'API \"");
        assertEquals(2, machine.registry().ours().size());
        assertTrue(Files.exists(machine.at("C:\\ProgramData\\runbook\\journal.jsonl")));
        asThatUser(machine, Diagnose.class, "--services", services, "--lang", "fr").exitedWith(0);
        asThatUser(machine, Rollback.class, "--yes").exitedWith(0);
        assertEquals(before, machine.registry().firewall());
    }

    private static Result asThatUser(WindowsMachine machine, Class<?> script, String... args) throws IOException {
        var words = new ArrayList<>(List.of("with.exe", "LOCALAPPDATA=" + USER + "\\AppData\\Local",
                "USERPROFILE=" + USER, "TEMP=" + USER + "\\AppData\\Local"));
        Stream<String> own = machine.java(script, args).stream();
        words.addAll(own.map(word -> word.equals(machine.classPath()) ? inTheToolsFolder(machine) : word).toList());
        return machine.run(Map.of(), words);
    }

    /** The jars, copied to a folder whose name has a blank, an accent and an ampersand. */
    private static String inTheToolsFolder(WindowsMachine machine) {
        var there = new ArrayList<String>();
        for (String entry : machine.classPath().split(";")) {
            Path jar = Path.of(entry.substring("Z:".length()).replace('\\', '/'));
            String copy = TOOLS + jar.getFileName();
            try {
                if (!Files.exists(machine.at(copy))) {
                    Files.createDirectories(machine.at(TOOLS));
                    Files.createSymbolicLink(machine.at(copy), jar);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            there.add(copy);
        }
        return String.join(";", there);
    }

    /** Docker takes no such name: an answer that has one is not Docker's, and nothing of it comes to a shell. */
    @Test
    void aNameThatDockerDoesNotTakeIsNoContainers(WindowsMachine machine) throws IOException {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        rename(machine, "/eloquence-api-backend-1", "/l'api été & (100 %PATH%) $(calc) `x`");
        JsonObject said = JsonParser.parseString(machine.script(Diagnose.class, "--output", "json").out())
                .getAsJsonObject();
        var commands = new TreeSet<String>();
        collect(said, commands);
        assertTrue(!commands.isEmpty() && commands.stream().noneMatch(one -> one.contains("calc")), commands::toString);
    }

    /** The container is another's by now, and has ended. */
    private static void rename(WindowsMachine machine, String from, String to) throws IOException {
        try (Stream<Path> files = Files.list(machine.at("C:\\bench"))) {
            Path inspected = files.filter(file -> file.getFileName().toString().startsWith("docker container inspect")
                    && file.toString().endsWith(".txt")).findFirst().orElseThrow();
            var lines = new ArrayList<String>();
            for (String line : Files.readAllLines(inspected)) {
                JsonObject container = JsonParser.parseString(line).getAsJsonObject();
                if (container.get("Name").getAsString().equals(from)) {
                    container.addProperty("Name", to);
                    container.getAsJsonObject("State").addProperty("Status", "exited");
                    container.getAsJsonObject("State").addProperty("Running", false);
                }
                lines.add(container.toString());
            }
            Files.write(inspected, lines);
        }
    }

    /** What is to be run, wherever in a document it stands. */
    private static void collect(JsonElement json, Set<String> commands) {
        if (json.isJsonArray()) {
            json.getAsJsonArray().forEach(one -> collect(one, commands));
        } else if (json.isJsonObject()) {
            json.getAsJsonObject().entrySet().forEach(one -> {
                if (one.getKey().equals("run") && one.getValue().isJsonPrimitive()) {
                    commands.add(one.getValue().getAsString());
                }
                collect(one.getValue(), commands);
            });
        }
    }

    static Stream<Arguments> encodings() {
        return Stream.of(Arguments.of("UTF-16 of PowerShell 5.1", StandardCharsets.UTF_16LE, "\ufeff"),
                Arguments.of("UTF-8 of the old Notepad", StandardCharsets.UTF_8, "\ufeff"),
                Arguments.of("UTF-8", StandardCharsets.UTF_8, ""));
    }

    /** Line ends are those of Windows, as well. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void aServicesFileIsReadAsItWasWritten(String written, Charset charset, String mark, WindowsMachine machine) {
        write(machine, charset, mark);
        Result said = machine.script(Verify.class, "--services", FILE, "--output", "json");
        assertEquals("Été à Café", JsonParser.parseString(said.out()).getAsJsonObject().getAsJsonArray("services")
                .get(0).getAsJsonObject().get("name").getAsString());
    }

    /** Which of the many code pages it is, nobody can tell from the file. */
    @ParameterizedTest
    @CsvSource({"en, save the file as UTF-8", "fr, enregistrez le fichier en UTF-8"})
    void aFileOfTheAnsiCodePageIsRefusedWithWhatToDo(String language, String what, WindowsMachine machine) {
        write(machine, WindowsMachine.ANSI, "");
        machine.script(Diagnose.class, "--services", FILE, "--lang", language).exitedWith(78).errContains(what);
    }

    private static void write(WindowsMachine machine, Charset charset, String mark) {
        machine.write(FILE, (mark + SERVICES.formatted("Été à Café").replace("\n", "\r\n")).getBytes(charset));
    }
}
