package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import process.Command;
import process.Exec;
import testing.Project;
import testing.Result;

/** What git keeps: fit for every system, and nothing of the machine it was written on. */
class TrackedFilesTest {
    /** A path of somebody's machine; written in two parts so that this file does not hold one itself. */
    private static final Pattern MACHINE_PATH = Pattern.compile(
            "(?<![A-Za-z0-9_.~-])/(?:" + "work|farm|root|tmp/t|home/[a-z]+" + ")/");

    /** Path to mode, {@code 100755} for an executable file. */
    private static Map<String, String> modes;

    @BeforeAll
    static void askGit() {
        assumeTrue(Files.exists(Project.path(".git")), "not a git working tree");
        Result git = Result.of(new Exec().run(Command.of("git", "-C", Project.root().toString(), "ls-files", "-s", "-z")
                .within(Duration.ofMinutes(1)))).exitedWith(0);
        modes = new TreeMap<>();
        for (String entry : git.out().split("\0")) {
            modes.put(entry.substring(entry.indexOf('\t') + 1), entry.substring(0, entry.indexOf(' ')));
        }
    }

    @Test
    void noTwoNamesDifferOnlyInCase() {
        var seen = new HashMap<String, String>();
        var clashes = new ArrayList<String>();
        modes.keySet().forEach(file -> {
            String other = seen.put(file.toLowerCase(Locale.ROOT), file);
            if (other != null) {
                clashes.add(other + " and " + file);
            }
        });
        assertEquals(List.of(), clashes);
    }

    @Test
    void whatIsStartedIsExecutable() {
        var wrong = new ArrayList<String>();
        modes.forEach((file, mode) -> {
            boolean script = file.startsWith("runbook/") && file.endsWith(".java")
                    || file.equals("tests/RunTests.java");
            if ((script || text(file).startsWith("#!")) != mode.equals("100755") && !file.endsWith(".jsh")
                    && !file.startsWith("tests/bench/")) {
                wrong.add(mode + " " + file);
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void noFileNamesAPathOfAMachine() {
        var found = new ArrayList<String>();
        modes.keySet().stream().filter(file -> !file.startsWith("tests/fixtures/"))
                .forEach(file -> text(file).lines().filter(line -> MACHINE_PATH.matcher(line).find())
                        .forEach(line -> found.add(file + ": " + line.strip())));
        assertEquals(List.of(), found);
    }

    /** Also of files that git still lists and that were deleted a moment ago: those are empty. Bytes as Latin-1. */
    private static String text(String file) {
        try {
            return Files.isRegularFile(Project.path(file))
                    ? Files.readString(Project.path(file), StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}
