package user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testing.Executable;
import testing.JBang;
import testing.PaintedScreen;
import testing.Tmux;

/** The scripts in a real terminal, as somebody sits before it. */
@Tag("user")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("jbang")
@ExtendWith(SharedHome.class)
class TerminalTest {
    private static final int SERVICES = 60;
    private static final String TITLE = "Monitor: last check";
    /** Name and port, or where there is little room port, hop and name. */
    private static final Pattern ROW = Pattern.compile("(Service )?\\d+ +\\d+( .*)?| *\\d+  \\D.*Service.*");
    private static final Pattern MORE = Pattern.compile("… and (\\d+) more: .*");

    @TempDir
    Path folder;

    @BeforeAll
    static void tmux() {
        Optional<String> missing = Tmux.missing();
        if (missing.isPresent() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("required here: " + missing.get());
        }
        assumeTrue(missing.isEmpty(), missing::get);
    }

    /** The second one is the only one that listens; it is none of the worst. */
    private String services(int listening) throws IOException {
        return Files.writeString(folder.resolve("services.yaml"), IntStream.range(0, SERVICES)
                .mapToObj(i -> "  - name: Service " + i + "\n    port: " + (i == 1 ? listening : 4 + i) + "\n")
                .collect(Collectors.joining("", "services:\n", ""))).toString();
    }

    private static long titles(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith(TITLE)).count();
    }

    /** One picture, from its title to its last line, that fills the window and says what has no room. */
    private static void onePicture(List<String> screen) {
        String seen = String.join("\n", screen);
        assertEquals(1, titles(screen), seen);
        assertTrue(screen.getFirst().startsWith(TITLE), seen);
        assertEquals("Ctrl-C to quit", screen.getLast(), seen);
        long rows = screen.stream().filter(line -> ROW.matcher(line).matches()).count();
        long more = screen.stream().map(MORE::matcher).filter(found -> found.matches())
                .mapToLong(found -> Long.parseLong(found.group(1))).sum();
        assertTrue(rows > 0, seen);
        assertEquals(SERVICES, rows + more, seen);
    }

    @Test
    void theMonitorFollowsTheWindowAndLeavesNoCopies(JBang user) throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
                Tmux terminal = Tmux.open(user, folder, 80, 24)) {
            terminal.type("jbang monitor --every 1s --services " + services(server.getLocalPort()));
            List<String> first = terminal.until("a picture", screen -> screen.getLast().equals("Ctrl-C to quit"));
            onePicture(first);
            assertTrue(terminal.secondScreen());
            assertFalse(terminal.cursor());

            String before = first.getFirst();
            List<String> later = terminal.until("another round", screen -> screen.getFirst().startsWith(TITLE)
                    && !screen.getFirst().equals(before));
            onePicture(later);
            for (int[] size : new int[][] {{50, 14}, {120, 40}, {66, 12}, {80, 24}}) {
                terminal.resize(size[0], size[1]);
                List<String> resized = terminal.until("a picture of " + size[0] + " x " + size[1], screen ->
                        screen.size() == size[1] && screen.getFirst().startsWith(TITLE)
                        && screen.getLast().equals("Ctrl-C to quit"));
                onePicture(resized);
            }
            assertEquals(0, titles(terminal.everything().subList(0, terminal.everything().size() - 24)));

            terminal.interrupt();
            terminal.untilPrompt();
            assertTrue(terminal.cursor());
            String left = String.join("\n", terminal.everything());
            assertEquals(1, titles(terminal.everything()), left);
            assertFalse(left.contains("Ctrl-C to quit"), left);
            assertTrue(terminal.everything().getFirst().startsWith("$ jbang monitor"), left);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 3, 1})
    void aVerySmallWindowHasNoGarbage(int rows, JBang user) throws IOException {
        try (Tmux terminal = Tmux.open(user, folder, 80, 24)) {
            terminal.type("jbang monitor --every 1s --services " + services(1));
            terminal.until("a picture", screen -> screen.getLast().equals("Ctrl-C to quit"));
            terminal.resize(rows == 10 ? 40 : 10, rows);
            List<String> small = terminal.until("a small one", screen -> screen.size() == rows
                    && titles(screen) == (rows == 10 ? 1 : 0) && screen.getFirst().startsWith("Monitor: l"));
            assertEquals(1, small.stream().filter(line -> line.startsWith("Monitor")).count(), small::toString);
            assertTrue(rows < 3 || small.get(1).matches(" *\\d+  .*"), small::toString);
            terminal.resize(80, 24);
            onePicture(terminal.until("a large one again", screen -> screen.size() == 24
                    && screen.getLast().equals("Ctrl-C to quit")));
            terminal.interrupt();
            terminal.untilPrompt();
        }
    }

    @Test
    void whoIsEndedByTheSystemLeavesTheTerminalAsItWas(JBang user) throws IOException {
        try (Tmux terminal = Tmux.open(user, folder, 80, 24)) {
            terminal.type("jbang monitor --every 1s --services " + services(1));
            terminal.until("a picture", screen -> screen.getLast().equals("Ctrl-C to quit"));
            terminal.shell().descendants().filter(process -> process.info().command().orElse("").endsWith("java"))
                    .forEach(ProcessHandle::destroy);
            List<String> after = terminal.untilPrompt();
            assertTrue(terminal.cursor());
            assertEquals(1, titles(terminal.everything()), () -> String.join("\n", after));
        }
    }

    @Test
    void aDumbTerminalGetsLines(JBang user) throws IOException {
        try (Tmux terminal = Tmux.open(user, folder, 200, 100)) {
            terminal.type("TERM=dumb jbang monitor --every 1s --services " + services(1));
            List<String> lines = terminal.until("alarms", screen -> screen.stream().anyMatch(line ->
                    line.contains("  DOWN     Service 59 63/tcp")));
            assertFalse(terminal.secondScreen());
            assertTrue(terminal.cursor());
            assertEquals(0, titles(lines), lines::toString);
            terminal.interrupt();
            terminal.untilPrompt();
        }
    }

    /** A client of Docker that hangs, in front of the one of this machine if there is one. */
    private String slowDocker() throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Executable.write(bin.resolve("docker"), "#!/bin/sh\nexec sleep 3\n");
        Files.writeString(folder.resolve("one.yaml"), "services:\n  - name: One\n    port: 4\n");
        return "PATH=" + bin + ":$PATH jbang diagnose --services " + folder.resolve("one.yaml");
    }

    @Test
    void whatIsWaitedForIsSaidAndGoneWithTheAnswer(JBang user) throws IOException {
        try (Tmux terminal = Tmux.open(user, folder, 80, 24)) {
            String diagnose = slowDocker();
            terminal.type(diagnose);
            List<String> waiting = terminal.until("a word", screen -> screen.stream().anyMatch(line ->
                    line.matches("Waiting for: .*Docker.* \\(at most \\d+ s\\)")));
            assertEquals(1, waiting.stream().filter(line -> line.startsWith("Waiting for")).count(), waiting::toString);
            terminal.untilPrompt();
            String all = String.join("\n", terminal.everything());
            assertFalse(all.contains("Waiting for"), all);
            assertTrue(all.contains("\nPath from a phone"), all);
        }
    }

    @Test
    void inAPipeItIsSaidOnceAndNeverAmongTheAnswer(JBang user) throws IOException {
        String diagnose = slowDocker();
        List<String> shell = List.of("-c", diagnose + " --output json");
        var result = user.command("sh", shell);
        assertEquals(1, result.err().lines().filter(line -> line.startsWith("Waiting for: ")).count(), result.err());
        assertTrue(result.err().lines().anyMatch(line -> line.matches("Waiting for: .*Docker.* \\(at most \\d+ s\\)")),
                result.err());
        assertTrue(result.out().startsWith("{") && !result.out().contains("Waiting"), result.out());
        assertFalse(result.err().contains("\u001b"), result.err());
        assertEquals("", user.command("sh", List.of("-c", diagnose + " --quiet")).err().lines()
                .filter(line -> line.startsWith("Waiting")).collect(Collectors.joining()));
    }

    @Test
    void thePhonesCodeFitsTheUsualWindow(JBang user) throws Exception {
        Files.writeString(folder.resolve("one.yaml"), "services:\n  - name: One\n    port: 4\n");
        try (Tmux terminal = Tmux.open(user, folder, 80, 24)) {
            terminal.type("jbang verify --phone --services " + folder.resolve("one.yaml"));
            List<String> screen = terminal.until("the page, or why there is none", seen -> String.join(" ", seen)
                    .matches("(?s).*(closes|no address that a phone could reach).*"));
            assumeTrue(terminal.secondScreen(), "this machine has no address for a page");
            String seen = String.join("\n", screen);
            assertEquals(24, screen.size());
            String url = Pattern.compile("http://\\S+").matcher(seen).results().findFirst().orElseThrow().group();
            assertTrue(seen.contains("Scan this"), seen);
            // No colours are wanted here, and the code has its own.
            List<String> painted = terminal.colours();
            for (PaintedScreen.Theme theme : PaintedScreen.Theme.USUAL) {
                assertEquals(url, small(PaintedScreen.of(painted, 80, 24, theme).scanned()), theme::name);
            }

            terminal.resize(40, 10);
            List<String> small = terminal.until("a word that it has no room", now -> now.size() == 10
                    && String.join(" ", now).contains("The QR code has no room"));
            assertTrue(String.join("\n", small).contains(url), small::toString);
            terminal.interrupt();
            terminal.resize(80, 24);
            terminal.untilPrompt();
            assertTrue(terminal.cursor());
            String left = String.join("\n", terminal.everything());
            assertFalse(left.contains("█"), left);
            assertTrue(left.contains("Ended before its time"), left);
            assertTrue(left.contains("Nobody opened the page"), left);
        }
    }

    /** Its scheme has to be small as it is. */
    private static String small(String address) {
        assertTrue(address.startsWith("http://"), address);
        return address.toLowerCase(Locale.ROOT);
    }
}
