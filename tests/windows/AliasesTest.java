package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import layout.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Turn;

/**
 * Every alias, as a user starts it: JBang resolves and runs it on that Windows, and builds it. The console is not among them,
 * because the Java of the bench has no JShell.
 */
@WindowsTest
@Turn(0)
class AliasesTest {

    /** A real run of each, after its exit code: all services answer, and no rule lets a phone in. */
    private static final Map<String, List<String>> RUNS = Map.of("diagnose", List.of("20", "--lang", "fr"),
            "fix-firewall", List.of("40"), "verify", List.of("0"), "rollback", List.of("0", "--list"),
            "monitor", List.of("20", "--once"), "explain", List.of("0", "firewall-blocks-by-default"),
            "demo", List.of("0"));

    /** A build takes half a minute under Wine; all others are brought. */
    private static final String BUILT_THERE = "diagnose";

    static Stream<Catalog.Alias> aliases() {
        return Catalog.aliases().stream().filter(alias -> !alias.isConsole());
    }

    @ParameterizedTest
    @MethodSource("aliases")
    void startsThroughJBang(Catalog.Alias alias, WindowsMachine machine) throws IOException {
        RecordedWindows.FEW_RULES.into(machine, Map.of("Category", "1"));
        WindowsJBang jbang = WindowsJBang.on(machine);
        if (alias.name().equals(BUILT_THERE)) {
            jbang.build(BUILT_THERE);
            jbang.run(BUILT_THERE, "--version").exitedWith(0).outContains(BUILT_THERE).errIsEmpty();
            jbang.run(BUILT_THERE, "--help").exitedWith(0).outContains("Usage", BUILT_THERE).errIsEmpty();
        } else {
            jbang.bring(alias.name());
        }
        var words = new ArrayList<>(RUNS.get(alias.name()));
        int code = Integer.parseInt(words.set(0, alias.name()));
        jbang.run(words.toArray(String[]::new)).exitedWith(code).errLacks("Building jar");
    }

    @Test
    void eachHasARun() {
        assertEquals(Set.copyOf(RUNS.keySet()), aliases().map(Catalog.Alias::name).collect(Collectors.toSet()));
    }

    /** The code of the script arrives, and is none of JBang's own, 0 to 4. */
    @Test
    void refusesWhatItDoesNotKnow(WindowsMachine machine) throws IOException {
        WindowsJBang.on(machine).bring("explain").run("explain", "--no-such-option").exitedWith(64)
                .errContains("--no-such-option");
    }
}
