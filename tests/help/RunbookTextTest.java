package help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import path.FindingId;
import process.Shell;
import text.Columns;
import text.Language;

class RunbookTextTest {

    private static final String PAGE = """
            # Page

            Before.

            ## one-id

            A sentence with `code that is whole`, **bold** words and a [link](#other-id), [other-id](#other-id).

            *PowerShell*
            ```powershell
            Get-It -Name 'a very long command that is never broken, however narrow the terminal is'
            ```

            *bash*
            ```bash
            get it

            get more
            ```

            1. first
            2. second, which goes on
               below

            - with a dot

            | a | b |
            |---|---|
            | x | y |

            ### Below

            *cmd*
            ```cmd
            only here
            ```

            ## other-id
            """;

    private static String text(String anchor, int width, Shell shell) {
        return String.join("\n", new RunbookText(new Look(width, false, true), shell)
                .lines(RunbookPage.of(PAGE).at(anchor)));
    }

    @Test
    void showsASectionWithWhatIsBelowItForTheReadersShell() {
        assertEquals("""
                one-id

                A sentence with
                `code that is whole`,
                bold words and a link
                [other-id], other-id.

                    get it

                    get more

                1. first
                2. second, which goes on
                   below

                · with a dot

                x: y

                Below

                    cmd
                    only here""", text("one-id", 24, Shell.BASH));
    }

    @Test
    void neverBreaksACommand() {
        assertTrue(text("one-id", 24, Shell.POWERSHELL).contains(
                "    Get-It -Name 'a very long command that is never broken, however narrow the terminal is'"));
    }

    @Test
    void stopsAtTheNextHeadingOfItsLevel() {
        assertEquals("other-id", text("other-id", 80, Shell.BASH));
        assertEquals(List.of(), RunbookPage.of(PAGE).at("none"));
        assertEquals(List.of("one-id", "other-id"), RunbookPage.of(PAGE).ids());
    }

    @ParameterizedTest
    @EnumSource
    void everyFindingIsExplainedInBothLanguagesWithinTheWidth(FindingId id) {
        for (Language language : Language.values()) {
            var section = RunbookPage.read(language).at(id.id());
            List<String> lines = new RunbookText(new Look(60, false, true), Shell.BASH).lines(section);

            assertEquals(id.id(), lines.getFirst());
            assertTrue(lines.size() > 4, id.id());
            for (String line : lines) {
                // A command is never broken: four columns in, or between backticks in a sentence.
                assertTrue(line.startsWith("    ") || Columns.of(line.replaceAll("`[^`]*`[,.:;)]?", "")) <= 60, line);
                assertFalse(line.contains("**") || line.contains("](#") || line.contains("```"), line);
            }
        }
    }
}
