package inventory;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import text.Message;

/** One entry of {@code ports}: a port or a range of them. */
sealed interface PortEntry {

    /** Both ends included. */
    record Ports(int first, int last) implements PortEntry { }

    record Wrong(Message why) implements PortEntry { }

    Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
    Pattern RANGE = Pattern.compile("(\\d{1,9})\\s*-\\s*(\\d{1,9})");
    Pattern WITH_PROTOCOL = Pattern.compile("(\\d{1,9})/(?i:(tcp|udp))");
    /** Compose's way to publish: {@code 8000:80}, {@code 127.0.0.1:8000:80}. */
    Pattern MAPPING = Pattern.compile("(?:.*:)?(\\d{1,9}):\\d{1,9}(?:/\\w+)?");

    static PortEntry of(String text, boolean rangesAllowed) {
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return rangesAllowed ? range(range) : wrong("inventory.port-range", text);
        }
        Matcher protocol = WITH_PROTOCOL.matcher(text);
        if (protocol.matches()) {
            return wrong("inventory.port-protocol", text, protocol.group(1),
                    protocol.group(2).toLowerCase(Locale.ROOT));
        }
        Matcher mapping = MAPPING.matcher(text);
        if (mapping.matches()) {
            return wrong("inventory.port-mapping", text, mapping.group(1));
        }
        if (!NUMBER.matcher(text).matches()) {
            return wrong("inventory.port-not-number", text);
        }
        int port = Integer.parseInt(text);
        return inRange(port) ? new Ports(port, port) : wrong("inventory.port-limits", text);
    }

    private static PortEntry range(Matcher range) {
        int first = Integer.parseInt(range.group(1));
        int last = Integer.parseInt(range.group(2));
        if (!inRange(first) || !inRange(last)) {
            return wrong("inventory.port-limits", range.group());
        }
        return first <= last
                ? new Ports(first, last)
                : wrong("inventory.port-backwards", range.group(), last + "-" + first);
    }

    private static boolean inRange(int port) {
        return port >= 1 && port <= 65535;
    }

    private static Wrong wrong(String key, Object... args) {
        return new Wrong(Message.of(key, args));
    }
}
