package console;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import process.Command;
import process.Exec;
import process.Os;
import process.Ran;

/**
 * What one output stream can show.
 *
 * @param interactive a person looks at it, so lines may be redrawn; false for a file, a pipe, {@code TERM=dumb}
 * @param colour      escape sequences may be written
 * @param unicode     it can carry more than ASCII, so marks may be drawn
 * @param columns     its width when the program began
 * @param descriptor  of the stream; {@link #NONE} where it is none of this process
 */
public record Terminal(boolean interactive, boolean colour, boolean unicode, int columns, int descriptor) {
    private static final int NONE = -1;

    /** Where the width is unknown; the Monitoring Plugins guidelines ask for 80x25 too. */
    public static final int USUAL_COLUMNS = 80;

    /** One of a width that stays. */
    public Terminal(boolean interactive, boolean colour, boolean unicode, int columns) {
        this(interactive, colour, unicode, columns, NONE);
    }

    /** A file or a pipe that takes UTF-8. */
    public static Terminal none() {
        return new Terminal(false, false, true, USUAL_COLUMNS);
    }

    /** The stream with file descriptor 1 (standard output) or 2 (standard error). */
    static Terminal ofDescriptor(int descriptor, Charset charset) {
        boolean tty = isTerminal(descriptor);
        Terminal seen = of(System.getenv(), Os.current(), tty, charset,
                () -> tty ? sttySize().map(ScreenSize::columns) : Optional.empty());
        return new Terminal(seen.interactive, seen.colour, seen.unicode, seen.columns, descriptor);
    }

    interface Width {
        Optional<Integer> ask();
    }

    static Terminal of(Map<String, String> environment, Os os, boolean tty, Charset charset, Width width) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean noColour = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean escapes = tty && !dumb && (os != Os.WINDOWS || windowsEscapes(environment));
        return new Terminal(tty && !dumb && escapes, escapes && !noColour, charset.newEncoder().canEncode('\u2713'),
                number(environment.get("COLUMNS")).or(width::ask).orElse(USUAL_COLUMNS));
    }

    /** A console window takes escape sequences only when its program says so; these variables are such programs'. */
    private static boolean windowsEscapes(Map<String, String> environment) {
        return environment.containsKey("WT_SESSION") || environment.containsKey("ANSICON")
                || "ON".equals(environment.get("ConEmuANSI")) || environment.containsKey("TERM");
    }

    /** Where it is shown, for what is drawn there again and again. */
    public Window window() {
        return descriptor == NONE ? Window.fixed(new ScreenSize(columns, ScreenSize.USUAL.rows()))
                : Window.of(descriptor);
    }

    Terminal withoutColour() {
        return new Terminal(interactive, false, unicode, columns, descriptor);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            // The JVM answers for input and output together; the kernel's link answers for this stream alone (proc(5)).
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | InvalidPathException | UnsupportedOperationException e) {
            return System.console() != null && System.console().isTerminal();
        }
    }

    /** {@code stty} prints {@code 24 80}: rows, columns. */
    static Optional<ScreenSize> sttySize() {
        if (Os.current() == Os.WINDOWS) {
            return Optional.empty();
        }
        String option = Os.current() == Os.MAC ? "-f" : "-F";
        // A second is a hundred times what it takes; the width is a nicety that nobody should wait for.
        Ran ran = new Exec().run(Command.of("stty", option, "/dev/tty", "size").within(Duration.ofSeconds(1)));
        String[] words = ran.outText().strip().split(" ");
        boolean told = ran.succeeded() && words.length == 2 && words[0].matches("[1-9]\\d{0,3}")
                && words[1].matches("[1-9]\\d{0,3}");
        return told ? Optional.of(new ScreenSize(Integer.parseInt(words[1]), Integer.parseInt(words[0])))
                : Optional.empty();
    }

    static Optional<Integer> number(String text) {
        return text == null || !text.matches("[1-9]\\d{1,3}") ? Optional.empty() : Optional.of(Integer.valueOf(text));
    }
}
