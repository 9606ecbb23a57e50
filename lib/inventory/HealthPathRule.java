package inventory;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import text.Message;

/** What {@code health} may be: the path of a URL, so that it can never lead to another machine. */
public final class HealthPathRule {
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^/]*(/.*)?");
    private static final int LONGEST = 2000;

    private HealthPathRule() { }

    /** Why this is no path for {@code health}; empty where it is one. */
    public static Optional<Message> refused(String path) {
        Matcher url = URL.matcher(path);
        if (url.matches()) {
            return Optional.of(Message.of("inventory.health-url", url.group(1) == null ? "/" : url.group(1)));
        }
        if (!path.startsWith("/")) {
            return Optional.of(Message.of("inventory.health-slash", "/" + path));
        }
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
