package powershell;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import process.Command;
import process.Exec;
import process.Os;
import process.Ran;
import testing.Project;

/**
 * A PowerShell of this machine: {@code pwsh} on any system, else the one that {@code .ci/pwsh} unpacks, and on Windows
 * its own 5.1.
 */
record RealPowerShell(String program) {
    /** A cold start on a machine that builds and tests beside it. */
    static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String UNPACKED = ".tools/pwsh/pwsh";
    private static final String BENCH = "RUNBOOK_WINDOWS_BENCH";
    private static final List<RealPowerShell> HERE = new ArrayList<>();

    /** Those that are here; without one the test is skipped, and fails in CI where there is one to unpack. */
    static synchronized List<RealPowerShell> all() {
        if (HERE.isEmpty()) {
            Stream.of("pwsh", Project.path(UNPACKED).toString()).map(RealPowerShell::new)
                    .filter(RealPowerShell::starts).findFirst().ifPresent(HERE::add);
            if (Os.current() == Os.WINDOWS) {
                HERE.add(new RealPowerShell("powershell.exe"));
            }
        }
        return HERE.isEmpty() ? none() : List.copyOf(HERE);
    }

    private static List<RealPowerShell> none() {
        String why = "no pwsh on the PATH, and none that .ci/pwsh unpacked: no real PowerShell ran the scripts";
        Path bench = Optional.ofNullable(System.getenv(BENCH)).map(Path::of)
                .orElseGet(() -> Project.path("../shared/windows/bench"));
        return "true".equals(System.getenv("CI")) && Files.isDirectory(bench) ? fail(why) : abort(why);
    }

    private boolean starts() {
        return run("exit 0", Map.of()).succeeded();
    }

    List<String> words(String text) {
        return List.of(program, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", text);
    }

    Ran run(String text, Map<String, String> environment) {
        List<String> words = words(text);
        return new Exec().run(new Command(program, words.subList(1, words.size()), environment, PATIENCE));
    }

    /** The same command for this one, with a text before its own. */
    Command instead(Command command, String before) {
        var words = new ArrayList<>(command.args());
        words.add(before + words.removeLast());
        words.addFirst(program);
        return command.by(words);
    }

    @Override
    public String toString() {
        return Path.of(program).getFileName().toString();
    }
}
