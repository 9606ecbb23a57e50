package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cli.ExitCode;
import inventory.InventoryFile;
import inventory.InventoryProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testing.Project;

/** What the README and the pages that it leads to promise is what the project has. */
class ReadmeTest {

    static List<Page> pages() throws IOException {
        return Page.ofTheProject();
    }

    /** The runbook's too: its own test looks at anchors of its own page alone. */
    static Stream<Page> pagesAndRunbook() throws IOException {
        return Stream.concat(pages().stream(), Stream.of(Page.read(Project.path("runbook/RUNBOOK.md")),
                Page.read(Project.path("runbook/RUNBOOK.fr.md"))));
    }

    @ParameterizedTest
    @MethodSource("pagesAndRunbook")
    void everyLinkIntoTheProjectLeadsSomewhere(Page page) throws IOException {
        assertTrue(!page.links().isEmpty());
        for (String link : Set.copyOf(page.links())) {
            if (!link.startsWith("https://")) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]);
                assertTrue(Files.exists(target), link);
                assertTrue(target.normalize().startsWith(Project.root()), link);
                Page led = target.equals(page.file()) || parts.length == 1 ? page : Page.read(target);
                assertTrue(parts.length == 1 || led.hasAnchor(parts[1]), link);
            }
        }
    }

    @Test
    void theReadmeLeadsToEveryPageAndEveryPageBack() throws IOException {
        Path readme = Project.path("README.md");
        Set<Path> reached = targets(Page.read(readme));
        for (Page page : pages()) {
            if (!page.file().equals(readme)) {
                assertTrue(reached.contains(page.file()), "not in the README: " + page);
                assertTrue(targets(page).contains(readme), "no way back from " + page);
            }
        }
    }

    private static Set<Path> targets(Page page) {
        return page.links().stream().filter(link -> !link.startsWith("https://") && !link.startsWith("#"))
                .map(link -> page.file().resolveSibling(link.split("#", 2)[0]).normalize()).collect(Collectors.toSet());
    }

    /** Whoever reads French finds the way at once, without reading on. */
    @Test
    void theFirstScreenOfTheReadmeLeadsToFrench() {
        List<String> screen = Project.read("README.md").lines().limit(24).toList();
        assertTrue(screen.stream().anyMatch(line -> line.contains("En français")), screen.toString());
        assertTrue(screen.stream().anyMatch(line -> line.contains("](docs/README.fr.md)")), screen.toString());
    }

    @Test
    void everyExitCodeIsExplained() {
        List<Integer> explained = Pattern.compile("(?m)^\\| (\\d+) \\| .+ \\|$")
                .matcher(Project.read("docs/machine-readable.md"))
                .results().map(row -> Integer.valueOf(row.group(1))).toList();

        assertEquals(Arrays.stream(ExitCode.values()).map(ExitCode::code).distinct().toList(), explained);
    }

    @Test
    void everyInventoryInThePagesIsValid() throws IOException, InventoryProblem {
        var names = new ArrayList<String>();
        for (Page page : pages()) {
            for (Page.Block block : page.blocks()) {
                if (block.isFor("yaml")) {
                    names.add(InventoryFile.of(page.toString(), String.join("\n", block.lines())).services().getFirst()
                            .name());
                }
            }
        }
        assertEquals(List.of("My API", "My own API"), names);
    }

    @Test
    void everyBlockSaysWhatItIs() throws IOException {
        var tags = new TreeSet<String>();
        for (Page page : pages()) {
            page.blocks().forEach(block -> tags.addAll(block.tags()));
        }
        assertEquals(Set.of("bash", "cmd", "powershell", "text", "yaml"), tags);
    }

    @Test
    void everyLineOfTheChangelogSaysOfWhatKindItIs() {
        Project.read("CHANGELOG.md").lines().filter(line -> line.startsWith("- ")).forEach(line ->
                assertTrue(line.matches("- (New|Fix|Change|Breaking): [A-Z`].*"), line));
    }
}
