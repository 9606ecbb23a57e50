package runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.ExitCode;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Cli;
import testing.Project;
import testing.Result;
import testing.RunbookSchema;

/** {@code -q}: what is wrong and nothing else, on every recorded machine. */
class QuietTest {
    private static final Map<String, Supplier<Callable<ExitCode>>> SCRIPTS = Map.of("diagnose", Diagnose::new,
            "verify", Verify::new, "monitor", Monitor::new);

    static Stream<String> machines() {
        return Stream.of(Project.path("tests/fixtures/hosts").toFile().list()).sorted();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void onlyWhatIsWrong(String machine) {
        SCRIPTS.forEach((name, script) -> {
            String lang = name.equals("diagnose") ? "en" : "fr";
            Result quiet = run(script, machine, lang, "-q").errIsEmpty();
            Result usual = run(script, machine, lang);
            JsonObject document = RunbookSchema.document(run(script, machine, lang, "--output", "json").out());
            List<String> wrong = document.getAsJsonArray("findings").asList().stream().map(each ->
                    each.getAsJsonObject()).filter(finding -> !finding.get("severity").getAsString().equals("info"))
                    .map(finding -> finding.get("id").getAsString()).toList();
            assertEquals(usual.exit(), quiet.exit());
            List<String> said = quiet.out().lines().toList();
            // What is said stands in the usual report too, in the same order, and begins with what is wrong.
            var rest = new ArrayList<>(usual.out().lines().toList());
            for (String line : said) {
                int at = rest.indexOf(line);
                assertTrue(at >= 0, () -> name + " on " + machine + ": " + line);
                rest.subList(0, at + 1).clear();
            }
            assertEquals(wrong.isEmpty(), said.isEmpty(), quiet.out());
            wrong.forEach(id -> assertTrue(quiet.out().contains(id + (id.equals("unknown") ? "" : ",")),
                    quiet.out()));
            if (!said.isEmpty()) {
                assertTrue(said.getFirst().startsWith("✗ ") || said.getFirst().startsWith("! "), quiet.out());
                assertFalse(said.getLast().isEmpty(), quiet.out());
                assertFalse(said.stream().anyMatch(line -> line.startsWith("· ")), quiet.out());
            }
        });
    }

    /** A plan is shown where something waits, and not where nothing does. */
    @ParameterizedTest
    @MethodSource("machines")
    void aPlanOnlyWhereThereIsOne(String machine) {
        Supplier<Callable<ExitCode>> fix = () -> new FixFirewall(question -> Optional.empty());
        Result quiet = run(fix, machine, "en", "-q");
        quiet.errIsEmpty().outLacks("✓").outLacks("--apply");
        assertEquals(quiet.exit() == 0, quiet.out().isEmpty(), quiet.out());
    }

    private static Result run(Supplier<Callable<ExitCode>> script, String machine, String lang, String... more) {
        Path folder = Project.path("tests/fixtures/hosts").resolve(machine);
        return Cli.run(script.get(), Stream.concat(Stream.of("--replay", folder.toString(), "--lang", lang),
                Stream.of(more)).toArray(String[]::new));
    }
}
