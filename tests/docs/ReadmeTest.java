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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import replay.Recorded;
import replay.View;
import testing.Project;

/** What the README promises is what the project has. */
class ReadmeTest {

    @Test
    void everyLinkIntoTheProjectLeadsSomewhere() throws IOException {
        Path readme = Project.path("README.md");
        for (String link : Page.read(readme).links()) {
            if (!link.startsWith("https://")) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? readme : readme.resolveSibling(parts[0]);
                assertTrue(Files.exists(target), link);
                assertTrue(parts.length == 1 || Page.read(target).hasAnchor(parts[1]), link);
            }
        }
    }

    @Test
    void everyExitCodeIsExplained() {
        List<Integer> explained = Pattern.compile("(?m)^\\| (\\d+) \\| .+ \\|$").matcher(Project.read("README.md"))
                .results().map(row -> Integer.valueOf(row.group(1))).toList();

        assertEquals(Arrays.stream(ExitCode.values()).map(ExitCode::code).distinct().toList(), explained);
    }

    @Test
    void theInventoryInTheReadmeIsValid() throws IOException, InventoryProblem {
        List<String> yaml = Page.read(Project.path("README.md")).blocks().stream()
                .filter(block -> block.isFor("yaml")).map(block -> String.join("\n", block.lines())).toList();

        assertEquals(1, yaml.size());
        assertEquals("My API", InventoryFile.of("README.md", yaml.getFirst()).services().getFirst().name());
    }

    /** The picture is what the replay prints, to the letter. */
    @Test
    void thePictureIsARealDiagnosis() throws IOException {
        List<String> said = View.DIAGNOSE_EN.of(new Recorded("windows-popup-block-rule")).lines().toList();
        var picture = new ArrayList<>(said.subList(1, said.size() - 1));
        picture.addFirst("$ jbang diagnose");

        assertTrue(Project.read("README.md").contains("<!-- picture -->\n```text\n"
                + String.join("\n", picture) + "\n```\n"), () -> "expected:\n" + String.join("\n", picture));
    }

    @Test
    void everyLineOfTheChangelogSaysOfWhatKindItIs() {
        Project.read("CHANGELOG.md").lines().filter(line -> line.startsWith("- ")).forEach(line ->
                assertTrue(line.matches("- (New|Fix|Change|Breaking): [A-Z`].*"), line));
    }
}
