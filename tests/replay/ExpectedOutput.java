package replay;

import cli.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Verify;
import testing.Cli;
import testing.Result;

/** One way to look at a recorded machine: a script with its options, and the file that holds what it should say. */
public enum ExpectedOutput {
    DIAGNOSE_EN("diagnose-en.txt", "diagnose", "--lang", "en"),
    DIAGNOSE_FR("diagnose-fr.txt", "diagnose", "--lang", "fr"),
    DIAGNOSE_JSON("diagnose.json", "diagnose", "--lang", "en", "--output", "json"),
    VERIFY_EN("verify-en.txt", "verify", "--lang", "en"),
    VERIFY_FR("verify-fr.txt", "verify", "--lang", "fr"),
    PLAN_EN("fix-firewall-en.txt", "fix-firewall", "--lang", "en"),
    PLAN_FR("fix-firewall-fr.txt", "fix-firewall", "--lang", "fr"),
    OVERRIDE_EN("fix-firewall-override-en.txt", "fix-firewall", "--override-blocks", "--lang", "en");

    /** Wide enough for the whole table with the guide's names, narrow enough for a page of the README. */
    static final int COLUMNS = 100;

    private final String file;
    private final String script;
    private final List<String> options;

    ExpectedOutput(String file, String script, String... options) {
        this.file = file;
        this.script = script;
        this.options = List.of(options);
    }

    String file() {
        return file;
    }

    /** The plan against a rule that blocks is shown where there is such a rule. */
    boolean suits(RecordedMachine host) {
        return this != OVERRIDE_EN || host.name().contains("drop") || host.name().contains("block");
    }

    /**
     * What the script writes, less what differs from run to run, with the command above and the exit code below; of
     * JSON the document alone, which has the exit code in it.
     */
    public String of(RecordedMachine host) {
        Result result = run(host);
        String text = result.out().replace("\r\n", "\n")
                // How long this very run took, and the random part of the name it gave itself.
                .replaceFirst("(?m)^  \"durationMs\": \\d+", "  \"durationMs\": 0")
                .replaceAll("(\\d{8}-\\d{6})-[0-9a-f]{4}", "$1-0000");
        if (this == DIAGNOSE_JSON) {
            return text + result.err();
        }
        return "$ jbang " + script + " " + String.join(" ", options) + "\n" + text
                + (result.err().isEmpty() ? "" : "[standard error]\n" + result.err().replace("\r\n", "\n"))
                + "[exit code " + result.exit() + "]\n";
    }

    private Result run(RecordedMachine host) {
        return run(host, program(), options);
    }

    static Result run(RecordedMachine host, Callable<ExitCode> script, List<String> options) {
        Stream<String> args = Stream.concat(options.stream(), Stream.of("--replay", host.folder().toString()));
        return Cli.run(COLUMNS, script, args.toArray(String[]::new));
    }

    private Callable<ExitCode> program() {
        return switch (this) {
            case DIAGNOSE_EN, DIAGNOSE_FR, DIAGNOSE_JSON -> new Diagnose();
            case VERIFY_EN, VERIFY_FR -> new Verify();
            case PLAN_EN, PLAN_FR, OVERRIDE_EN -> new FixFirewall(question -> Optional.empty());
        };
    }
}
