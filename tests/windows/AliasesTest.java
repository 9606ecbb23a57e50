package windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import layout.Catalog;
import org.junit.jupiter.api.Test;
import testing.Turn;

/** Every alias, as a user starts it: JBang resolves, builds and runs it on that Windows. */
@WindowsTest
@Turn(0)
class AliasesTest {

    /** A run of each that has something to say; the services of the guide answer, and no rule lets a phone in. */
    private static final Map<String, List<String>> RUNS = Map.of("diagnose", List.of("20", "--lang", "fr"),
            "fix-firewall", List.of("40"), "verify", List.of("20"), "rollback", List.of("0", "--list"),
            "monitor", List.of("20", "--once"), "explain", List.of("0", "firewall-blocks-by-default"),
            "demo", List.of("0"));

    /** JShell is not in the Java of the bench, so the console is not among them. */
    @Test
    void startsThroughJBang(WindowsMachine machine) throws IOException {
        RecordedWindows.FEW_RULES.into(machine).registry().bench("Category", "1");
        WindowsJBang jbang = WindowsJBang.on(machine);
        List<Catalog.Alias> aliases = Catalog.aliases().stream().filter(alias -> !alias.isConsole()).toList();
        assertEquals(RUNS.keySet(), Set.copyOf(aliases.stream().map(Catalog.Alias::name).toList()));
        for (Catalog.Alias alias : aliases) {
            jbang.build(alias.name());
            jbang.run(alias.name(), "--version").exitedWith(0).outContains(alias.name()).errIsEmpty();
            jbang.run(alias.name(), "--help").exitedWith(0).outContains("Usage", alias.name()).errIsEmpty();
            List<String> run = RUNS.get(alias.name());
            var words = new ArrayList<>(List.of(alias.name()));
            words.addAll(run.subList(1, run.size()));
            jbang.run(words.toArray(String[]::new)).exitedWith(Integer.parseInt(run.getFirst()));
        }
        jbang.run("diagnose", "--no-such-option").exitedWith(64).errContains("--no-such-option");
    }
}
