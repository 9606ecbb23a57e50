package layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import path.Hop;
import testing.Project;

/** The map of the code is of this code. With {@code UPDATE=1} in the environment it is drawn anew. */
class ArchitectureTest {
    private static final boolean UPDATE = "1".equals(System.getenv("UPDATE"));
    private static final String PAGE = "docs/architecture.md";
    private static final Pattern TREE = Pattern.compile("(?s)(?<=<!-- tree -->\n).*(?=<!-- end of tree -->)");

    @Test
    void thePictureShowsThePackagesAsTheyAre() throws IOException {
        assertIs(PackagesPicture.FILE, PackagesPicture.of(Packages.shipped()));
    }

    @Test
    void theTreeHasTheSentenceOfEachFolder() throws IOException {
        assertIs(PAGE, TREE.matcher(Project.read(PAGE))
                .replaceFirst(Matcher.quoteReplacement(PackagesTree.of(Packages.shipped()))));
    }

    /** Counted without the program that writes it. */
    @Test
    void everyFolderIsInTheTree() {
        String page = Project.read(PAGE);
        for (Source source : Source.library()) {
            assertTrue(page.contains("(../" + source.folder() + "/)"), source.folder());
        }
    }

    @Test
    void everyHopIsExplainedInTheOrderOfThePath() {
        List<String> explained = Pattern.compile("(?m)^\\| `([a-z]+)` \\| .+ \\|$")
                .matcher(Project.read(PAGE)).results().map(row -> row.group(1)).toList();
        assertEquals(Arrays.stream(Hop.values()).map(Hop::id).toList(), explained);
    }

    /** {@code top} uses {@code left} and {@code right}, both use {@code ground}, which {@code top} names as well. */
    @Test
    void anArrowThatFollowsFromOthersIsLeftOut() {
        var packages = new Packages(new TreeMap<>(Map.of("top", Set.of("left", "right", "ground"), "left",
                Set.of("ground"), "right", Set.of("ground"), "ground", Set.of())), Map.of());
        assertEquals(List.of(List.of("ground"), List.of("left", "right"), List.of("top")), packages.floors());
        assertEquals(Set.of("left", "right"), packages.usesDirectly("top"));
    }

    @Test
    void aCircleIsNamed() {
        var packages = new Packages(Map.of("one", Set.of("two"), "two", Set.of("three"), "three", Set.of("two")),
                Map.of());
        assertEquals("a circle: one uses two uses three uses two",
                assertThrows(IllegalStateException.class, () -> packages.floor("one")).getMessage());
    }

    private static void assertIs(String file, String expected) throws IOException {
        if (UPDATE) {
            Files.writeString(Project.path(file), expected);
        }
        assertEquals(expected, Project.read(file), () -> file + ": see UPDATE in " + ArchitectureTest.class);
    }
}
