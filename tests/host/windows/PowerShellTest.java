package host.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import process.Request;
import testing.FakeWorld;
import testing.Project;
import text.Message;

class PowerShellTest {
    private static final Command ASKED = Command.of("powershell");

    private static Fact<JsonElement> answer(Ran.End end, String out, String err) {
        return PowerShell.answer(new Ran(ASKED, end, out.getBytes(StandardCharsets.UTF_8),
                err.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(1))).json();
    }

    private static Fact<JsonElement> exited(String out) {
        return answer(new Ran.Exited(0), out, "");
    }

    private static String key(Fact<JsonElement> fact) {
        return switch (fact) {
            case Fact.Known<JsonElement>(JsonElement value) -> "known " + value;
            case Fact.Unknown<JsonElement>(Message cause) -> cause.key();
        };
    }

    @Test
    void theValueStandsBetweenTheMarkersWhateverSurroundsIt() {
        assertEquals(Fact.known(JsonParser.parseString("{\"elevated\":false}")),
                exited("noise\r\nrunbook-begin {\"answer\":{\"elevated\":false}} runbook-end\r\nmore\r\n"));
        // Where a host breaks what is wider than its screen.
        assertEquals("known [12,3]", key(exited("runbook-begin {\"answer\":[1\r\n2,3]} runbook-end\r\n")));
        assertEquals(Fact.known(JsonParser.parseString("\"\u00e9\"")),
                exited("runbook-begin {\"answer\":\"\\u00e9\"} runbook-end"));
    }

    @Test
    void anErrorOfTheScriptIsNamedByItsIdWhichNoLanguageChanges() {
        var fact = answer(new Ran.Exited(1), "runbook-begin {\"error\":\"Windows System Error 5,New-NetFirewallRule\","
                + "\"message\":\"Acc\\u00e8s refus\\u00e9. \"} runbook-end", "");
        assertEquals(Fact.unknown(Message.of("host.powershell-error", "Windows System Error 5,New-NetFirewallRule",
                "Acc\u00e8s refus\u00e9.")), fact);
    }

    /** As PowerShell 7.6 says it; recordings from before have no mode. */
    @Test
    void theLanguageModeIsNamedWhereItIsTheReason() {
        String error = "runbook-begin {\"error\":\"%s\",\"message\":\"no\",\"mode\":\"ConstrainedLanguage\"} runbook-end";
        Message denied = Message.of("host.powershell-error", "Windows System Error 5,New-NetFirewallRule", "no");
        assertEquals(Fact.unknown(denied), exited(error.formatted("Windows System Error 5,New-NetFirewallRule")));
        for (String forbidden : List.of("MethodInvocationNotSupportedInConstrainedLanguage",
                "ConversionSupportedOnlyToCoreTypes",
                "CannotCreateTypeConstrainedLanguage,Microsoft.PowerShell.Commands.NewObjectCommand")) {
            assertEquals(Fact.unknown(Message.of("host.powershell-constrained",
                    Message.of("host.powershell-error", forbidden, "no"))), exited(error.formatted(forbidden)));
        }
        Message cause = Message.of("host.not-told", "adapters");
        for (String mode : List.of(",\"mode\":\"FullLanguage\"", "")) {
            JsonElement answer = exited("runbook-begin {\"answer\":{\"adapters\":null}" + mode + "} runbook-end")
                    .toOptional().orElseThrow();
            assertEquals("{\"adapters\":null}", answer.toString());
            assertEquals(cause, ConstrainedLanguage.because(answer, cause));
            assertEquals(Fact.unknown(cause), WindowsAnswer.of(answer).then(WindowsAnswer::adapters));
        }
        JsonElement answer = exited("runbook-begin {\"answer\":{\"adapters\":null},\"mode\":\"ConstrainedLanguage\"}"
                + " runbook-end").toOptional().orElseThrow();
        assertEquals(Fact.unknown(Message.of("host.powershell-constrained", cause)),
                WindowsAnswer.of(answer).then(WindowsAnswer::adapters));
    }

    @Test
    void textOnStandardErrorIsNoFailure() {
        assertEquals("known 1", key(answer(new Ran.Exited(0), "runbook-begin {\"answer\":1} runbook-end\n",
                "#< CLIXML\n<Objs><Obj S=\"progress\"/></Objs>")));
    }

    @Test
    void whatIsNoAnswerIsUnknownWithItsReason() {
        assertEquals("host.powershell-silent", key(exited("")));
        assertEquals("host.powershell-cut", key(exited("runbook-begin {\"answer\":{\"elev")));
        assertEquals("host.powershell-unclear", key(exited("runbook-begin {\"answer\": runbook-end")));
        assertEquals("host.powershell-unclear", key(exited("runbook-begin [1] runbook-end")));
        assertEquals("host.powershell-unclear", key(exited("runbook-begin {} runbook-end")));
        assertEquals("host.powershell-slow", key(answer(new Ran.TimedOut(), "", "")));
        assertEquals("host.powershell-missing", key(answer(new Ran.NotFound(), "", "")));
        assertEquals("process.flooded", key(answer(new Ran.Flooded(), "", "")));
    }

    @Test
    void theErrorsOfCliXmlBecomeOneLine() {
        assertEquals("boom At line:1 <char> :1", CliXml.text("#< CLIXML\r\n<Objs Version=\"1.1.0.1\">"
                + "<S S=\"Error\">boom_x000D__x000A_</S><S S=\"Error\">At line:1 &lt;char&gt; :1_x000D_"));
        assertEquals("x".repeat(299) + "…", CliXml.text("x".repeat(299) + "\uD83D\uDE42 and more"));
        assertEquals("", CliXml.text("#< CLIXML\r\n<Objs><Obj S=\"progress\"><AV>Preparing</AV></Obj></Objs>"));
        assertEquals("plain text", CliXml.text("plain\r\n text\r\n"));
        assertEquals("Remove-X : L'accès est refusé.", CliXml.text("Remove-X : L'accès\r\nest refusé.\r\n"
                + "Au caractère Ligne:12 : 5\r\n+     Remove-X -Name ours\r\n+     ~~~~~~~~\r\n"
                + "    + CategoryInfo          : PermissionDenied: (ours:String) [], CimException\r\n"));
    }

    @Test
    void theErrorsOfRealOutputAndNoProgress() {
        assertEquals("boom",
                CliXml.text(Ran.decode(Project.fixture("powershell/clixml-error-on-stderr-truncated.txt"))));
        assertEquals("", CliXml.text(Ran.decode(Project.fixture("powershell/clixml-progress-on-stderr.txt"))));
    }

    @Test
    void aScriptIsStartedWithConstantTextAndAskedWithItsDataApart() {
        var world = new FakeWorld(Os.WINDOWS).command("powershell host/windows/read-windows.ps1",
                "runbook-begin {\"answer\":true} runbook-end");
        assertEquals("known true", key(new PowerShell(world).json("host/windows/read-windows.ps1",
                Map.of("name", "a\"; Remove-Item ' \u00e9 \ud83d\ude42\nrunbook-begin"))));
        Command asked = world.asked().getFirst();
        assertEquals(List.of("-NoLogo", "-NoProfile", "-Command", PowerShell.text("host/windows/read-windows.ps1")),
                asked.args());
        assertEquals(Map.of(), asked.environment());
        Request request = asked.request().orElseThrow();
        assertTrue(request.line().contains("\"data\":{\"name\":\"a\\\"; Remove-Item \\u0027 \\u00e9 "
                + "\\ud83d\\ude42\\nrunbook\\u002dbegin\"}"), request.line());
        assertEquals(request.mark(), JsonParser.parseString(request.line()).getAsJsonObject().get("mark")
                .getAsString());
        assertTrue(asked.program().endsWith("\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"), asked.program());
    }

    /** An answer to one question is none to another, whatever the scripts say. */
    @Test
    void noTwoQuestionsHaveTheSameMark() {
        var world = new FakeWorld(Os.WINDOWS);
        IntStream.range(0, 100).forEach(i -> new PowerShell(world).json("host/windows/read-windows.ps1", Map.of()));
        assertEquals(100, world.asked().stream().map(asked -> asked.request().orElseThrow().mark()).distinct().count());
    }

    /** One text for all, so that one process answers; but for the one that waits for a person. */
    @Test
    void everyScriptIsInTheTextThatAllShare() {
        List<String> scripts = Project.files("lib", ".ps1").stream().map(file -> file.substring("lib/".length()))
                .filter(file -> !file.equals("host/windows/frame.ps1")).toList();
        Map<String, List<String>> byText = scripts.stream().collect(Collectors.groupingBy(PowerShell::text));
        assertEquals(Set.of(List.of("change/elevate/elevate.ps1"), scripts.stream()
                .filter(script -> !script.startsWith("change/")).toList()), Set.copyOf(byText.values()));
    }

    @Test
    void theTextIsOneThatWindowsCanBeGiven() {
        String text = PowerShell.text("firewall/windows/add-rule.ps1");
        assertFalse(text.contains("\"") || text.contains("\n#") || text.contains("\n "), text);
        assertTrue(text.indexOf("ProgressPreference") < text.indexOf("New-NetFirewallRule"));
        // The host of PowerShell looks for this name, and reads standard input itself where it finds it.
        assertFalse(text.toLowerCase(Locale.ROOT).contains("$input"));
        assertThrows(IllegalArgumentException.class, () -> PowerShell.text("host/windows/none.ps1"));
    }

    /** What a script leaves behind would be there for the next: none touches what outlives its block. */
    @Test
    void noScriptLeavesAnythingBehind() {
        var lasting = Pattern.compile("(?i)\\$(global|script|env):\\w+ *=|\\b(set|push|pop)-location\\b|\\bexit\\b(?! =)"
                + "|read-host|currentculture|set-(variable|item|strictmode)|new-variable|\\[console]::in\\b");
        Project.files("lib", ".ps1").stream().filter(file -> !file.endsWith("/frame.ps1")).forEach(file ->
                assertEquals(List.of(), lasting.matcher(Project.read(file)).results().map(MatchResult::group).toList(),
                        file));
    }
}
