package docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import docs.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import process.Os;
import testing.Executable;
import testing.JBang;
import testing.Project;

/** What happens to somebody who pastes a block of the pages into a shell before reading it. */
class PasteTest {

    private static final List<String> SHELLS = List.of("powershell", "cmd", "bash");

    private static final Pattern ADDRESS = Pattern.compile("(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\d.])");

    /** This machine itself, and all of its addresses: nobody else's. */
    private static final Pattern OWN = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+|0\\.0\\.0\\.0");

    /** What names one thing of one machine, as a listing there shows it. */
    private static final Pattern NUMBER_OF_A_THING = Pattern.compile(
            "(?i)-(?:InterfaceIndex|ifIndex|Id|ProcessId) \\d+|\\bhandle \\d+|\\bkill (?:-\\w+ )?\\d+|/pid \\d+");

    /**
     * Goes on until somebody ends it, or reads what is typed: in a shell that takes a paste line by line, it takes the
     * lines below for itself.
     */
    private static final Pattern TAKES_WHAT_FOLLOWS = Pattern.compile("flutter (?:logs|run)\\b.*|adb shell *|adb logcat"
            + "(?!.* -d\\b).*|docker .*(?:--follow|logs .*-f\\b).*|docker stats(?!.*--no-stream).*|docker (?:exec|run)"
            + "(?: -\\S+)* -[a-z]*i.*|.*\\bping(?:\\.exe)? .*-t\\b.*|ping (?!-[cn]).*|.*iperf3 -s.*|.*http\\.server.*|uvicorn .*"
            + "|(?:sudo )?tcpdump.*|ssh .*|pause|.*set /p .*|Read-Host.*|.*-Wait\\b.*"
            + "|jbang (?:monitor(?! (?:schedule|status|unschedule|--once))|verify .*--(?:phone|adb-logcat)).*|jbang (?!.*--(?:yes|list))(?:rollback|.*--apply).*");

    static Stream<Page> pages() throws IOException {
        return Stream.concat(Stream.of(Page.read(Project.path("runbook/RUNBOOK.md")),
                Page.read(Project.path("runbook/RUNBOOK.fr.md"))), Page.ofTheProject().stream());
    }

    private static Stream<Block> blocks(Page page) {
        return page.blocks().stream().filter(block -> SHELLS.stream().anyMatch(block::isFor));
    }

    private static Stream<Block> blocks(Page page, String shell) {
        return page.blocks().stream().filter(block -> block.isFor(shell));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void reachesNobodyElsesMachine(Page page) {
        blocks(page).forEach(block -> block.code().forEach(line -> {
            ADDRESS.matcher(line).results().forEach(address ->
                    assertTrue(OWN.matcher(address.group()).matches(), () -> address.group() + " in " + block));
            assertFalse(NUMBER_OF_A_THING.matcher(line).find(), () -> line + "\n" + block);
        }));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPlaceholderIsOneThatIsExplained(Page page) throws IOException {
        String prose = page.text().replaceAll("(?ms)^```.*?^```$", "");
        blocks(page).forEach(block -> Placeholder.ONE.matcher(String.join("\n", block.lines())).results()
                .forEach(blank -> {
            assertFalse(Placeholder.filled(blank.group()).isEmpty());
            assertTrue(prose.contains("`" + blank.group() + "`"), () -> blank.group() + " in " + block);
        }));
    }

    /** In the real bash, every program that a line names being there, and none being started. */
    @ParameterizedTest
    @MethodSource("pages")
    void bashStartsNothingWhereAPlaceholderStandsYet(Page page, @TempDir Path folder) throws IOException {
        assumeTrue(Os.current() != Os.WINDOWS, "bash on a Windows PATH is often WSL's, without a distribution");
        Path programs = Files.createDirectory(folder.resolve("programs"));
        for (String program : List.of("curl", "ping", "ip", "jbang", "sudo", "uvicorn", "arp", "docker")) {
            Executable.write(programs.resolve(program), "#!/bin/bash\necho \"$0 $*\" >> '" + folder + "/started'\n");
        }
        for (Block block : blocks(page, "bash").toList()) {
            for (String line : block.code()) {
                if (Placeholder.ONE.matcher(line).find()) {
                    new JBang(folder, folder, Map.of("PATH", programs + ":/usr/bin:/bin"), List.of())
                            .command("bash", List.of("-c", line));
                    assertFalse(Files.exists(folder.resolve("started")), () -> line + "\n" + block);
                }
            }
        }
    }

    /** cmd and PowerShell read them as redirections too, but only outside quotes. */
    @ParameterizedTest
    @MethodSource("pages")
    void aPlaceholderStandsOutsideQuotesInCmd(Page page) {
        blocks(page, "cmd").forEach(block -> block.code().forEach(line -> assertFalse(
                Placeholder.ONE.matcher(line.replaceAll("[^\"]*\"([^\"]*)\"[^\"]*|.*", "$1")).find(),
                () -> line + "\n" + block)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noLineTakesThoseBelowIt(Page page) {
        blocks(page).forEach(block -> {
            List<String> code = block.code();
            code.subList(0, code.size() - 1).forEach(line ->
                    assertFalse(TAKES_WHAT_FOLLOWS.matcher(line.strip()).matches(), () -> line + "\n" + block));
        });
    }

    /** Interactively cmd has {@code %a} and no {@code %%a}, in a file it is the other way round. */
    @ParameterizedTest
    @MethodSource("pages")
    void cmdReadsAlikeWhatIsPastedAndWhatIsInAFile(Page page) {
        blocks(page, "cmd").forEach(block -> block.code().forEach(line ->
                assertFalse(line.replaceAll("%[A-Za-z]+%", "").contains("%"), () -> line + "\n" + block)));
    }

    @Test
    void whatTakesTheLinesBelowIsFound() {
        for (String line : List.of("flutter logs", "adb logcat | findstr x", "docker logs -f api", "ping -t <PHONE>",
                "ping <PHONE>", "jbang rollback", "jbang fix-firewall --apply", "docker stats",
                "jbang monitor --every 5s")) {
            assertTrue(TAKES_WHAT_FOLLOWS.matcher(line).matches(), line);
        }
        for (String line : List.of("adb logcat -d", "docker logs --tail 5 api", "ping -n 2 <PHONE>", "jbang diagnose",
                "docker stats --no-stream", "ping -c 2 <PHONE>", "jbang rollback --list",
                "jbang monitor status")) {
            assertFalse(TAKES_WHAT_FOLLOWS.matcher(line).matches(), line);
        }
        assertEquals("ping 192.168.1.23", Placeholder.filled("ping <PHONE>"));
    }
}
