package powershell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import process.Command;
import process.Exec;
import process.Ran;
import testing.Project;
import testing.Result;

/**
 * A machine of {@code tests/powershell/machine.ps1} on which a real PowerShell runs printed scripts.
 *
 * @param constrained where AppLocker or WDAC constrains the language
 */
record PrintedMachine(RealPowerShell shell, boolean constrained, Path folder) {
    private static final String STAND_INS = "tests/powershell/machine.ps1";
    private static final String CONSTRAINED = "$ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'";

    /** On one private network. */
    PrintedMachine {
        write(folder, "networks.txt", List.of("Wi-Fi\tHome\t1\t4"));
        for (String file : List.of("rules.txt", "notes.txt", "refused.txt")) {
            write(folder, file, List.of());
        }
    }

    /** @param lines each an alias, a name, a category and how much traffic there is, with tabs between */
    void networks(String... lines) {
        write(folder, "networks.txt", List.of(lines));
    }

    void refuse(String... rules) {
        write(folder, "refused.txt", List.of(rules));
    }

    void rule(String name, String text) {
        Map<String, String> rules = rules();
        rules.put(name, text);
        write(folder, "rules.txt", rules.entrySet().stream().map(each -> each.getKey() + "\t" + each.getValue())
                .toList());
    }

    /** Name and text, as the registry has them. */
    Map<String, String> rules() {
        return read("rules.txt").stream().map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> b, TreeMap::new));
    }

    /** All that there is, to compare. */
    List<String> everything() {
        var all = new ArrayList<>(read("rules.txt"));
        all.addAll(read("notes.txt"));
        all.addAll(read("networks.txt"));
        return all.stream().sorted().toList();
    }

    /** Saved as a file, and run as one. */
    Result file(List<String> lines, String... options) {
        write(folder, "configure_firewall.ps1", lines);
        return run("& " + quoted("configure_firewall.ps1") + " " + String.join(" ", options));
    }

    /** Pasted, a line at a time. */
    Result pasted(List<String> lines) {
        var all = new ArrayList<>(List.of(start()));
        all.addAll(lines);
        write(folder, "pasted.txt", all);
        Ran ran = new Exec().run(new Command("sh", List.of("-c", "exec \"$1\" -NoLogo -NoProfile -NonInteractive "
                + "-Command - <\"$2\"", "sh", shell.program(), folder.resolve("pasted.txt").toString()),
                environment(), RealPowerShell.PATIENCE));
        return Result.of(ran);
    }

    private Result run(String command) {
        return Result.of(shell.run(start() + "; " + command, environment()));
    }

    private String start() {
        return ". '" + Project.path(STAND_INS) + "'" + (constrained ? "; " + CONSTRAINED : "");
    }

    private Map<String, String> environment() {
        return Map.of("RUNBOOK_MACHINE", folder.toString(), "NO_COLOR", "1");
    }

    private String quoted(String file) {
        return "'" + folder.resolve(file) + "'";
    }

    private List<String> read(String file) {
        try {
            return Files.readAllLines(folder.resolve(file)).stream().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path folder, String file, List<String> lines) {
        try {
            Files.write(folder.resolve(file), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
