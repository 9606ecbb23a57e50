package docs;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import docs.Page.Block;
import docs.Page.Heading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import path.FindingId;
import process.Command;
import process.Exec;
import process.Os;
import testing.Project;
import testing.Result;

/** The runbook is whole in both languages, and what it offers to paste can be pasted. */
class RunbookTest {

    private static final List<String> SHELLS = List.of("powershell", "cmd", "bash");
    private static final Set<String> TAGS = Set.of("powershell", "cmd", "bash", "yaml", "text");

    private static Page english;
    private static Page french;

    @BeforeAll
    static void read() throws IOException {
        english = Page.read(Project.root().resolve("runbook/RUNBOOK.md"));
        french = Page.read(Project.root().resolve("runbook/RUNBOOK.fr.md"));
    }

    static Stream<Page> pages() {
        return Stream.of(english, french);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFindingHasOneHeadingAndNoOtherHeadingLooksLikeOne(Page page) {
        List<String> ids = page.headings().stream().map(Heading::text).filter(RunbookTest::looksLikeAnId).toList();

        assertEquals(ids.size(), Set.copyOf(ids).size(), "twice");
        assertEquals(Arrays.stream(FindingId.values()).map(FindingId::id).collect(Collectors.toSet()), Set.copyOf(ids));
    }

    private static boolean looksLikeAnId(String heading) {
        return heading.matches("[a-z][a-z0-9-]*");
    }

    @Test
    void everyEntrySaysHowItIsKnownWhatToDoHowToCheckAndHowToUndo() throws IOException {
        assertEntries(english, "**Known by:**", "**Do:**", "**Check:**", "**Undo:**");
        assertEntries(french, "**Comment on le sait :**", "**Que faire :**", "**Vérifier :**", "**Annuler :**");
    }

    private static void assertEntries(Page page, String... parts) throws IOException {
        // French puts a no-break space before the colon, and a line may end anywhere.
        String text = Files.readString(page.file()).replace('\u00a0', ' ');
        for (FindingId id : FindingId.values()) {
            String entry = text.split("(?m)^## " + id.id() + "$")[1].split("(?m)^## ")[0].replaceAll("\\s+", " ");
            for (String part : parts) {
                assertTrue(entry.contains(part), page + " " + id.id() + ": " + part);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFindingIsInTheContents(Page page) {
        assertAll(Arrays.stream(FindingId.values()).map(id -> () ->
                assertTrue(page.links().contains("#" + id.id()), id.id())));
    }

    @Test
    void bothLanguagesHaveTheSameHeadingsInTheSameOrder() {
        assertEquals(shape(english), shape(french));
    }

    private static String shape(Page page) {
        return page.headings().stream()
                .map(heading -> heading.level() + " " + (looksLikeAnId(heading.text()) ? heading.text() : "chapter"))
                .collect(joining("\n"));
    }

    @Test
    void bothLanguagesOfferTheSameCode() {
        assertEquals(code(english), code(french));
    }

    private static String code(Page page) {
        return page.blocks().stream()
                .map(block -> page.headings().indexOf(block.under()) + " " + block.tags() + "\n"
                        + String.join("\n", block.code()))
                .collect(joining("\n\n"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockSaysInTheTextWhichShellItIsFor(Page page) throws IOException {
        List<String> lines = Files.readAllLines(page.file());
        var labels = new TreeSet<String>();
        IntStream.range(1, lines.size())
                .filter(at -> lines.get(at).matches("```(powershell|cmd|bash)\\b.*"))
                .forEach(at -> labels.add(lines.get(at).substring(3) + ": " + lines.get(at - 1)));

        assertEquals(Set.of("powershell: *PowerShell*", "cmd: *cmd*", "bash: *bash*",
                "bash powershell cmd: *PowerShell, cmd, bash*"), labels);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyStepOfTheGuideHasAFormForEveryShell(Page page) {
        // A chapter of the guide, as opposed to an entry about one finding, which may concern one system only.
        var chapters = page.blocks().stream()
                .filter(block -> !looksLikeAnId(block.under().text()))
                .collect(Collectors.groupingBy(Block::under));

        assertTrue(chapters.size() > 15, () -> chapters.keySet().toString());
        chapters.forEach((chapter, blocks) -> SHELLS.forEach(shell ->
                assertTrue(blocks.stream().anyMatch(block -> block.isFor(shell)), chapter.text() + ": " + shell)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyTagIsKnown(Page page) {
        page.blocks().forEach(block -> assertTrue(TAGS.containsAll(block.tags()), block::toString));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void bashCanReadEveryBashBlock(Page page, @TempDir Path folder) throws IOException {
        assumeTrue(Os.current() != Os.WINDOWS, "bash on a Windows PATH is often WSL's, without a distribution");
        var exec = new Exec();
        for (Block block : page.blocks()) {
            if (block.isFor("bash")) {
                Path script = Files.writeString(folder.resolve("block.sh"),
                        Placeholder.filled(String.join("\n", block.lines())));
                Result read = Result.of(exec.run(Command.of("bash", "-n", script.toString())));
                assertEquals(0, read.exit(), () -> read + "\n" + block);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void codeHasNoTypographicCharacters(Page page) {
        // PowerShell takes curly quotes and dashes for straight ones, cmd and bash do not; none shows what is wrong.
        page.blocks().forEach(block -> block.code().forEach(line ->
                assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 127), () -> line + "\n" + block)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aBlockForAllShellsUsesOnlyWhatTheyReadAlike(Page page) {
        // No comment sign, variable, escape or single quote is the same in all three; || and && fail in PowerShell 5.1.
        page.blocks().stream().filter(block -> block.tags().containsAll(SHELLS)).forEach(block ->
                block.lines().stream().map(Placeholder::filled).forEach(line ->
                        assertFalse(line.matches(".*(['$%#\\\\`^;<>|&]).*"), () -> line + "\n" + block)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCmdLineStandsAlone(Page page) {
        page.blocks().stream().filter(block -> block.isFor("cmd")).forEach(block -> block.code().forEach(line -> {
            assertFalse(line.isBlank() || line.startsWith(" ") || line.endsWith("^"), () -> line + "\n" + block);
            assertEquals(0, line.chars().filter(c -> c == '"').count() % 2, () -> line + "\n" + block);
        }));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPowerShellBlockClosesWhatItOpens(Page page) {
        page.blocks().stream().filter(block -> block.isFor("powershell")).forEach(block -> {
            String code = String.join("\n", block.code()).replaceAll("'[^'\n]*'|\"[^\"\n]*\"", "");
            assertFalse(code.contains("'") || code.contains("\""), () -> "a quote stays open " + block);
            for (String pair : List.of("{}", "()", "[]")) {
                assertEquals(code.chars().filter(c -> c == pair.charAt(0)).count(),
                        code.chars().filter(c -> c == pair.charAt(1)).count(), () -> pair + " " + block);
            }
            // A backtick before the line's end is lost with the first blank that an editor puts behind it.
            assertFalse(code.contains("`"), block::toString);
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noStepOpensMoreThanItsService(Page page) {
        page.blocks().stream().flatMap(block -> block.code().stream()).map(Placeholder::filled).forEach(line -> {
            String lower = line.toLowerCase(Locale.ROOT);
            assertFalse(lower.matches(".*(state off|-enabled false|ufw disable|iptables -f\\b|flush ruleset"
                    + "|policy accept|-p (input|forward) accept|firewall.*-all\\b).*"), line);
            assertFalse(lower.contains("remove-netfirewallrule")
                    && !lower.matches(".*-(display)?name '[^'*?]+'.*"), line);
            assertFalse(lower.contains("dir=out") && lower.contains("add rule") && !(lower.contains("protocol=tcp")
                    && lower.matches(".*service=[a-z]+ .*") && lower.matches(".*remoteport=\\d.*")), line);
            assertFalse(lower.contains("add rule") && !lower.contains("dir=out") && !(lower.contains("remoteip=localsubnet")
                    && lower.matches(".*localport=\\d.*") && lower.contains("protocol=tcp")
                    && lower.contains("profile=")), line);
            assertFalse(lower.matches(".*(-i (input|docker-user)|ufw (prepend )?allow|nft insert).*")
                    && !lower.matches(".*(rule\\[@]|lan:\\?).*"), line);
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) throws IOException {
        assertFalse(page.links().isEmpty());
        for (String link : page.links()) {
            if (link.startsWith("#")) {
                assertTrue(page.hasAnchor(link.substring(1)), link);
            } else {
                assertTrue(Files.exists(page.file().resolveSibling(link)), link);
            }
        }
    }
}
