package help;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import text.Language;

class RunbookPlaceTest {

    @TempDir
    private Path project;

    private void write(String... files) throws IOException {
        for (String file : files) {
            Path path = project.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "");
        }
    }

    private Optional<String> link(Path here) {
        return RunbookPlace.find(here, Language.FRENCH).link("no-answer", Language.FRENCH);
    }

    @Test
    void isAFileInTheProjectsFolderAsSeenFromThere() throws IOException {
        write("jbang-catalog.json", "runbook/RUNBOOK.fr.md", "lib/a/b");

        assertEquals(Optional.of("runbook/RUNBOOK.fr.md#no-answer"), link(project));
        assertEquals(Optional.of(project + "/runbook/RUNBOOK.fr.md#no-answer"), link(project.resolve("lib/a")));
    }

    @Test
    void isUnknownInAFolderThatHasAPageOfThatNameAndNoCatalog() throws IOException {
        write("runbook/RUNBOOK.fr.md");

        assertEquals(new RunbookPlace.Program(), RunbookPlace.find(project, Language.FRENCH));
        assertEquals(Optional.empty(), link(project));
    }

    @Test
    void isAnAddressAtItsTag() {
        assertEquals(Optional.of("https://example.org/r/blob/v1/runbook/RUNBOOK.md#no-answer"),
                new RunbookPlace.Site("https://example.org/r/blob/v1/runbook/").link("no-answer", Language.ENGLISH));
    }
}
