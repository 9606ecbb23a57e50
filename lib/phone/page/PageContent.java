package phone.page;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import json.Json;
import json.JsonBuilder;
import text.Language;
import text.Message;
import text.Words;

/** The page as it is sent, and what it is told later. Thread-safe. */
final class PageContent {
    /** The page's own sentences; a number in braces is filled in by the page. */
    private static final List<String> SENTENCES = List.of(
            "title", "lead", "testing", "waiting", "trying", "through", "slow", "some", "reached", "unseen", "ill",
            "nothing", "unfinished", "failed", "paused", "untriable",
            "worst", "after", "port", "elsewhere", "forbidden", "udp", "well",
            "advice-nothing", "advice-unfinished", "advice-failed", "advice-raw-nothing", "advice-raw-failed",
            "advice-some", "advice-paused", "all-well", "all-well-slow", "all-tried-well", "some-fail", "some-paused",
            "some-paused-next", "nothing-to-try", "see-machine", "again",
            "no-contact", "no-contact-next");
    /** One document, so that a phone has the whole page or none of it. */
    private static final String TEMPLATE = resource("page.html").replace("%style%", resource("page.css"))
            .replace("%script%", resource("words.js") + resource("tries.js") + resource("talk.js")
                    + resource("page.js"));

    private final PageServer.Settings settings;
    private final Map<Language, Words> words = new EnumMap<>(Language.class);

    PageContent(PageServer.Settings settings) {
        this.settings = settings;
        for (Language language : Language.values()) {
            words.put(language, new Words(language));
        }
    }

    private static String resource(String name) {
        try (InputStream in = PageContent.class.getResourceAsStream(name)) {
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
                .replace("%data%", Json.quoted(data(number)));
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
        var sentences = new JsonBuilder();
        words.forEach((language, in) -> sentences.put(language.code(), sentences(in)));
        return new JsonBuilder()
                .put("page", number)
                .put("title", settings.title())
                .put("machine", settings.machine())
                .put("limit", settings.limit().toMillis())
                .put("tries", MessageParser.TRIES)
                .put("untilWell", settings.mode() == PageServer.Mode.UNTIL_WELL)
                .put("addresses", settings.addresses(), address -> PageSockets.inUrl(address.inet()))
                .put("targets", settings.targets(), target -> new JsonBuilder()
                        .put("name", Words.printable(target.endpoint().service().name()))
                        .put("port", target.endpoint().port())
                        .put("kind", target.kind())
                        .put("scheme", target.scheme())
                        .put("path", target.endpoint().healthPath().orElse("/")))
                .put("words", sentences)
                .build();
    }

    private static JsonBuilder sentences(Words in) {
        var json = new JsonBuilder();
        Object[] places = Arrays.asList("{0}", "{1}").toArray();
        SENTENCES.forEach(name -> json.put(name, in.say("phone.page." + name, places)));
        return json;
    }

    String news(Visitors.News news, Language language) {
        Words in = words.get(language);
        return Json.quoted(new JsonBuilder()
                .put("verdicts", news.verdicts().entrySet(), verdict -> new JsonBuilder()
                        .put("target", verdict.getKey())
                        .put("standing", verdict.getValue().standing())
                        .putIfPresent("text", verdict.getValue().text().map(in::say))
                        .putIfPresent("word", verdict.getValue().word().map(in::say)))
                .putIfPresent("end", news.end().map(in::say))
                .build());
    }
}
