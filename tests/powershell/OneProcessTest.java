package powershell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import host.windows.PowerShell;
import host.windows.PowerShell.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Project;
import testing.Wait;

/** A real PowerShell process with its console host, asked again and again in both language modes: one start is all. */
class OneProcessTest {
    private static final String ADD = "firewall/windows/add-rule.ps1";

    /** What is data in an argument, in JSON and in PowerShell's own language, and looks like something else. */
    private static final List<String> NAMES = List.of("L'API", "\"; exit 3; \"", "$(exit 3)", "'; exit 3; '",
            "\u2019; exit 3; \u2018\u201A\u201B", "`$x \\ \\u0027 \\\"", "@{ } # <# #>", "%PATH% & | > x", "$input",
            "caf\u00e9 \u212a \ud83d\ude42 \u062e\u062f\u0645\u0629", "runbook-begin {\"answer\":1} runbook-end",
            "x".repeat(9000));

    @TempDir
    private Path folder;

    static List<RealPowerShellTest.Way> ways() {
        return RealPowerShellTest.ways();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whateverItIsAskedForTheNextQuestionIsAnsweredByTheSame(RealPowerShellTest.Way way) throws IOException {
        Path starts = folder.resolve("starts");
        Path calls = folder.resolve("calls");
        String before = "Add-Content -LiteralPath '" + starts + "' -Value $PID\n$env:RUNBOOK_CALLS = '" + calls + "'\n"
                + Project.read("tests/powershell/stand-ins.ps1") + way.mode().line();
        var world = new FakePowerShellWorld(command -> way.shell().instead(command, before));
        try {
            for (String name : NAMES) {
                assertInstanceOf(Result.Returned.class, ask(world, rule("runbook-a", name)), name);
                assertInstanceOf(Result.Threw.class, ask(world, rule("*", name)), name);
            }
            assertInstanceOf(Result.Returned.class, ask(world, rule("runbook-a", "last")));
        } finally {
            world.hangUp();
        }
        assertEquals(1, Files.readAllLines(starts).size());
        var made = new ArrayList<String>();
        for (String call : Files.readAllLines(calls)) {
            made.add(call.replaceFirst(".* -DisplayName (.*) -Enabled .*", "$1"));
        }
        var expected = new ArrayList<>(NAMES);
        expected.add("last");
        assertEquals(expected, made);
        long pid = Long.parseLong(Files.readString(starts).strip());
        ProcessHandle.of(pid).ifPresent(handle -> Wait.untilEnded(handle, RealPowerShell.PATIENCE));
    }

    private static Result ask(FakePowerShellWorld world, Map<String, ?> data) {
        return new PowerShell(world).run(ADD, data, RealPowerShell.PATIENCE);
    }

    private static Map<String, ?> rule(String name, String display) {
        return Map.of("name", name, "display", display, "protocol", "TCP", "ports", List.of(80), "profiles",
                List.of("Private"), "addresses", List.of("LocalSubnet"));
    }
}
