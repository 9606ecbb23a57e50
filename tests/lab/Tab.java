package lab;

import com.google.gson.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import testing.Wait;

/** One page in a {@link Browser}, as a phone shows it; it is looked at and never touched. */
public final class Tab implements AutoCloseable {

    /** A phone of 2024 in CSS pixels, of which each is two pixels of the picture. */
    static final int WIDTH = 412;
    static final int HEIGHT = 915;
    static final int SCALE = 2;

    private final DevTools tools;
    private final String context;
    private final String target;
    private final String session;

    private Tab(DevTools tools, String context, String target, String session) {
        this.tools = tools;
        this.context = context;
        this.target = target;
        this.session = session;
    }

    static Tab open(DevTools tools, String agent, String language) {
        String context = tools.ask(null, "Target.createBrowserContext", Map.of()).get("browserContextId").getAsString();
        String target = tools.ask(null, "Target.createTarget", Map.of("url", "about:blank", "browserContextId",
                context)).get("targetId").getAsString();
        String session = tools.ask(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId").getAsString();
        var tab = new Tab(tools, context, target, session);
        tab.ask("Emulation.setDeviceMetricsOverride", Map.of("width", WIDTH, "height", HEIGHT, "deviceScaleFactor",
                SCALE, "mobile", true));
        String alone = language.replaceAll("-.*", "");
        tab.ask("Emulation.setUserAgentOverride", Map.of("userAgent", agent, "acceptLanguage",
                language.equals(alone) ? language : language + "," + alone));
        // What only turns keeps a machine without a graphics card busy.
        tab.ask("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        tab.ask("Emulation.setLocaleOverride", Map.of("locale", language.replace('-', '_')));
        return tab;
    }

    /**
     * Sets out for an address; whether it arrives is another question, and may stay open for minutes.
     *
     * @return in the end, why it did not get there, {@code net::ERR_CONNECTION_REFUSED}; empty where it did
     */
    public CompletableFuture<String> go(URI address) {
        return tools.send(session, "Page.navigate", Map.of("url", address.toString()))
                .thenApply(answer -> answer.has("errorText") ? answer.get("errorText").getAsString() : "");
    }

    /** What a reader sees. */
    public String text() {
        return evaluate("document.body ? document.body.innerText : ''");
    }

    /** The value of an expression, as JavaScript writes it out. */
    String evaluate(String expression) {
        JsonObject answer = ask("Runtime.evaluate", Map.of("expression", "String(" + expression + ")",
                "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.getAsJsonObject("result").get("value").getAsString();
    }

    /** Waits until its user reads what they should, and says what they do read where that never comes. */
    public String await(String what, Duration limit, Predicate<String> shown) {
        var last = new AtomicReference<>("");
        try {
            Wait.until(what, limit, () -> {
                try {
                    last.set(text());
                } catch (DevTools.Refused e) {
                    // Between two pages there is none.
                    return false;
                }
                return shown.test(last.get());
            });
            return last.get();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "; the page shows:\n" + last.get(), e);
        }
    }

    /** What is on the phone's screen, as a PNG file of {@link #WIDTH} by {@link #HEIGHT}, times {@link #SCALE}. */
    byte[] picture() {
        return Base64.getDecoder().decode(ask("Page.captureScreenshot", Map.of("format", "png")).get("data")
                .getAsString());
    }

    private JsonObject ask(String method, Map<String, Object> parameters) {
        return tools.ask(session, method, parameters);
    }

    /** As when its user closes it: the page is told. */
    @Override
    public void close() {
        tools.ask(null, "Target.closeTarget", Map.of("targetId", target));
        tools.ask(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
    }
}
