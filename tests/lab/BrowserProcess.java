package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import testing.Wait;

/**
 * The programs of one browser on a device, in a process namespace of their own. Its first process waits for the end of
 * its input, which is this JVM's to close: however that ends, every one of them ends with it.
 */
final class BrowserProcess implements AutoCloseable {

    /** A browser is up in a second or two; a busy machine may take ten times that. */
    private static final Duration START_LIMIT = Duration.ofSeconds(40);

    private final Process process;
    private final Path home;

    private BrowserProcess(Process process, Path home) {
        this.process = process;
        this.home = home;
    }

    /**
     * @param home   an empty folder, for its profile and what it logs
     * @param device a process in the network namespace that it is to be in
     * @param script of a shell, in that folder: it leaves programs in the background
     */
    static BrowserProcess start(Path home, long device, Map<String, String> environment, String script, String... args)
            throws IOException {
        var words = new ArrayList<>(List.of("nsenter", "--target", Long.toString(device), "--net", "--wd=.", "--",
                "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--",
                "sh", "-c", script + "\nexec cat >/dev/null", "browser"));
        words.addAll(List.of(args));
        var builder = new ProcessBuilder(words).directory(home.toFile())
                .redirectOutput(home.resolve("log").toFile())
                .redirectError(home.resolve("start.log").toFile());
        settle(builder, home);
        builder.environment().putAll(environment);
        return new BrowserProcess(builder.start(), home);
    }

    /** What a browser keeps outside its profile belongs there as well; it looks for no desktop to talk to. */
    static void settle(ProcessBuilder builder, Path home) {
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeAll(List.of("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"));
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_")
                || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    }

    /** Waits for something that it does when it is up. */
    void await(String what, Wait.Question question) {
        try {
            Wait.until(what, START_LIMIT, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("ended before " + what);
                }
                return question.yes();
            });
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + said(), e);
        }
    }

    private String said() {
        try {
            return Files.readString(home.resolve("log")) + Files.readString(home.resolve("start.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Machine.end(process);
    }
}
