package inventory;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import text.Message;
import text.Nearest;

/**
 * What {@code health} may be in one word: the path of a URL, so that it can never lead to another machine, or the name
 * of a test.
 */
public final class HealthRule {
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://[^/]*(/.*)?");
    private static final Pattern ALMOST_WEB_SOCKET = Pattern.compile("(?i)ws(s?)(?::/?(.*))?");
    private static final int LONGEST = 2000;

    private HealthRule() { }

    /** Why this is none; empty where it is one. */
    public static Optional<Message> refused(String health) {
        if (health.equals(HealthCheck.TCP)) {
            return Optional.empty();
        }
        if (health.startsWith(HealthCheck.WEB_SOCKET + "/") && !health.startsWith(HealthCheck.WEB_SOCKET + "//")) {
            return refusedPath(health.substring(HealthCheck.WEB_SOCKET.length()));
        }
        Matcher url = URL.matcher(health);
        if (url.matches() && url.group(1).equalsIgnoreCase("https")) {
            return Optional.of(Message.of("inventory.health-https-url", url.group(2) == null ? "/" : url.group(2)));
        }
        if (url.matches()) {
            boolean webSocket = url.group(1).toLowerCase(Locale.ROOT).startsWith("ws");
            return Optional.of(Message.of("inventory.health-url", (webSocket ? HealthCheck.WEB_SOCKET : "")
                    + (url.group(2) == null ? "/" : url.group(2))));
        }
        Matcher almost = ALMOST_WEB_SOCKET.matcher(health);
        if (almost.matches()) {
            return Optional.of(Message.of(almost.group(1).isEmpty() ? "inventory.health-slash"
                    : "inventory.health-tls", HealthCheck.WEB_SOCKET + "/"
                    + Optional.ofNullable(almost.group(2)).orElse("")));
        }
        if (!health.startsWith("/")) {
            return Optional.of(Nearest.to(health, List.of(HealthCheck.TCP))
                    .map(meant -> Message.of("inventory.health-near", health, meant))
                    .orElseGet(() -> Message.of("inventory.health-slash", "/" + health)));
        }
        return refusedPath(health);
    }

    /** Why this is no path of a URL; empty where it is one. */
    static Optional<Message> refusedAsPath(String path) {
        Matcher url = URL.matcher(path);
        return url.matches() ? Optional.of(Message.of("inventory.health-url",
                url.group(2) == null ? "/" : url.group(2)))
                : path.startsWith("/") ? refusedPath(path)
                : Optional.of(Message.of("inventory.health-slash", "/" + path));
    }

    private static Optional<Message> refusedPath(String path) {
        // "//host" and "/\host" are how a URL that looks like a path names another host (WHATWG URL, relative state).
        if (path.startsWith("//") || path.contains("\\")) {
            return Optional.of(Message.of("inventory.health-host"));
        }
        if (path.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c)
                || Character.isSpaceChar(c))) {
            return Optional.of(Message.of("inventory.health-space"));
        }
        return path.length() > LONGEST ? Optional.of(Message.of("inventory.health-long", LONGEST)) : Optional.empty();
    }
}
