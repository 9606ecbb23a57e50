package phone.page;

import fuzz.Sound;
import fuzz.Target;
import java.util.List;
import java.util.Optional;
import process.Ran;

/** What a page posts. */
public final class PageTargets {
    private PageTargets() { }

    public static List<Target> all() {
        return List.of(Target.ofTexts("user-agent", List.of(
                "Mozilla/5.0 (Android 17; Mobile; rv:152.0) Gecko/152.0 Firefox/152.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15"), bytes ->
                        UserAgent.system(Optional.of(Ran.decode(bytes)))), Target.ofTexts("page-post", List.of(
                "{\"page\":1,\"lang\":\"fr\",\"say\":\"here\"}", "{\"page\":1,\"lang\":\"en\",\"say\":\"left\"}",
                "{\"page\":1,\"lang\":\"fr\",\"say\":\"finished\",\"round\":1}",
                "{\"page\":1,\"lang\":\"fr\",\"say\":\"result\",\"target\":0,\"address\":0,\"outcome\":\"through\","
                        + "\"tries\":6,\"answered\":3,\"times\":[41.2,3.9]}",
                "{\"page\":1,\"lang\":\"en\",\"say\":\"result\",\"target\":1,\"address\":0,\"outcome\":\"unfinished\","
                        + "\"after\":10000}",
                "{\"page\":1,\"lang\":\"en\",\"say\":\"result\",\"target\":3,\"address\":1,\"outcome\":\"nothing\","
                        + "\"after\":2000.5}"), bytes -> {
                            Optional<PageMessage> message = MessageParser.read(bytes);
                            message.ifPresent(Sound::value);
                        }));
    }
}
