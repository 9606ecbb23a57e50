package phone.applog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an app asked, as the words of its failure tell it.
 *
 * @param host    address or name; empty where none is told
 * @param port    the server's
 * @param ownPort a port that may be the phone's own
 */
record AskedPlace(Optional<String> host, OptionalInt port, OptionalInt ownPort) {
    static final AskedPlace UNTOLD = new AskedPlace(Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    private static final Pattern URL = Pattern.compile("(?:https?|wss?)://[^\\s,/?#\"'<>(){}|\\\\]{1,300}");
    /** What stands before the address that was asked, where other addresses stand in the line. */
    private static final List<Pattern> LABELS = List.of(
            Pattern.compile("(?i)(?:ur[il]|urlkey|urlstringkey|platform|resource|endpoint)[\"'\\s:=]{1,4}$"),
            Pattern.compile("(?i)\\b(?:at|to|on|of)[\"'\\s:=]{1,4}$"));
    private static final int LABEL = 20;
    private static final Pattern END = Pattern.compile("[.:;!\u2026]{0,3}(]?)[.:;!\u2026]{0,3}$");
    /** Where a line of JavaScript stands: the address of the bundle, which is not what was asked. */
    private static final Pattern SCRIPT = Pattern.compile("https?://[^\\s\"'<>()]{1,150}\\.(?:bundle|js|map)\\b");
    /** Explanations that libraries point to. */
    private static final List<String> MANUALS = List.of("developer.mozilla.org", "pub.dev", "github.com", "docs.flutter.dev",
            "api.flutter.dev", "developer.android.com", "developer.apple.com", "reactnative.dev", "docs.expo.dev");

    private static final Pattern ADDRESS = Pattern.compile("\\baddress = ([\\w.:%-]{1,253})");
    private static final Pattern PORT = Pattern.compile("\\bport = (\\d{1,5})\\b");
    /** Dart's HttpClient with a limit for the connection: both are the server's. */
    private static final Pattern HOST_AND_PORT = Pattern.compile("\\bhost: ([\\w.:%-]{1,253}), port: (\\d{1,5})\\b");
    private static final Pattern LOOK_UP = Pattern.compile("(?:Failed host lookup: '|nable to resolve host \"?|"
            + "UnknownHostException: (?!Unable|Failed))([\\w.-]{1,253})");
    private static final Pattern CLEARTEXT = Pattern.compile(
            "(?:CLEARTEXT communication to|Cleartext HTTP traffic to) ([\\w.:-]{1,253}) not permitted");
    private static final Pattern JAVA = Pattern.compile("[Ff]ailed to connect to (?:[\\w.-]{0,253}/ ?)?"
            + "\\[?([\\w.-]{1,253}|[0-9a-fA-F:]{2,39})]?(?: \\(port (\\d{1,5})\\)|:(\\d{1,5}))");
    /** Apache's and OkHttp's: "Connect to 192.168.1.44:8000 [/192.168.1.44] failed", "Connection{192.168.1.44:8000, …". */
    private static final Pattern CONNECTION = Pattern.compile(
            "(?:Connect to |Connection to |Connection\\{)(?:https?://)?([\\w.-]{1,253}):(\\d{1,5})\\b");
    /** An address that stands alone, as in "[C1.1 192.168.1.44:8000 in_progress". */
    private static final Pattern BARE = Pattern.compile(
            "(?<![\\w.:/=-])/?(\\d{1,3}(?:\\.\\d{1,3}){3})(?:[:.](\\d{1,5}))?(?![\\w.-])");

    /** All that a text tells. */
    static AskedPlace of(String text) {
        if (text.chars().noneMatch(c -> c >= '0' && c <= '9') && !text.contains("://")) {
            return cleartext(text).orElseGet(() -> new AskedPlace(first(LOOK_UP, text).or(() -> first(ADDRESS, text)),
                    OptionalInt.empty(), OptionalInt.empty()));
        }
        return cleartext(text).or(() -> both(HOST_AND_PORT, text)).or(() -> java(text)).orElseGet(() ->
                url(text).map(AskedPlace::of).or(() -> both(CONNECTION, text)).orElseGet(() -> dart(text)));
    }

    /** The address of a URL in it, and nothing less. */
    static Optional<AskedPlace> ofUrl(String text) {
        return url(text).map(AskedPlace::of);
    }

    private static Optional<AskedPlace> cleartext(String text) {
        return first(CLEARTEXT, text).map(host -> {
            Optional<URI> url = url(text).filter(uri -> host.equals(uri.getHost()));
            return new AskedPlace(Optional.of(host), url.map(AskedPlace::port).orElse(OptionalInt.empty()),
                    OptionalInt.empty());
        });
    }

    private static Optional<AskedPlace> java(String text) {
        // Of a chain of causes, the one that tells a port.
        Matcher java = JAVA.matcher(text);
        return java.find() ? Optional.of(new AskedPlace(Optional.of(java.group(1)),
                port(java.group(2) == null ? java.group(3) : java.group(2)), OptionalInt.empty())) : Optional.empty();
    }

    private static Optional<AskedPlace> both(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(new AskedPlace(Optional.of(found.group(1)), port(found.group(2)),
                OptionalInt.empty())) : Optional.empty();
    }

    private static AskedPlace dart(String text) {
        Optional<String> host = first(LOOK_UP, text).or(() -> first(ADDRESS, text));
        OptionalInt written = first(PORT, text).map(AskedPlace::port).orElse(OptionalInt.empty());
        if (host.isEmpty() && written.isEmpty()) {
            return both(BARE, text).orElse(UNTOLD);
        }
        // "Connection failed" is said at once, and then the port is the one that was asked (dart-lang/sdk#37303).
        boolean asked = text.contains("Connection failed");
        return new AskedPlace(host, asked ? written : OptionalInt.empty(), asked ? OptionalInt.empty() : written);
    }

    private static AskedPlace of(URI url) {
        return new AskedPlace(Optional.of(url.getHost()), port(url), OptionalInt.empty());
    }

    /** The one that was asked: that with a word before it that says so, else the first. */
    private static Optional<URI> url(String text) {
        String whole = SCRIPT.matcher(text).replaceAll("");
        List<MatchResult> found = URL.matcher(whole).results().filter(one -> uri(one.group()).isPresent()).toList();
        return LABELS.stream().flatMap(label -> found.stream().filter(one -> label.matcher(whole.substring(
                Math.max(0, one.start() - LABEL), one.start())).find())).findFirst()
                .or(() -> found.stream().findFirst()).flatMap(one -> uri(one.group()));
    }

    private static Optional<URI> uri(String text) {
        try {
            // The end of a sentence, or of what stands around the address.
            var uri = new URI(END.matcher(text).replaceFirst(text.contains("[") ? "$1" : ""));
            return uri.getHost() == null || MANUALS.contains(uri.getHost()) ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static OptionalInt port(URI uri) {
        boolean tls = uri.getScheme().equals("https") || uri.getScheme().equals("wss");
        return uri.getPort() < 0 ? OptionalInt.of(tls ? 443 : 80) : port(String.valueOf(uri.getPort()));
    }

    private static OptionalInt port(String digits) {
        int port = digits == null ? 0 : Integer.parseInt(digits);
        return port >= 1 && port <= 65535 ? OptionalInt.of(port) : OptionalInt.empty();
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
