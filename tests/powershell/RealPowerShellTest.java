package powershell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import host.windows.PowerShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Fact;
import process.Ran;
import testing.Project;
import text.Message;

/** Where there is a real PowerShell it has the last word: its own parser, and the scripts with stand-in cmdlets. */
class RealPowerShellTest {
    @TempDir
    private Path folder;

    static List<RealPowerShell> here() {
        return RealPowerShell.all();
    }

    @ParameterizedTest
    @MethodSource("here")
    void itsParserTakesEveryTextAndNoFault(RealPowerShell shell) throws IOException {
        List<Text> texts = Texts.all();
        List<Fault> faults = Arrays.stream(Fault.values()).filter(Fault::brokenInEveryVersion).toList();
        var all = new ArrayList<>(texts.stream().map(Text::text).toList());
        faults.forEach(fault -> all.add(fault.text()));
        Path input = Files.writeString(folder.resolve("texts.json"), new Gson().toJson(all));
        Ran ran = shell.run(Project.read("tests/powershell/parse.ps1"), Map.of("RUNBOOK_TEXTS", input.toString()));
        assertEquals(new Ran.Exited(0), ran.end(), ran::errText);
        var wrong = new ArrayList<String>();
        var found = new TreeSet<Fault>();
        for (String line : ran.outText().lines().toList()) {
            int number = Integer.parseInt(line.split(" ")[0]);
            if (number < texts.size()) {
                wrong.add(texts.get(number) + ": " + line);
            } else {
                found.add(faults.get(number - texts.size()));
            }
        }
        assertEquals(List.of(), wrong);
        assertEquals(Set.copyOf(faults), found);
    }

    @ParameterizedTest
    @MethodSource("here")
    void aRuleIsMadeAsItWasAskedFor(RealPowerShell shell) throws IOException {
        assertEquals("{\"done\":true}", ask(shell, "add-rule", Map.of("name", "runbook-a", "display", "L'API; $x",
                "protocol", "TCP", "ports", List.of(80, 443), "profiles", List.of("Private"),
                "addresses", List.of("LocalSubnet"))));
        assertEquals(List.of("New-NetFirewallRule -Action Allow -Direction Inbound -DisplayName L'API; $x "
                + "-Enabled True -Group runbook -LocalPort 80,443 -Name runbook-a -PolicyStore PersistentStore "
                + "-Profile Private -Protocol TCP -RemoteAddress LocalSubnet"), calls());
    }

    @ParameterizedTest
    @MethodSource("here")
    void aRuleThatWouldBeOpenToAllIsNotMade(RealPowerShell shell) throws IOException {
        for (String missing : List.of("name", "display", "protocol", "ports", "profiles", "addresses")) {
            var data = new HashMap<String, Object>(Map.of("name", "runbook-a", "display", "API", "protocol",
                    "TCP", "ports", List.of(80), "profiles", List.of("Private"), "addresses", List.of("Any")));
            data.put(missing, data.get(missing) instanceof List ? List.of() : "");
            assertTrue(ask(shell, "add-rule", data).startsWith("runbook: "), missing);
        }
        assertEquals(List.of(), calls());
    }

    @ParameterizedTest
    @MethodSource("here")
    void onlyTheRuleThatWasLookedAtIsRemoved(RealPowerShell shell) throws IOException {
        String rule = "v2.30|Name=\u00e9|";
        assertEquals("runbook: bad name", ask(shell, "remove-rule", Map.of("name", "*", "rule", rule)));
        assertEquals("runbook: bad name", ask(shell, "remove-rule", Map.of("rule", rule)));
        assertEquals("runbook: the rule has changed",
                ask(shell, "remove-rule", Map.of("name", "runbook-a", "rule", "x")));
        assertEquals("{\"done\":true}", ask(shell, "remove-rule", Map.of("name", "runbook-z", "rule", rule)));
        assertEquals(List.of(), calls());
        assertEquals("{\"rule\":\"" + rule + "\"}", ask(shell, "read-rule", Map.of("name", "runbook-a")));
    }

    @ParameterizedTest
    @MethodSource("here")
    void aRuleIsPickedByItsWholeName(RealPowerShell shell) throws IOException {
        String odd = "UDP Query User{1}C:\\x.exe";
        assertEquals("{\"done\":true}", ask(shell, "set-rule-enabled", Map.of("name", odd, "enabled", "False")));
        assertEquals(List.of("Get-NetFirewallRule -PolicyStore PersistentStore",
                "Set-NetFirewallRule -Enabled False -Name " + odd), calls());
    }

    /** Off Windows there is next to nothing to read, and the answer has its shape all the same. */
    @ParameterizedTest
    @MethodSource("here")
    void theReadingAnswersWhateverIsMissing(RealPowerShell shell) {
        var answer = new PowerShell(new FakePowerShellWorld(shell::instead))
                .json("host/windows/read-windows.ps1", Map.of(), RealPowerShell.PATIENCE);
        if (!(answer instanceof Fact.Known<JsonElement>(JsonElement value))) {
            throw new AssertionError(answer);
        }
        assertTrue(value.getAsJsonObject().keySet().containsAll(Set.of("adapters", "routes", "networks", "elevated",
                "processes", "products", "wsl", "rules", "profiles", "services", "running", "drops")), value::toString);
    }

    private String ask(RealPowerShell shell, String script, Map<String, ?> data) {
        var world = new FakePowerShellWorld(command -> shell.told(command, folder.resolve("calls")));
        String file = "firewall/windows/" + script + ".ps1";
        return switch (new PowerShell(world).json(file, data, RealPowerShell.PATIENCE)) {
            case Fact.Known<JsonElement>(JsonElement value) -> value.toString();
            case Fact.Unknown<JsonElement>(Message cause) -> cause.args().isEmpty() ? cause.key()
                    : String.valueOf(cause.args().getLast());
        };
    }

    private List<String> calls() throws IOException {
        Path file = folder.resolve("calls");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
