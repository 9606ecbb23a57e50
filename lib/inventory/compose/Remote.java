package inventory.compose;

import java.util.regex.Pattern;

/** Files that Compose fetches from elsewhere: a repository's or a registry's. */
final class Remote {
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?i)(?:[a-z]{2}[a-z0-9+.-]*+:/?/|git@).*|.*\\.git(?:#.*)?");

    private Remote() { }

    static boolean is(String path) {
        return ELSEWHERE.matcher(path).matches();
    }
}
