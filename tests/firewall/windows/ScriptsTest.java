package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Project;

/**
 * The scripts as text: what may stand in them, and that nothing dangerous can be called without its guard. What they
 * call is held against Microsoft's reference in {@code tests/powershell}.
 */
class ScriptsTest {
    private static final String READING = "lib/host/windows/read-windows.ps1";

    private static List<String> scripts() {
        return Stream.concat(Project.files("lib/firewall/windows", ".ps1").stream(), Stream.of(READING)).toList();
    }

    /** The text without comments and without what stands in quotes. */
    private static String code(String text) {
        return text.replaceAll("(?m)^\\s*#.*$", "").replaceAll("'[^'\\n]*'", "''").replace("`\n", " ");
    }

    @Test
    void theyAreAsciiWithoutDoubleQuotesAndWithoutWhatAntivirusLooksFor() {
        assertEquals(8, scripts().size());
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
    void onlyTheScriptsThatSayChangeCanChange() {
        for (String script : List.of(READING, "lib/firewall/windows/read-rule.ps1",
                "lib/firewall/windows/read-network.ps1", "lib/firewall/windows/read-drops.ps1")) {
            assertFalse(code(Project.read(script))
                    .matches("(?s).*\\b(Set|New|Remove|Add|Clear|Enable|Disable)-(?!Object)[A-Z].*"), script);
        }
    }

    @Test
    void ruleCmdletsAreNotUsedToRead() {
        for (String script : List.of(READING, "lib/firewall/windows/read-rule.ps1",
                "lib/firewall/windows/read-network.ps1", "lib/firewall/windows/read-drops.ps1")) {
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
        assertFalse(RuleScripts.plain(name));
        assertFalse(Pattern.compile("\\A[A-Za-z0-9{}_-]+\\z").matcher(name).find());
    }
}
