package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Project;

/** The scripts as text: what may stand in them, and that nothing dangerous can be called without its guard. */
class ScriptsTest {
    /** Every cmdlet that is used, with the parameters that it is given; those of Microsoft's reference for 5.1. */
    private static final Map<String, Set<String>> CMDLETS = Map.ofEntries(
            Map.entry("Test-Path", Set.of("LiteralPath")),
            Map.entry("Get-ItemProperty", Set.of("LiteralPath", "Path", "ErrorAction")),
            Map.entry("Get-Content", Set.of("LiteralPath", "TotalCount", "Tail")),
            Map.entry("Get-CimInstance", Set.of("ClassName", "Namespace", "Property")),
            Map.entry("Get-NetIPAddress", Set.of()),
            Map.entry("Get-NetRoute", Set.of("AddressFamily")),
            Map.entry("Get-NetFirewallHyperVVMSetting", Set.of("PolicyStore", "Name")),
            Map.entry("Get-NetFirewallHyperVRule", Set.of("VMCreatorId")),
            Map.entry("Get-Service", Set.of("Name")),
            Map.entry("Get-Process", Set.of()),
            Map.entry("Get-NetConnectionProfile", Set.of()),
            Map.entry("Set-NetConnectionProfile", Set.of("InterfaceIndex", "NetworkCategory")),
            Map.entry("Get-NetAdapter", Set.of("IncludeHidden")),
            Map.entry("ForEach-Object", Set.of()),
            Map.entry("Where-Object", Set.of()),
            Map.entry("New-Object", Set.of()),
            Map.entry("Get-NetFirewallRule", Set.of("PolicyStore", "Name")),
            Map.entry("Set-NetFirewallRule", Set.of("InputObject", "Enabled")),
            Map.entry("Remove-NetFirewallRule", Set.of("PolicyStore", "Name")),
            Map.entry("New-NetFirewallRule", Set.of("PolicyStore", "Name", "DisplayName", "Group", "Direction",
                    "Action", "Enabled", "Protocol", "LocalPort", "Profile", "RemoteAddress")));
    private static final Set<String> OPERATORS = Set.of("notcontains", "contains", "match", "notmatch", "eq", "ne",
            "cne", "not", "band", "and", "cmatch");
    private static final String READING = "lib/host/windows/read-windows.ps1";
    private static final Pattern WORD = Pattern.compile("\\b([A-Z][A-Za-z]+-[A-Z][A-Za-z]+)\\b");
    private static final Pattern PARAMETER = Pattern.compile("(?<=\\s)-([A-Za-z]+)");

    private static List<String> scripts() {
        return Stream.concat(Project.files("lib/firewall/windows", ".ps1").stream(), Stream.of(READING)).toList();
    }

    /** The text without comments and without what stands in quotes. */
    private static String code(String text) {
        return text.replaceAll("(?m)^\\s*#.*$", "").replaceAll("'[^'\\n]*'", "''").replace("`\n", " ");
    }

    @Test
    void theyAreAsciiWithoutDoubleQuotesAndWithoutWhatAntivirusLooksFor() {
        assertEquals(7, scripts().size());
        for (String script : scripts()) {
            String text = Project.read(script);
            assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127), script);
            assertFalse(text.contains("\""), script);
            assertFalse(text.toLowerCase().matches("(?s).*(encodedcommand|bypass|invoke-expression|\\biex\\b"
                    + "|frombase64|downloadstring|add-type|start-process).*"), script);
            assertTrue(text.startsWith("#"), script + " says first what it does");
        }
    }

    @Test
    void everyCmdletAndParameterIsInTheTable() {
        var used = new TreeSet<String>();
        for (String script : scripts()) {
            for (String line : code(Project.read(script)).lines().toList()) {
                Matcher cmdlet = WORD.matcher(line);
                var allowed = new TreeSet<>(OPERATORS);
                while (cmdlet.find()) {
                    if (!cmdlet.group(1).equals("Read-Values")) {
                        assertTrue(CMDLETS.containsKey(cmdlet.group(1)), script + ": " + cmdlet.group(1));
                        used.add(cmdlet.group(1));
                        allowed.addAll(CMDLETS.get(cmdlet.group(1)));
                    }
                }
                Matcher parameter = PARAMETER.matcher(line);
                while (parameter.find()) {
                    assertTrue(allowed.contains(parameter.group(1)),
                            script + ": -" + parameter.group(1) + " in " + line);
                }
            }
        }
        assertEquals(CMDLETS.keySet(), used, "the table holds nothing that is not used");
    }

    @Test
    void onlyTheScriptsThatSayChangeCanChange() {
        for (String script : List.of(READING, "lib/firewall/windows/read-rule.ps1",
                "lib/firewall/windows/read-network.ps1")) {
            assertFalse(code(Project.read(script))
                    .matches("(?s).*\\b(Set|New|Remove|Add|Clear|Enable|Disable)-(?!Object)[A-Z].*"), script);
        }
    }

    @Test
    void ruleCmdletsAreNotUsedToRead() {
        for (String script : List.of(READING, "lib/firewall/windows/read-rule.ps1",
                "lib/firewall/windows/read-network.ps1")) {
            assertFalse(code(Project.read(script)).matches("(?s).*NetFirewall(?!HyperV).*"), script);
        }
    }

    /** Without a criterion that cmdlet deletes every local rule (NetSecurity, Remove-NetFirewallRule, example 1). */
    @Test
    void removalHasOneLiteralNameThatWasCheckedBefore() {
        String all = String.join("\n", scripts().stream().map(Project::read).map(ScriptsTest::code).toList());
        assertEquals(1, all.split("Remove-NetFirewallRule", -1).length - 1);
        String script = Project.read("lib/firewall/windows/remove-rule.ps1");
        int guard = script.indexOf("if ($name -notmatch '\\A[A-Za-z0-9{}_-]+\\z') { throw");
        int unchanged = script.indexOf("if ($found -cne [string]$data.rule) { throw");
        int removal = script.indexOf("Remove-NetFirewallRule -PolicyStore PersistentStore -Name $name\n");
        assertTrue(0 < guard && guard < unchanged && unchanged < removal, script);
        assertEquals(2, script.split("\\$name = ", -1).length, "the name is set once, before the check");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "a*", "a?b", "[a]", "a b", "a\n", "`a", "'; Remove-Item C:", "caf\u00e9"})
    void namesThatACmdletCouldTakeForMoreThanOneAreRefused(String name) {
        assertFalse(LocalRules.plain(name));
        assertFalse(Pattern.compile("\\A[A-Za-z0-9{}_-]+\\z").matcher(name).find());
    }
}
