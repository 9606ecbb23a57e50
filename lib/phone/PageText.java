package phone;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import text.Language;
import text.Message;
import text.Words;

/** The page as it is sent, and what it is told later. Thread-safe. */
final class PageText {
    /** The page's own sentences; a number in braces is filled in by the page. */
    private static final List<String> SENTENCES = List.of(
            "title", "lead", "testing", "waiting", "trying", "through", "reached", "nothing", "failed", "untriable",
            "worst", "after", "port", "machine-says", "elsewhere", "forbidden", "udp",
            "advice-nothing", "advice-failed", "advice-raw-nothing", "advice-raw-failed",
            "all-well", "all-tried-well", "some-fail", "nothing-to-try", "see-machine", "again",
            "no-contact", "no-contact-next");
    /** One document, so that a phone has the whole page or none of it. */
    private static final String TEMPLATE = resource("page.html").replace("%style%", resource("page.css"))
            .replace("%script%", resource("words.js") + resource("tries.js") + resource("talk.js")
                    + resource("page.js"));
    /** Gson writes {@code <}, {@code >} and {@code &} of a string as escapes: no name can end the script element. */
    private static final Gson GSON = new Gson();

    private final PageServer.Settings settings;
    private final Map<Language, Words> words = new EnumMap<>(Language.class);

    PageText(PageServer.Settings settings) {
        this.settings = settings;
        for (Language language : Language.values()) {
            words.put(language, new Words(language));
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageText.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing resource phone/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** @param nonce what the policy of this answer names: only script and style that bear it are obeyed */
    String page(int number, String nonce) {
        return TEMPLATE.replace("%nonce%", nonce)
                .replace("%noscript%", inEveryLanguage("no-script"))
                .replace("%data%", GSON.toJson(data(number)));
    }

    /** A sentence alone, for one who is not to have the page. */
    String notice(String key) {
        return "<!doctype html><meta charset=utf-8><meta name=viewport content=\"width=device-width\">"
                + "<title>runbook</title>" + inEveryLanguage(key);
    }

    private String inEveryLanguage(String key) {
        var all = new StringBuilder();
        words.forEach((language, in) -> all.append("<p lang=").append(language.code()).append('>')
                .append(in.say(Message.of("phone.page." + key))).append("</p>"));
        return all.toString();
    }

    private JsonObject data(int number) {
        var data = new JsonObject();
        data.addProperty("page", number);
        data.addProperty("title", settings.title());
        data.addProperty("machine", settings.machine());
        data.addProperty("limit", settings.limit().toMillis());
        data.addProperty("tries", PostedReader.TRIES);
        data.addProperty("untilWell", settings.mode() == PageServer.Mode.UNTIL_WELL);
        var addresses = new JsonArray();
        settings.addresses().forEach(address -> addresses.add(PageSockets.inUrl(address.inet())));
        data.add("addresses", addresses);
        var targets = new JsonArray();
        settings.targets().forEach(target -> targets.add(target(target)));
        data.add("targets", targets);
        var sentences = new JsonObject();
        words.forEach((language, in) -> sentences.add(language.code(), sentences(in)));
        data.add("words", sentences);
        return data;
    }

    private static JsonObject target(Target target) {
        var json = new JsonObject();
        json.addProperty("name", target.endpoint().service().name());
        json.addProperty("port", target.endpoint().port());
        json.addProperty("kind", target.kind().name().toLowerCase(Locale.ROOT));
        json.addProperty("path", target.endpoint().service().health().orElse("/"));
        return json;
    }

    private static JsonObject sentences(Words in) {
        var json = new JsonObject();
        Object[] places = Arrays.asList("{0}", "{1}").toArray();
        SENTENCES.forEach(name -> json.addProperty(name, in.say("phone.page." + name, places)));
        return json;
    }

    String news(Visitors.News news, Language language) {
        Words in = words.get(language);
        var json = new JsonObject();
        var verdicts = new JsonArray();
        news.verdicts().forEach((target, verdict) -> {
            var one = new JsonObject();
            one.addProperty("target", target);
            one.addProperty("well", verdict.well());
            one.addProperty("text", in.say(verdict.text()));
            verdicts.add(one);
        });
        json.add("verdicts", verdicts);
        news.end().ifPresent(summary -> json.addProperty("end", in.say(summary)));
        return GSON.toJson(json);
    }
}
