package lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import testing.Tmux;

/**
 * Somebody before a terminal of the lab's machine, who starts scripts there and presses Ctrl-C: the terminal sends the
 * signal to all that runs in its foreground, and not to the script alone.
 */
final class LabTerminal implements AutoCloseable {
    private static final Pattern PAGE = Pattern.compile("http://" + Pattern.quote(Lab.ADDRESS) + ":\\d+/[a-z0-9]+");

    private final Lab lab;
    private final Path folder;
    private final Tmux terminal;

    private LabTerminal(Lab lab, Path folder, Tmux terminal) {
        this.lab = lab;
        this.folder = folder;
        this.terminal = terminal;
    }

    static LabTerminal open(Lab lab, int columns, int rows) throws IOException {
        Path folder = Files.createTempDirectory(lab.folder(), "tty");
        var shell = new ArrayList<>(lab.entering());
        shell.addAll(List.of("env", "-u", "DOCKER_HOST", "PS1=$ ", "sh"));
        return new LabTerminal(lab, folder, Tmux.open(folder, columns, rows, shell));
    }

    /** A file in the folder that everything of this terminal is in. */
    Path file(String name) {
        return folder.resolve(name);
    }

    /**
     * Starts a script.
     *
     * @param rest what the shell does with its output
     */
    void run(String mainClass, List<String> args, String rest) throws IOException {
        Path command = Files.createTempFile(folder, "run", ".sh");
        var line = new StringBuilder("exec");
        Script.words(lab, Fault.User.ROOT, mainClass, args)
                .forEach(word -> line.append(" '").append(word.replace("'", "'\\''")).append('\''));
        Files.writeString(command, line + "\n");
        terminal.type("sh " + command + " " + rest + "; echo \"code $?\"");
    }

    /** Where a phone is to go, as soon as it is on the screen. */
    URI page() {
        List<String> seen = terminal.until("the page's address", screen -> PAGE.matcher(String.join("\n", screen)).find());
        Matcher page = PAGE.matcher(String.join("\n", seen));
        page.find();
        return URI.create(page.group());
    }

    /** All that is on the screen, as one line, as soon as this is in it. */
    String until(String what) {
        return oneLine(terminal.until(what, screen -> oneLine(screen).contains(what)));
    }

    void interrupt() {
        terminal.interrupt();
    }

    /** The exit code, as soon as the shell is back. */
    int code() {
        terminal.until("the exit code", screen -> !terminal.secondScreen()
                && screen.stream().anyMatch(line -> line.matches("code \\d+")));
        return Integer.parseInt(terminal.screen().stream().filter(line -> line.matches("code \\d+"))
                .reduce((one, other) -> other).orElseThrow().substring(5));
    }

    /** Everything that was said and stayed. */
    String said() {
        return String.join("\n", terminal.everything());
    }

    /** The screen with its colours. */
    List<String> painted() {
        return terminal.colours();
    }

    /** The script that runs, and all that it has started. */
    List<ProcessHandle> programs() {
        return terminal.shell().descendants().filter(each -> each.info().command().filter(name ->
                name.matches(".*/(sh|dash|bash|cat)")).isEmpty()).toList();
    }

    private static String oneLine(List<String> screen) {
        return String.join(" ", screen).replaceAll("\\s+", " ");
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
