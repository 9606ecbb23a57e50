package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Chromium without a window, in a process namespace that ends with it. It is driven through two pipes, so that no port is
 * opened, and ends when they do.
 */
final class Chromium implements Browser {

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

    private Chromium(Process process) {
        this.process = process;
        this.tools = new DevTools(process.getInputStream(), process.getOutputStream());
        String product = tools.ask(null, "Browser.getVersion", Map.of()).get("product").getAsString();
        this.agent = ANDROID.formatted(product.replaceAll("\\D*(\\d+).*", "$1"));
    }

    static Browser start(Path folder, long device) {
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
            BrowserProcess.settle(builder, home);
            Process process = builder.start();
            try {
                return new Chromium(process);
            } catch (RuntimeException e) {
                Machine.end(process);
                throw new IllegalStateException("no browser", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Tab open(Screen screen) {
        return ChromiumTab.open(tools, agent, screen);
    }

    @Override
    public void close() {
        Machine.end(process, END_LIMIT);
    }
}
