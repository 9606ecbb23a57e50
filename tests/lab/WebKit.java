package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * WebKitGTK, by its MiniBrowser: the engine of Safari, though not with its network library. It has to have a screen, which
 * is Xvfb's. Language and colours are the system's, so that each page has a browser of its own.
 */
final class WebKit implements Browser {

    /** Below those that a system gives out by itself; a screen that has the same number belongs to the same browser. */
    private static final AtomicInteger PORTS = new AtomicInteger(20_200);

    /** A screen's socket is looked for by its number in one folder for all; here that is an empty one. */
    private static final String PROGRAMS = """
            set -e
            mkdir -p /tmp/.X11-unix
            mount -t tmpfs tmpfs /tmp/.X11-unix
            localedef -i "$2" -f UTF-8 "$HOME/$2.UTF-8" || true
            Xvfb ":$1" -nolock -nolisten tcp -screen 0 1000x2000x24 -displayfd 3 3>screen </dev/null &
            while ! [ -s screen ]; do sleep 0.05; done
            WebKitWebDriver --port="$1" </dev/null &
            while [ -z "$(ss -Hltn "sport = :$1")" ]; do sleep 0.05; done
            echo ready >ready
            """;

    private final Path folder;
    private final long device;

    private WebKit(Path folder, long device) {
        this.folder = folder;
        this.device = device;
    }

    static WebKit start(Path folder, long device) {
        return new WebKit(folder, device);
    }

    @Override
    public Tab open(Screen screen) {
        try {
            Path home = Files.createTempDirectory(folder, "browser");
            int port = PORTS.incrementAndGet();
            BrowserProcess process = BrowserProcess.start(home, device, environment(home, port, screen), PROGRAMS,
                    Integer.toString(port), screen.locale());
            try {
                process.await("WebKitWebDriver", () -> Files.exists(home.resolve("ready")));
                var driver = new WebDriver(device, port);
                var args = new ArrayList<>(List.of("--automation", "--full-screen"));
                if (screen.dark()) {
                    args.add("--dark-mode");
                }
                driver.begin(Map.of("webkitgtk:browserOptions", Map.of("args", args)));
                driver.post("/window/rect", Map.of("x", 0, "y", 0, "width", screen.width(), "height",
                        screen.height()));
                return new Page(process, driver);
            } catch (RuntimeException e) {
                process.close();
                throw new IllegalStateException("no browser", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> environment(Path home, int screen, Screen settings) {
        return Map.of("DISPLAY", ":" + screen, "GDK_BACKEND", "x11",
                "GDK_SCALE", Integer.toString(settings.scale()), "LIBGL_ALWAYS_SOFTWARE", "1", "NO_AT_BRIDGE", "1",
                "XDG_RUNTIME_DIR", home.toString(), "LOCPATH", home.toString(),
                "LC_ALL", settings.locale() + ".UTF-8", "LANGUAGE", settings.locale());
    }

    @Override
    public void close() {
        // Each page ends its own.
    }

    /** A page, and the browser that shows it. */
    private record Page(BrowserProcess process, WebDriver driver) implements Tab {

        /** @return what went wrong, as the driver puts it */
        @Override
        public CompletableFuture<String> go(URI address) {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    driver.post("/url", Map.of("url", address.toString()));
                    return "";
                } catch (Refused e) {
                    return e.getMessage();
                }
            }, Thread::startVirtualThread);
        }

        @Override
        public String evaluate(String expression) {
            return driver.post("/execute/sync", Map.of("script", "return String(" + expression + ")", "args",
                    List.of())).getAsString();
        }

        @Override
        public byte[] picture() {
            return Base64.getDecoder().decode(driver.get("/screenshot").getAsString());
        }

        @Override
        public void close() {
            try {
                driver.end();
            } finally {
                process.close();
            }
        }
    }
}
