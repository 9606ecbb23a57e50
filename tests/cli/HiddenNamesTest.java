package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Monitor;
import runbook.Verify;
import testing.Cli;
import testing.Project;
import testing.Result;
import text.HiddenCharacters;

/** Services whose names are not what they seem, in everything that is printed of them. */
class HiddenNamesTest {
    private static final List<String> NAMES = List.of("start \u202Edne\u202C", "zero\u200Bwidth", "soft\u00ADhyphen",
            "\u2066isolated\u2069", "tag\uDB40\uDC41ged", "filler\u3164", "\uFEFFmark", "joined\u200Dnothing",
            "braille\u2800", "--%", "!!", "it\u2019s \u201Cquoted\u201D", "%PATH%", "a`b$(c)", "@x", "all");

    /** Of XML: who reads it reads the character. */
    private static final Pattern REFERENCE = Pattern.compile("&#x([0-9a-fA-F]+);");

    @TempDir
    private Path folder;

    private Path services;

    @BeforeEach
    void write() throws IOException {
        var yaml = new StringBuilder("services:\n");
        for (int i = 0; i < NAMES.size(); i++) {
            yaml.append("  - name: \"").append(NAMES.get(i)).append("\"\n    port: ").append(8000 + i).append('\n');
        }
        services = Files.writeString(folder.resolve("services.yaml"), yaml);
    }

    private void nothingIsHidden(Callable<ExitCode> script, String machine, String... options) {
        var words = new ArrayList<>(List.of("--replay", Project.path("tests/fixtures/hosts/" + machine).toString(),
                "--services", services.toString()));
        words.addAll(List.of(options));
        Result ran = Cli.run(script, words.toArray(String[]::new));
        String all = REFERENCE.matcher(ran.out() + ran.err()).replaceAll(reference ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(reference.group(1), 16))));
        assertTrue(all.contains("dne"), all);
        assertEquals(all, HiddenCharacters.replaced(all, c -> c == '\n' ? "\n" : HiddenCharacters.number(c)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "nagios", "junit"})
    void ofDiagnose(String output) {
        nothingIsHidden(new Diagnose(), "linux-drop-above-accept", "--output", output);
        nothingIsHidden(new Diagnose(), "windows-guide", "--output", output, "--lang", "fr");
    }

    @Test
    void inTheDetails() {
        nothingIsHidden(new Diagnose(), "linux-drop-above-accept", "-v");
        nothingIsHidden(new Verify(), "windows-guide", "-v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void inTheLog(String output) {
        nothingIsHidden(new Monitor(), "windows-guide", "--once", "--output", output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "powershell", "cmd"})
    void inAScriptToPaste(String shell) {
        nothingIsHidden(new FixFirewall(question -> Optional.empty()), "windows-guide", "--print", shell);
        nothingIsHidden(new FixFirewall(question -> Optional.empty()), "linux-drop-above-accept", "--print", shell);
    }

    @Test
    void inAPlan() {
        nothingIsHidden(new FixFirewall(question -> Optional.empty()), "windows-guide", "-v");
        nothingIsHidden(new FixFirewall(question -> Optional.empty()), "windows-guide", "--gui");
        nothingIsHidden(new FixFirewall(question -> Optional.empty()), "linux-drop-above-accept", "--output", "json");
    }
}
