package powershell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import host.windows.PowerShell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Command;
import process.Fact;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.ForwardingWorld;
import testing.Project;
import text.Message;

/**
 * Where there is a real PowerShell it has the last word: its own parser, and every script in both language modes, with
 * stand-ins for the cmdlets that only Windows has.
 */
class RealPowerShellTest {
    private static final String STAND_INS = Project.read("tests/powershell/stand-ins.ps1");
    private static final String ODD = "UDP Query User{1}C:\\x.exe";
    private static final Map<String, ?> RULE = Map.of("name", "runbook-a", "display", "L'API; $x", "protocol", "TCP",
            "ports", List.of(80, 443), "profiles", List.of("Private"), "addresses", List.of("LocalSubnet"));
    private static final Map<String, ?> CATEGORY = Map.of("guid", "{4F3C}", "network", "Livebox", "category",
            "Private");
    private static final Map<String, ?> DROPS = Map.of("since", "2026-11-23T04:50:00.123Z", "ports", List.of("8000"));

    /** Every script with what it is usually given. */
    private static final Map<String, Map<String, ?>> USUAL = Map.of(
            "change/elevate/elevate.ps1", Map.of("program", "C:\\a b\\javaw.exe", "arguments", "\"@x y\" --apply"),
            "firewall/windows/add-rule.ps1", RULE,
            "firewall/windows/read-drops.ps1", DROPS,
            "firewall/windows/read-network.ps1", Map.of("guid", "{4F3C}"),
            "firewall/windows/read-rule.ps1", Map.of("name", "runbook-a"),
            "firewall/windows/remove-rule.ps1", Map.of("name", "runbook-a", "rule", "v2.30|Name=\u00e9|"),
            "firewall/windows/set-network-category.ps1", CATEGORY,
            "firewall/windows/set-rule-enabled.ps1", Map.of("name", ODD, "enabled", "False"),
            "host/windows/tasks/read-task.ps1", Map.of("name", "runbook guard 1"),
            "host/windows/read-windows.ps1", Map.of());

    @TempDir
    private Path folder;

    /** @param shell one that is here */
    record Way(RealPowerShell shell, LanguageMode mode) { }

    static List<RealPowerShell> here() {
        return RealPowerShell.all();
    }

    static List<Way> ways() {
        return here().stream().flatMap(shell -> Stream.of(LanguageMode.values()).map(mode -> new Way(shell, mode)))
                .toList();
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

    /** A script that is added has its place in the table above. */
    @ParameterizedTest
    @MethodSource("ways")
    void everyScriptAnswersInEveryMode(Way way) throws IOException {
        assertEquals(Project.files("lib", ".ps1").stream().filter(file -> !file.endsWith("/frame.ps1"))
                .map(file -> file.substring("lib/".length())).toList(), new TreeMap<>(USUAL).keySet().stream().toList());
        boolean full = way.mode() == LanguageMode.FULL;
        var answers = new TreeMap<String, String>();
        for (String script : USUAL.keySet()) {
            answers.put(script.replaceFirst(".*/", ""), switch (run(way, script, USUAL.get(script), "1")) {
                case PowerShell.Result.Returned returned -> plain(way, returned.value());
                case PowerShell.Result.Threw threw -> threw.error();
                case PowerShell.Result.Silent silent -> throw new AssertionError(script + " " + silent);
            });
        }
        String all = answers.remove("read-windows.ps1");
        assertTrue(all.contains("\"processes\":[{"), all);
        // Of .NET for other systems than Windows: no rights to ask for, and no security identifier.
        if (full && Os.current() != Os.WINDOWS) {
            assertEquals("PlatformNotSupportedException", answers.put("read-task.ps1", TASK));
            assertEquals("{\"error\":1155,\"exit\":null,\"started\":false,\"words\":\"\"}",
                    answers.put("elevate.ps1", STARTED));
        }
        assertEquals(Map.of("add-rule.ps1", "{\"done\":true}", "read-drops.ps1", "{\"drops\":[{\"event\":5157,"
                + "\"values\":{\"DestPort\":\"8000\",\"Direction\":\"%%14592\",\"ProcessID\":\"4\",\"Protocol\":\"6\","
                + "\"SourcePort\":\"54712\"}}],\"state\":\"read\"}",
                "read-network.ps1", "{\"network\":{\"category\":1,\"name\":\"Livebox\"}}",
                "read-rule.ps1", "{\"rule\":\"v2.30|Name=\u00e9|\"}", "remove-rule.ps1", "{\"done\":true}",
                "set-network-category.ps1", "{\"done\":true}", "set-rule-enabled.ps1", "{\"done\":true}",
                "read-task.ps1", TASK, "elevate.ps1", STARTED), answers);
    }

    private static final String TASK = "{\"task\":{\"lastResult\":267009,\"lastRun\":\"2026-11-23T08:00:00\","
            + "\"nextRun\":null,\"state\":3},\"user\":\"S-1-5-21-1-2-3-1001\"}";
    private static final String STARTED = "{\"error\":0,\"exit\":10,\"started\":true,\"words\":\"\"}";

    /** A whole process, as Windows has it, asked twice: what the host of the console makes of it is part of it. */
    @ParameterizedTest
    @MethodSource("ways")
    void aLongAnswerInAnyLetterArrivesWhole(Way way) {
        String rule = "function Get-ItemProperty { [pscustomobject]@{ 'runbook-a' = (([string][char]0xE9 + [char]0x212A"
                + " + [char]0xD83D + [char]0xDE00 + [char]7 + [char]10 + '\\x|').PadRight(1000, 'x')) * 1000 } }\n";
        var world = new FakePowerShellWorld(command -> way.shell().instead(command, rule + way.mode().line()));
        try {
            for (int i = 0; i < 2; i++) {
                assertEquals(Fact.known("\u00e9\u212a\ud83d\ude00\u0007\n\\x|".concat("x".repeat(991)).repeat(1000)),
                        new PowerShell(world).json("firewall/windows/read-rule.ps1", Map.of("name", "runbook-a"),
                                RealPowerShell.PATIENCE)
                                .map(answer -> answer.getAsJsonObject().get("rule").getAsString()));
            }
        } finally {
            world.hangUp();
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRuleIsMadeAsItWasAskedFor(Way way) throws IOException {
        assertEquals("{\"done\":true}", ask(way, "add-rule", RULE));
        assertEquals(List.of("New-NetFirewallRule -Action Allow -Direction Inbound -DisplayName L'API; $x "
                + "-Enabled True -Group runbook -LocalPort 80,443 -Name runbook-a -PolicyStore PersistentStore "
                + "-Profile Private -Protocol TCP -RemoteAddress LocalSubnet"), calls());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRuleThatWouldBeOpenToAllIsNotMade(Way way) throws IOException {
        for (String missing : RULE.keySet()) {
            var data = new HashMap<String, Object>(RULE);
            data.put(missing, data.get(missing) instanceof List ? List.of() : "");
            assertTrue(ask(way, "add-rule", data).startsWith("runbook: "), missing);
        }
        assertEquals(List.of(), calls());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void onlyTheRuleThatWasLookedAtIsRemoved(Way way) throws IOException {
        String rule = "v2.30|Name=\u00e9|";
        assertEquals("runbook: bad name", ask(way, "remove-rule", Map.of("name", "*", "rule", rule)));
        assertEquals("runbook: bad name", ask(way, "remove-rule", Map.of("rule", rule)));
        assertEquals("runbook: the rule has changed",
                ask(way, "remove-rule", Map.of("name", "runbook-a", "rule", "x")));
        assertEquals("{\"done\":true}", ask(way, "remove-rule", Map.of("name", "runbook-z", "rule", rule)));
        assertEquals(List.of(), calls());
        assertEquals("{\"done\":true}", ask(way, "remove-rule", Map.of("name", "runbook-a", "rule", rule)));
        assertEquals(List.of("Remove-NetFirewallRule -Name runbook-a -PolicyStore PersistentStore"), calls());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aRuleIsPickedByItsWholeName(Way way) throws IOException {
        assertEquals("{\"done\":true}", ask(way, "set-rule-enabled", Map.of("name", ODD, "enabled", "False")));
        assertEquals(List.of("Get-NetFirewallRule -PolicyStore PersistentStore",
                "Set-NetFirewallRule -Enabled False -Name " + ODD), calls());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void onlyTheNetworkThatWasLookedAtIsChanged(Way way) throws IOException {
        var other = new HashMap<String, Object>(CATEGORY);
        other.put("network", "livebox");
        assertEquals("runbook: another network", ask(way, "set-network-category", other));
        other.put("guid", "{5A1B}");
        assertEquals("runbook: not exactly one network", ask(way, "set-network-category", other));
        assertEquals(List.of(), calls());
        assertEquals("{\"done\":true}", ask(way, "set-network-category", CATEGORY));
        assertEquals(List.of("Set-NetConnectionProfile -InterfaceIndex 7 -NetworkCategory Private"), calls());
    }

    /** Of an event whose template Windows does not tell, a constrained language cannot name the fields. */
    @ParameterizedTest
    @MethodSource("ways")
    void aLogThatMayNotBeReadIsNotAnEmptyOne(Way way) throws IOException {
        assertEquals("{\"drops\":[],\"state\":\"read\"}", drops(way, "NoMatchingEventsFound"));
        assertEquals("{\"drops\":[],\"state\":\"denied\"}", drops(way, "LogInfoUnavailable"));
        assertEquals(way.mode() == LanguageMode.FULL ? drops(way, "1") : "{\"drops\":[],\"state\":\"unreadable\"}",
                drops(way, "2"));
    }

    private String drops(Way way, String ends) {
        return said(way, run(way, "firewall/windows/read-drops.ps1", DROPS, ends));
    }

    @ParameterizedTest
    @MethodSource("here")
    void inAConstrainedLanguageTheRightsAreAskedForByStartProcess(RealPowerShell shell) throws IOException {
        var way = new Way(shell, LanguageMode.CONSTRAINED);
        String words = "\"This command cannot be run due to the error: The operation was canceled by the user.\"}";
        assertEquals(STARTED, elevated(way, ""));
        assertEquals(List.of("Start-Process -ArgumentList \"@x y\" --apply -FilePath C:\\a b\\javaw.exe -PassThru True "
                + "-Verb RunAs -Wait True"), calls());
        assertEquals("{\"error\":null,\"exit\":null,\"started\":false,\"words\":" + words, elevated(way, "refused"));
        assertEquals("{\"error\":1223,\"exit\":null,\"started\":false,\"words\":" + words, elevated(way, "numbered"));
        // Whether it has started is not known then.
        assertFalse(elevated(way, "afterwards").startsWith("{"));
    }

    private String elevated(Way way, String ends) {
        return said(way, run(way, "change/elevate/elevate.ps1", USUAL.get("change/elevate/elevate.ps1"), ends));
    }

    private String ask(Way way, String script, Map<String, ?> data) {
        return said(way, run(way, "firewall/windows/" + script + ".ps1", data, ""));
    }

    /** In any order the same, and without the mode, which it has where that is not the full one. */
    private static String plain(Way way, JsonElement answer) {
        JsonObject table = sorted(answer).getAsJsonObject();
        JsonElement mode = table.remove("languageMode");
        assertEquals(way.mode() == LanguageMode.FULL ? null : new JsonPrimitive("ConstrainedLanguage"), mode);
        return table.toString();
    }

    private static String said(Way way, PowerShell.Result result) {
        return switch (result.json()) {
            case Fact.Known<JsonElement>(JsonElement value) -> plain(way, value);
            case Fact.Unknown<JsonElement>(Message cause) -> cause.args().isEmpty() ? cause.key()
                    : String.valueOf(cause.args().getLast());
        };
    }

    /** @param ends what the stand-ins are to do */
    private PowerShell.Result run(Way way, String script, Map<String, ?> data, String ends) {
        var environment = Map.of("RUNBOOK_CALLS", folder.resolve("calls").toString(), "RUNBOOK_ENDS", ends,
                "SystemRoot", windows().toString());
        return new PowerShell(new ForwardingWorld(new FakeWorld(Os.WINDOWS)) {
            @Override
            public Ran run(Command command) {
                return PowerShellHost.of(way.shell()).run(command, STAND_INS, way.mode(), environment);
            }
        }).run(script, data, RealPowerShell.PATIENCE);
    }

    /** Where Windows is, or what one of its programs is played by. */
    private Path windows() {
        if (Os.current() == Os.WINDOWS) {
            return Path.of(System.getenv("SystemRoot"));
        }
        try {
            Path program = Files.createDirectories(folder.resolve("System32")).resolve("whoami.exe");
            Files.writeString(program, "#!/bin/sh\n[ \"$*\" = '/user /fo csv /nh' ] && echo '\"PC\\zoe\",\"S-1-5-21-1-2-3-1001\"'\n");
            program.toFile().setExecutable(true);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table of PowerShell has no order. */
    private static JsonElement sorted(JsonElement value) {
        if (value instanceof JsonArray list) {
            var all = new JsonArray();
            list.forEach(one -> all.add(sorted(one)));
            return all;
        }
        if (value instanceof JsonObject table) {
            var all = new JsonObject();
            new TreeMap<>(table.asMap()).forEach((key, one) -> all.add(key, sorted(one)));
            return all;
        }
        return value;
    }

    private List<String> calls() throws IOException {
        Path file = folder.resolve("calls");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
