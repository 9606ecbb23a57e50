package runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Cli;
import testing.Result;

/** Whoever is told to correct a command gives it again, and nothing of the first attempt is in the way. */
class RecordRefusalTest {
    @TempDir
    private Path folder;
    private Path bad;
    private Path good;

    @BeforeEach
    void inventories() throws IOException {
        bad = Files.writeString(folder.resolve("bad.yaml"), "services:\n  - nam: One\n");
        good = Files.writeString(folder.resolve("good.yaml"), "services:\n  - name: One\n    port: 9\n");
    }

    /** Refused sooner or later: by the options, by what they name, by what the journal knows. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            diagnose     | 78 | --services BAD
            diagnose     | 78 | --services HERE/none.yaml
            diagnose     | 64 | --services GOOD --output nonsense
            diagnose     | 64 | --services GOOD --discover
            diagnose     | 64 | --services GOOD --from nobody
            verify       | 78 | --services BAD
            verify       | 78 | --services BAD --adb-logcat GOOD
            verify       | 64 | --services GOOD --open
            verify       | 64 | --services GOOD --phone --adb
            fix-firewall | 78 | --services BAD
            fix-firewall | 64 | --services GOOD --set-private
            fix-firewall | 64 | --services GOOD --until 1h
            fix-firewall | 64 | --services GOOD --keep never
            rollback     | 78 | --services BAD --list
            rollback     | 64 | --list --run 20261122-101500-3f9a
            rollback     | 64 | --elevate
            monitor      | 78 | --services BAD --once
            monitor      | 64 | --services GOOD --log HERE/log --once
            monitor      | 3  | --services GOOD --output nagios
            """)
    void nothingStays(String script, int code, String options) throws IOException {
        Path recording = folder.resolve("a/b/recording");
        run(script, options, recording).exitedWith(code).errLacks("bug");
        assertFalse(Files.exists(folder.resolve("a")), script + " " + options);
        assertEquals(List.of("bad.yaml", "good.yaml"), names(folder), options);
    }

    @Test
    void theCorrectedCommandIsTaken() {
        Path recording = folder.resolve("recording");
        run("diagnose", "--services BAD", recording).exitedWith(78);
        run("diagnose", "--services GOOD", recording).exitedWith(20);
        run("diagnose", "--services GOOD", recording).exitedWith(64).errContains(recording + " is not empty");
        assertTrue(Files.isRegularFile(recording.resolve("manifest.jsonl")), "what is there is somebody's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--services BAD", "--services GOOD --from nobody"})
    void anEmptyFolderOfSomebodysStaysAsItWas(String options) throws IOException {
        Path recording = Files.createDirectory(folder.resolve("recording"));
        run("diagnose", options, recording);
        assertEquals(List.of(), names(recording));
    }

    @Test
    void whatIsNoFolderIsRefusedAndNothingBesideItIsMade() throws IOException {
        for (Path recording : List.of(good, good.resolve("a/b"))) {
            run("diagnose", "--services GOOD", recording).exitedWith(64).errContains("cannot record into " + recording);
        }
        assertEquals(List.of("bad.yaml", "good.yaml"), names(folder));
    }

    private Result run(String script, String options, Path recording) {
        var words = new ArrayList<>(List.of("--lang", "en", "--record", recording.toString()));
        words.addAll(List.of(options.replace("BAD", bad.toString()).replace("GOOD", good.toString())
                .replace("HERE", folder.toString()).split(" ")));
        return Cli.run(script(script), words.toArray(String[]::new));
    }

    private static Callable<ExitCode> script(String name) {
        return switch (name) {
            case "diagnose" -> new Diagnose();
            case "verify" -> new Verify();
            case "fix-firewall" -> new FixFirewall(question -> Optional.empty());
            case "rollback" -> new Rollback(question -> Optional.empty());
            case "monitor" -> new Monitor();
            default -> throw new AssertionError(name);
        };
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
