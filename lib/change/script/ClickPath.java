package change.script;

import console.Look;
import console.TextBuilder;
import host.Profile;
import inventory.Service;
import java.util.List;
import java.util.stream.Collectors;
import text.Message;
import text.Words;

/**
 * The way through Windows' dialogs to the same rules, with every value filled in: option B of the guide. The dialogs'
 * words stand there in English and in French, since the language of a Windows is not that of its user.
 */
public final class ClickPath {

    private ClickPath() { }

    /** @param profile the category of the network, {@link Profile#NONE} where it is not known here */
    public static List<String> lines(List<Service> services, Profile profile, Words words, Look look) {
        var page = new TextBuilder(words, look);
        page.title(Message.of("change.gui-title"));
        page.plain(Message.of("change.gui-open"));
        page.plain(Message.of("change.gui-inbound"));
        for (Service service : services) {
            page.blank();
            page.todo(Message.of("change.gui-service", service.name()));
            page.under(Message.of("change.gui-new"));
            page.under(Message.of("change.gui-port"));
            page.under(Message.of("change.gui-ports", service.protocol().title(),
                    service.ports().stream().map(String::valueOf).collect(Collectors.joining(", "))));
            page.under(Message.of("change.gui-allow"));
            page.under(Message.of("change.gui-profile", Message.of("change.gui-profile." + profile.id())));
            page.under(Message.of("change.gui-name", service.name()));
            page.under(Message.of("change.gui-scope"));
        }
        page.blank();
        page.plain(Message.of("change.gui-undo"));
        page.plain(Message.of("change.gui-verify"));
        return page.lines();
    }
}
