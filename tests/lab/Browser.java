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

/**
 * A real browser on a device of the lab: Chromium without a window, in the device's network namespace, where the only
 * other machine is the lab's, and in a process namespace that ends with it. It is driven through two pipes, so that
 * no port is opened, and ends when they do: nothing of it outlives this JVM.
 */
public final class Browser implements AutoCloseable {

    /** As it says of itself, but for the system and the word Headless; the version is the one it really has. */
    private static final String ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/%s.0.0.0 Mobile Safari/537.36";

    /** It takes a tenth of a second to end when its pipes close. */
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

    private static final List<String> FLAGS = List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--remote-debugging-pipe");

    private final Process process;
    private final DevTools tools;
    private final String agent;

    private Browser(Process process) {
        this.process = process;
        this.tools = new DevTools(process.getInputStream(), process.getOutputStream());
        String product = tools.ask(null, "Browser.getVersion", Map.of()).get("product").getAsString();
        this.agent = ANDROID.formatted(product.replaceAll("\\D*(\\d+).*", "$1"));
    }

    /**
     * @param folder of the lab, for its profile, which is empty, and what it logs
     * @param device a process in the network namespace that it is to be in
     */
    public static Browser start(Path folder, long device) {
        try {
            Path home = Files.createTempDirectory(folder, "browser");
            // The shell is there for the numbers: the browser reads what it is told from 3 and answers on 4.
            var words = new ArrayList<>(List.of("nsenter", "--target", Long.toString(device), "--net", "--",
                    "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--",
                    "bash", "-c", "exec \"$@\" 3<&0 4>&1 </dev/null >\"$0\" 2>&1", home.resolve("log").toString(),
                    "chromium"));
            words.addAll(FLAGS);
            words.add("--user-data-dir=" + home.resolve("profile"));
            var builder = new ProcessBuilder(words).redirectError(home.resolve("start.log").toFile());
            // What it keeps outside its profile belongs there as well; it looks for no desktop to talk to.
            builder.environment().put("HOME", home.toString());
            builder.environment().keySet().removeAll(List.of("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"));
            builder.environment().keySet().removeIf(name -> name.startsWith("XDG_")
                    || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
            Process process = builder.start();
            try {
                return new Browser(process);
            } catch (RuntimeException e) {
                Machine.end(process);
                throw new IllegalStateException("no browser", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * An empty page of a phone's size, with cookies and storage of its own.
     *
     * @param language what its user reads, {@code fr-FR}
     */
    public Tab open(String language) {
        return Tab.open(tools, agent, language);
    }

    /** Its connections simply end, as when a phone's battery does: no page is told. */
    void kill() {
        Machine.end(process);
    }

    @Override
    public void close() {
        Machine.end(process, END_LIMIT);
    }
}
