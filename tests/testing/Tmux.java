package testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import process.Command;
import process.Exec;
import process.Ran;

/** A real terminal with a shell in it, which somebody types into, looks at and pulls at: tmux on a socket of its own. */
public final class Tmux implements AutoCloseable {
    /** Only ends what hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /** Why there can be none. */
    public static Optional<String> missing() {
        return new Exec().run(Command.of("tmux", "-V")).succeeded() ? Optional.empty() : Optional.of("tmux is missing");
    }

    /** @param folder for its socket; the names of sockets are short */
    public static Tmux open(JBang user, Path folder, int columns, int rows) {
        var tmux = new Tmux(folder.resolve("tmux"));
        user.command("tmux", tmux.session(columns, rows, List.of("PS1='$ ' sh"))).exitedWith(0);
        return tmux.awaited();
    }

    /** With a shell of somebody else's making, which asks with a dollar. */
    public static Tmux open(Path folder, int columns, int rows, List<String> shell) {
        var tmux = new Tmux(folder.resolve("tmux"));
        tmux.run(tmux.session(columns, rows, shell));
        return tmux.awaited();
    }

    private List<String> session(int columns, int rows, List<String> shell) {
        var words = new ArrayList<>(List.of("-S", socket.toString(), "-f", "/dev/null", "new-session", "-d",
                "-x", String.valueOf(columns), "-y", String.valueOf(rows)));
        words.addAll(shell);
        return words;
    }

    private Tmux awaited() {
        until("a prompt", screen -> screen.getFirst().startsWith("$"));
        return this;
    }

    public void type(String line) {
        tmux("send-keys", "-l", line);
        tmux("send-keys", "Enter");
    }

    public void interrupt() {
        tmux("send-keys", "C-c");
    }

    public void resize(int columns, int rows) {
        tmux("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows));
    }

    /** All rows of the window, also the empty ones. */
    public List<String> screen() {
        return lines(tmux("capture-pane", "-p"));
    }

    /** The same with their colours, each of which goes on until there is another one, also in the next row. */
    public List<String> colours() {
        return lines(tmux("capture-pane", "-e", "-N", "-p"));
    }

    /** The window, and above it what can be scrolled back. */
    public List<String> everything() {
        return lines(tmux("capture-pane", "-p", "-S", "-"));
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        lines.removeLast();
        return lines;
    }

    public boolean secondScreen() {
        return is("alternate_on");
    }

    public boolean cursor() {
        return is("cursor_flag");
    }

    private boolean is(String flag) {
        return tmux("display", "-p", "#{" + flag + "}").strip().equals("1");
    }

    /** The shell. */
    public ProcessHandle shell() {
        return ProcessHandle.of(Long.parseLong(tmux("display", "-p", "#{pane_pid}").strip())).orElseThrow();
    }

    /** What is seen as soon as it is so. */
    public List<String> until(String what, Predicate<List<String>> seen) {
        try {
            Wait.until(what, LIMIT, () -> seen.test(screen()));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + ":\n" + String.join("\n", screen()), e);
        }
        return screen();
    }

    /** As soon as the usual screen is back and the shell asks again. */
    public List<String> untilPrompt() {
        return until("the prompt", screen -> !secondScreen()
                && screen.stream().filter(line -> !line.isEmpty()).reduce((a, b) -> b).orElse("").endsWith("$"));
    }

    private String tmux(String... words) {
        var all = new ArrayList<>(List.of("-S", socket.toString()));
        all.addAll(List.of(words));
        return run(all);
    }

    private String run(List<String> all) {
        Ran ran = new Exec().run(Command.of("tmux", all));
        if (!ran.succeeded()) {
            throw new IllegalStateException(String.join(" ", all) + ": " + ran.errText());
        }
        return ran.outText();
    }

    @Override
    public void close() throws IOException {
        tmux("kill-server");
    }
}
