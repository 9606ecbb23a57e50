package powershell;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import process.Command;
import process.Exec;
import process.Os;
import process.Ran;
import testing.Project;

/** A PowerShell of this machine: {@code pwsh} on any system, and on Windows its own 5.1. */
record RealPowerShell(String program) {
    /** A cold start on a machine that builds and tests beside it. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Those that are here; the test is skipped where there is none. */
    static List<RealPowerShell> all() {
        Stream<String> names = Os.current() == Os.WINDOWS ? Stream.of("pwsh", "powershell.exe") : Stream.of("pwsh");
        List<RealPowerShell> found = names.map(RealPowerShell::new).filter(RealPowerShell::starts).toList();
        return found.isEmpty() ? abort("no pwsh on the PATH: the scripts were not run by a real PowerShell") : found;
    }

    private boolean starts() {
        return run("exit 0", Map.of()).succeeded();
    }

    Ran run(String text, Map<String, String> environment) {
        return new Exec().run(new Command(program,
                List.of("-NoLogo", "-NoProfile", "-NonInteractive", "-Command", text), environment, PATIENCE));
    }

    /** The same command for this one. */
    Command instead(Command command) {
        var words = new ArrayList<>(command.args());
        words.addFirst(program);
        return command.by(words);
    }

    /** The same command for this one, with stand-ins for cmdlets that write down what they are given. */
    Command told(Command command, Path calls) {
        var words = new ArrayList<>(command.args());
        words.add(Project.read("tests/powershell/stand-ins.ps1") + words.removeLast());
        words.addFirst(program);
        return command.with(Map.of("RUNBOOK_CALLS", calls.toString())).by(words);
    }

    @Override
    public String toString() {
        return program;
    }
}
