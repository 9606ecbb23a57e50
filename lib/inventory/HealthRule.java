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
    private static final Pattern ALMOST_A_SCHEME = Pattern.compile("(?i)(wss?|https)(?::/?(.*))?");
    private static final List<String> SCHEMES =
            List.of(HealthCheck.WEB_SOCKET, HealthCheck.WEB_SOCKET_BY_TLS, HealthCheck.HTTPS);
    private static final int LONGEST = 2000;

    private HealthRule() { }

    /** Why this is none; empty where it is one. */
    public static Optional<Message> refused(String health) {
        if (health.equals(HealthCheck.TCP)) {
            return Optional.empty();
        }
        Optional<String> scheme = SCHEMES.stream()
                .filter(each -> health.startsWith(each + "/") && !health.startsWith(each + "//")).findFirst();
        if (scheme.isPresent()) {
            return refusedPath(health.substring(scheme.get().length()));
        }
        Matcher url = URL.matcher(health);
        if (url.matches()) {
            String asked = url.group(1).toLowerCase(Locale.ROOT) + ":";
            return Optional.of(Message.of("inventory.health-url", (SCHEMES.contains(asked) ? asked : "")
                    + (url.group(2) == null ? "/" : url.group(2))));
        }
        Matcher almost = ALMOST_A_SCHEME.matcher(health);
        if (almost.matches()) {
            return Optional.of(Message.of("inventory.health-slash", almost.group(1).toLowerCase(Locale.ROOT) + ":/"
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
