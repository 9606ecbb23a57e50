package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Firefox ESR without a window. It shows one page at a time. */
final class Firefox implements Browser {

    /** Where it writes down on which port it listens, if it was left to choose one. */
    private static final String PORT_FILE = "MarionetteActivePort";

    /** It asks nobody outside about updates, blocked pages, experiments or whether there is an internet. */
    private static final Map<String, Object> PREFERENCES = Map.ofEntries(
            Map.entry("marionette.port", 0),
            Map.entry("app.normandy.enabled", false),
            Map.entry("app.update.disabledForTesting", true),
            Map.entry("browser.region.network.url", ""),
            Map.entry("browser.safebrowsing.downloads.remote.enabled", false),
            Map.entry("browser.safebrowsing.malware.enabled", false),
            Map.entry("browser.safebrowsing.phishing.enabled", false),
            Map.entry("browser.search.update", false),
            Map.entry("browser.shell.checkDefaultBrowser", false),
            Map.entry("browser.startup.page", 0),
            Map.entry("datareporting.policy.dataSubmissionEnabled", false),
            Map.entry("dom.push.connection.enabled", false),
            Map.entry("extensions.blocklist.enabled", false),
            Map.entry("extensions.getAddons.cache.enabled", false),
            Map.entry("extensions.systemAddon.update.enabled", false),
            Map.entry("extensions.update.enabled", false),
            Map.entry("geo.enabled", false),
            Map.entry("media.gmp-manager.updateEnabled", false),
            Map.entry("messaging-system.rsexperimentloader.enabled", false),
            Map.entry("network.captive-portal-service.enabled", false),
            Map.entry("network.connectivity-service.enabled", false),
            Map.entry("network.dns.disableIPv6", true),
            Map.entry("services.settings.server", "data:,"),
            Map.entry("toolkit.telemetry.enabled", false),
            Map.entry("toolkit.telemetry.unified", false),
            Map.entry("ui.prefersReducedMotion", 1),
            Map.entry("ui.useOverlayScrollbars", 1));

    /** Its window is no smaller than 450 pixels, so the page is made as small as a phone's inside of it. */
    private static final String SHOW = """
            const [languages, dark, width, height, scale] = arguments;
            Services.prefs.setStringPref('intl.accept_languages', languages);
            Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', dark ? 0 : 1);
            const style = gBrowser.selectedBrowser.style;
            style.minWidth = style.maxWidth = width + 'px';
            style.minHeight = style.maxHeight = height + 'px';
            Services.prefs.setStringPref('layout.css.devPixelsPerPx', String(scale));
            """;

    private final BrowserProcess process;
    private final Marionette marionette;

    private Firefox(BrowserProcess process, Marionette marionette) {
        this.process = process;
        this.marionette = marionette;
    }

    static Firefox start(Path folder, long device) {
        try {
            Path home = Files.createTempDirectory(folder, "browser");
            Path profile = Files.createDirectory(home.resolve("profile"));
            Files.write(profile.resolve("user.js"), PREFERENCES.entrySet().stream()
                    .map(each -> "user_pref(\"" + each.getKey() + "\", " + (each.getValue() instanceof String text
                            ? '"' + text + '"' : each.getValue()) + ");").sorted().toList());
            BrowserProcess process = BrowserProcess.start(home, device, Map.of("MOZ_CRASHREPORTER_DISABLE", "1"), """
                    firefox-esr --headless --marionette --remote-allow-system-access --no-remote --profile "$1" </dev/null &
                    """, profile.toString());
            try {
                Path port = profile.resolve(PORT_FILE);
                process.await(PORT_FILE, () -> Files.exists(port) && Files.size(port) > 0);
                var marionette = Marionette.open(device, Integer.parseInt(Files.readString(port).strip()));
                marionette.ask("WebDriver:NewSession", Map.of());
                return new Firefox(process, marionette);
            } catch (IOException | RuntimeException e) {
                process.close();
                throw new IllegalStateException("no browser", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Tab open(Screen screen) {
        marionette.ask("WebDriver:SetWindowRect", Map.of("width", screen.width(), "height", screen.height()));
        marionette.ask("Marionette:SetContext", Map.of("value", "chrome"));
        script(SHOW, screen.languages(), screen.dark(), screen.width(), screen.height(), screen.scale());
        marionette.ask("Marionette:SetContext", Map.of("value", "content"));
        return new Page();
    }

    private String script(String script, Object... arguments) {
        return marionette.ask("WebDriver:ExecuteScript", Map.of("script", script, "args", List.of(arguments)))
                .getAsJsonObject().get("value").toString();
    }

    private String navigate(URI address) {
        try {
            marionette.ask("WebDriver:Navigate", Map.of("url", address.toString()));
            return "";
        } catch (Tab.Refused e) {
            return e.getMessage();
        }
    }

    /** The one page. */
    private final class Page implements Tab {

        /** @return such as {@code Reached error page: about:neterror?e=connectionFailure&…} */
        @Override
        public CompletableFuture<String> go(URI address) {
            return CompletableFuture.supplyAsync(() -> navigate(address), Thread::startVirtualThread);
        }

        @Override
        public String evaluate(String expression) {
            return marionette.ask("WebDriver:ExecuteScript", Map.of("script", "return String(" + expression + ")",
                    "args", List.of())).getAsJsonObject().get("value").getAsString();
        }

        @Override
        public byte[] picture() {
            return Base64.getDecoder().decode(marionette.ask("WebDriver:TakeScreenshot", Map.of("full", false))
                    .getAsJsonObject().get("value").getAsString());
        }

        @Override
        public void close() {
            navigate(URI.create("about:blank"));
        }
    }

    @Override
    public void close() {
        marionette.close();
        process.close();
    }
}
