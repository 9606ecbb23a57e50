package powershell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import change.script.PasteScript;
import inventory.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.Protocol;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import process.Shell;
import text.Language;
import text.Words;

/** A service may be called anything: in the script that is printed for it the name is one value, and no more. */
class NamesStayDataTest {
    private static final List<String> NAMES = List.of("Eloquence API Service", "L'API",
            "L\u2019API \u2018x\u201A\u201B", "$(Get-Process)", "a; Get-Process", "a' -Action Block; '",
            "a\nGet-Process\n#", "-Confirm", "%PATH%", "\" & del \"", "`n`'", "@rule", "#", "\u062e\u062f\u0645\u0629",
            "caf\u00e9 \ud83d\ude00", "'", "''", "{", "}", "$undo", "--%", "<# x", "#> y", "@'", "a'@");

    private static final Map<String, String> SCRIPTS = new LinkedHashMap<>();
    private static Map<String, Tree> trees;

    @BeforeAll
    static void read() {
        NAMES.forEach(name -> SCRIPTS.put(name, script(name)));
        trees = Grammar.read(SCRIPTS);
    }

    private static String script(String name) {
        var service = new Service(name, List.of(8000), Protocol.TCP, Optional.empty(), Optional.empty());
        return String.join("\n", PasteScript.of(List.of(service), Shell.POWERSHELL, new Words(Language.FRENCH)));
    }

    @Test
    void everyScriptIsWholeAndHasNoCommandMoreThanAnother() {
        List<String> usual = commands(trees.get(NAMES.getFirst()));
        trees.forEach((name, tree) -> {
            assertEquals(List.of(), SyntaxCheck.complaints(tree), name);
            assertEquals(List.of(), CallCheck.complaints(tree), name);
            assertEquals(usual, commands(tree), name);
            assertTrue(tree.source().chars().allMatch(c -> c < 128), name);
        });
    }

    private static List<String> commands(Tree tree) {
        return Call.in(tree).map(call -> call.callee().is("script_block_expression") ? "{ }" : call.name()).toList();
    }

    @Test
    void whatIsNothingForAFirewallButANameArrivesAsItIs() {
        NAMES.stream().filter(name -> name.matches("[^\\p{Cntrl}|\\\\@]+")).forEach(name ->
                assertEquals(name, Call.in(trees.get(name)).filter(call -> call.name().equals("New-NetFirewallRule"))
                        .map(call -> value(call.value("DisplayName").orElseThrow())).collect(Collectors.joining())));
    }

    /** {@code ('caf' + [char]0x00e9 + '')}, worked out. */
    private static String value(Tree tree) {
        return tree.all("string_literal", "cast_expression").map(part -> part.is("cast_expression")
                ? String.valueOf((char) Integer.decode(part.children().getLast().text()).intValue())
                : part.literal().orElseThrow()).collect(Collectors.joining());
    }
}
