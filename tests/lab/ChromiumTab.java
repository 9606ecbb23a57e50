package lab;

import com.google.gson.JsonObject;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A page of {@link Chromium}. */
final class ChromiumTab implements Tab {

    private final DevTools tools;
    private final String context;
    private final String target;
    private final String session;

    private ChromiumTab(DevTools tools, String context, String target, String session) {
        this.tools = tools;
        this.context = context;
        this.target = target;
        this.session = session;
    }

    static Tab open(DevTools tools, String agent, Screen screen) {
        String context = tools.ask(null, "Target.createBrowserContext", Map.of()).get("browserContextId").getAsString();
        String target = tools.ask(null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId",
                context)).get("targetId").getAsString();
        String session = tools.ask(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId").getAsString();
        var tab = new ChromiumTab(tools, context, target, session);
        tab.ask("Emulation.setDeviceMetricsOverride", Map.of("width", screen.width(), "height", screen.height(),
                "deviceScaleFactor", screen.scale(), "mobile", true));
        tab.ask("Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage",
                screen.languages().replace(" ", "")));
        // What only turns keeps a machine without a graphics card busy.
        tab.ask("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"),
                        Map.of("name", "prefers-color-scheme", "value", screen.dark() ? "dark" : "light"))));
        tab.ask("Emulation.setLocaleOverride", Map.of("locale", screen.locale()));
        return tab;
    }

    /** @return such as {@code net::ERR_CONNECTION_REFUSED} */
    @Override
    public CompletableFuture<String> go(URI address) {
        return tools.send(session, "Page.navigate", Map.of("url", address.toString()))
                .thenApply(answer -> answer.has("errorText") ? answer.get("errorText").getAsString() : "");
    }

    @Override
    public String evaluate(String expression) {
        JsonObject answer = ask("Runtime.evaluate", Map.of("expression", "String(" + expression + ")",
                "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.getAsJsonObject("result").get("value").getAsString();
    }

    @Override
    public byte[] picture() {
        return Base64.getDecoder().decode(ask("Page.captureScreenshot", Map.of("format", "png")).get("data")
                .getAsString());
    }

    private JsonObject ask(String method, Map<String, Object> parameters) {
        return tools.ask(session, method, parameters);
    }

    @Override
    public void close() {
        tools.ask(null, "Target.closeTarget", Map.of("targetId", target));
        tools.ask(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
