package docs;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import runbook.Demo;
import runbook.Diagnose;
import runbook.FixFirewall;
import runbook.Monitor;
import runbook.Rollback;
import runbook.Verify;

/** Every command that a page names is one that a script takes, and every option is one of a script's. */
class CommandsTest {
    private static final Map<String, Supplier<Callable<ExitCode>>> SCRIPTS = Map.of(
            "diagnose", Diagnose::new,
            "fix-firewall", () -> new FixFirewall(question -> Optional.empty()),
            "verify", Verify::new,
            "rollback", () -> new Rollback(question -> Optional.empty()),
            "monitor", Monitor::new,
            "demo", Demo::new);

    /** {@code jbang diagnose --lang fr}, also by file, from an address, in a {@code .cmd} file, behind a variable. */
    private static final Pattern COMMAND = Pattern.compile(
            "\\bjbang (?:run -o )?(?:runbook/)?(?<name>[A-Za-z-]+?)(?:\\.java|@\\S+)?(?<args>(?: [^`|#]*)?)(?:[`|#]|$)");
    private static final Pattern IN_A_LINE = Pattern.compile("`([^`]+)`");
    private static final Pattern OPTION = Pattern.compile("(--[a-z][a-z-]+)(?: [A-Za-z0-9|.]+)?");

    /** Of our test runner, in CONTRIBUTING. */
    private static final String WITHOUT = "--without";

    static List<Page> pages() throws IOException {
        return Page.ofTheProject();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandIsOneThatItsScriptTakes(Page page) throws IOException {
        for (String code : code(page)) {
            var found = COMMAND.matcher(Placeholder.filled(code));
            if (found.find() && SCRIPTS.containsKey(alias(found.group("name")))) {
                String[] args = found.group("args").strip().split("\\s+");
                assertDoesNotThrow(() -> new CommandLine(SCRIPTS.get(alias(found.group("name"))).get())
                        .parseArgs(Arrays.stream(args).filter(arg -> !arg.isEmpty()).toArray(String[]::new)), code);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyOptionNamedAloneIsAScripts(Page page) throws IOException {
        var options = new TreeSet<>(List.of(WITHOUT));
        SCRIPTS.values().forEach(script -> options.addAll(options(new CommandLine(script.get()))));
        for (String code : code(page)) {
            var option = OPTION.matcher(code);
            assertTrue(!option.matches() || options.contains(option.group(1)), code);
        }
    }

    /** The pattern finds what it is to find. */
    @Test
    void thePagesNameEveryScript() throws IOException {
        var named = new TreeSet<String>();
        for (Page page : pages()) {
            code(page).forEach(code -> COMMAND.matcher(code).results()
                    .forEach(found -> named.add(alias(found.group("name")))));
        }
        assertTrue(named.containsAll(SCRIPTS.keySet()), named.toString());
    }

    private static List<String> options(CommandLine line) {
        return Stream.concat(line.getCommandSpec().optionsMap().keySet().stream(),
                line.getSubcommands().values().stream().flatMap(below -> options(below).stream())).toList();
    }

    /** The lines of blocks for a shell, and what stands between backticks in the text. */
    private static List<String> code(Page page) throws IOException {
        var code = new ArrayList<String>();
        page.blocks().stream().filter(block -> !block.isFor("text") && !block.isFor("yaml"))
                .forEach(block -> code.addAll(block.code()));
        String prose = page.text().replaceAll("(?ms)^```.*?^```$", "").replaceAll("\\s+", " ");
        IN_A_LINE.matcher(prose).results().forEach(found -> code.add(found.group(1)));
        return code;
    }

    /** {@code fix-firewall} of {@code FixFirewall}. */
    private static String alias(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
