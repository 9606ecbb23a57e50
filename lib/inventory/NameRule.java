package inventory;

import java.util.Optional;
import java.util.regex.Pattern;
import text.Message;

/** What a service and a container may be called. */
final class NameRule {
    /** In code points. Windows shows a rule's name in one line, and an iptables comment ends at 255 bytes. */
    static final int LONGEST = 200;

    /** The form Docker demands of a container's name; a Compose service's is the same. */
    private static final Pattern CONTAINER = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}");

    private NameRule() { }

    /** Why this cannot be a service's name. Quotes, dollars, semicolons and every script of the world can. */
    static Optional<Message> refused(String name) {
        if (name.isBlank()) {
            return Optional.of(Message.of("inventory.name-empty"));
        }
        Optional<Integer> hidden = name.codePoints().filter(NameRule::breaksALine).boxed().findFirst();
        if (hidden.isPresent()) {
            return Optional.of(Message.of("inventory.name-control", SourceText.codePoint(hidden.get())));
        }
        int length = name.codePointCount(0, name.length());
        return length > LONGEST
                ? Optional.of(Message.of("inventory.name-long", Integer.toString(length), LONGEST))
                : Optional.empty();
    }

    private static boolean breaksALine(int c) {
        return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
    }

    static Optional<Message> refusedContainer(String name) {
        return CONTAINER.matcher(name).matches()
                ? Optional.empty()
                : Optional.of(Message.of("inventory.container-name", name));
    }
}
