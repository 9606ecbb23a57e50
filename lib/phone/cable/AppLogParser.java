package phone.cable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds failures of connections in what an app wrote: Android's log in any of its forms, Flutter's console, iOS' too,
 * a text that somebody pasted.
 *
 * <p>What is looked for, a line of each:
 * <pre>
 * I/flutter: ClientException with SocketException: Connection timed out (OS Error: Connection timed out, errno = 110),
 *     address = 192.168.1.68, port = 52502, uri=http://192.168.1.68:8000/auth/google          (all on one line, or not)
 * java.net.SocketTimeoutException: failed to connect to /192.168.0.102 (port 19000) from /192.168.0.100 (port 42950)
 * java.net.UnknownServiceException: CLEARTEXT communication to 127.0.0.1 not permitted by network security policy
 * </pre>
 */
final class AppLogParser {

    /** A failure that is written over several lines has so many at most behind its first. */
    private static final int CONTINUED = 4;

    /** So many lines of others may stand between two of one failure: they are written at once, so few do. */
    private static final int BETWEEN = 100;

    private static final Pattern START = Pattern.compile("SocketException|Unhandled Exception: Connection (?:timed out"
            + "|refused|failed)|CLEARTEXT communication to |Insecure HTTP is not allowed by platform|"
            + "failed to connect to |Failed to connect to |socket failed: E(?:PERM|ACCES)|missing INTERNET permission");
    private static final Pattern MORE = Pattern.compile(
            "[\\s,]*+(?:Connection failed|.{0,200}\\(OS Error: |\\(?OS Error|errno ?=|address ?=|port ?=|uri ?=).*");

    private static final Pattern ERRNO = Pattern.compile("errno = (\\d{1,3})\\b");
    private static final Pattern ADDRESS = Pattern.compile("\\baddress = ([\\w.:%-]{1,253})");
    private static final Pattern PORT = Pattern.compile("\\bport = (\\d{1,5})\\b");
    private static final Pattern URL = Pattern.compile("(?:uri ?= ?|platform: )((?:https?|wss?)://[^\\s,/?#]{1,300})");
    private static final Pattern LOOK_UP = Pattern.compile("Failed host lookup: '([\\w.-]{1,253})'");
    private static final Pattern CLEARTEXT = Pattern.compile(
            "CLEARTEXT communication to ([\\w.:-]{1,253}) not permitted");
    private static final Pattern JAVA = Pattern.compile("[Ff]ailed to connect to (?:[\\w.-]{0,253}/ ?)?"
            + "\\[?([\\w.-]{1,253}|[0-9a-fA-F:]{2,39})]?(?: \\(port (\\d{1,5})\\)|:(\\d{1,5}))");

    private AppLogParser() { }

    /** All failures, in the order in which they stand there. */
    static List<AppFailure> failures(String text) {
        var failures = new ArrayList<AppFailure>();
        List<LogLine> lines = LogLine.of(text);
        var taken = new BitSet(lines.size());
        for (int first = 0; first < lines.size(); first++) {
            if (!taken.get(first) && starts(lines.get(first))) {
                failure(whole(lines, first, taken), lines.get(first).when()).ifPresent(failures::add);
            }
        }
        return failures;
    }

    private static boolean starts(LogLine line) {
        return START.matcher(line.text()).find();
    }

    /** The line and those that continue it, whatever others wrote between them; they are taken then. */
    private static String whole(List<LogLine> lines, int first, BitSet taken) {
        LogLine begin = lines.get(first);
        var whole = new StringBuilder(begin.text());
        int more = 0;
        for (int i = first + 1; i < lines.size() && i - first <= BETWEEN && more < CONTINUED; i++) {
            LogLine line = lines.get(i);
            if (line.source().equals(begin.source()) && !line.text().isBlank()) {
                if (starts(line) || !MORE.matcher(line.text()).matches()) {
                    break;
                }
                whole.append(' ').append(line.text());
                taken.set(i);
                more++;
            }
        }
        return whole.toString();
    }

    private static Optional<AppFailure> failure(String text, Optional<String> when) {
        Matcher cleartext = CLEARTEXT.matcher(text);
        if (cleartext.find()) {
            return Optional.of(new AppFailure(AppFailure.Kind.CLEARTEXT, OptionalInt.empty(),
                    Optional.of(cleartext.group(1)), OptionalInt.empty(), OptionalInt.empty(), when));
        }
        Optional<URI> url = url(text);
        if (text.contains("Insecure HTTP is not allowed")) {
            return Optional.of(new AppFailure(AppFailure.Kind.CLEARTEXT, OptionalInt.empty(), url.map(URI::getHost),
                    url.map(AppLogParser::port).orElse(OptionalInt.empty()), OptionalInt.empty(), when));
        }
        Matcher java = JAVA.matcher(text);
        if (java.find()) {
            String port = java.group(2) == null ? java.group(3) : java.group(2);
            return Optional.of(new AppFailure(spoken(text), OptionalInt.empty(), Optional.of(java.group(1)), port(port),
                    OptionalInt.empty(), when));
        }
        return dart(text, url, when);
    }

    private static Optional<AppFailure> dart(String text, Optional<URI> url, Optional<String> when) {
        OptionalInt errno = first(ERRNO, text).map(AppLogParser::number).orElse(OptionalInt.empty());
        AppFailure.Kind kind = text.contains("Failed host lookup") ? AppFailure.Kind.NAME_UNKNOWN
                : errno.isPresent() ? AppFailure.Kind.of(errno.getAsInt()) : spoken(text);
        Optional<String> host = url.map(URI::getHost).or(() -> first(LOOK_UP, text)).or(() -> first(ADDRESS, text));
        if (kind == AppFailure.Kind.OTHER && errno.isEmpty() && host.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt written = first(PORT, text).map(AppLogParser::port).orElse(OptionalInt.empty());
        // "Connection failed" is said at once, and then the port is the one that was asked (dart-lang/sdk#37303).
        boolean asked = text.contains("Connection failed");
        OptionalInt port = url.map(AppLogParser::port).orElse(asked ? written : OptionalInt.empty());
        OptionalInt own = url.isPresent() || asked ? OptionalInt.empty() : written;
        return Optional.of(new AppFailure(kind, errno, host, port, own, when));
    }

    /** Where no number is given: the words of Java and of Dart, which are English everywhere. */
    private static AppFailure.Kind spoken(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("eperm") || lower.contains("eacces") || lower.contains("internet permission")
                ? AppFailure.Kind.NOT_PERMITTED
                : lower.contains("refused") ? AppFailure.Kind.REFUSED
                : lower.contains("ehostunreach") || lower.contains("no route to host") ? AppFailure.Kind.NO_ROUTE
                : lower.contains("enetunreach") || lower.contains("network is unreachable") ? AppFailure.Kind.NO_NETWORK
                : lower.contains("timed out") || lower.contains("timeout") || lower.contains(" after ")
                        ? AppFailure.Kind.TIMED_OUT : AppFailure.Kind.OTHER;
    }

    private static Optional<URI> url(String text) {
        return first(URL, text).flatMap(found -> {
            try {
                var uri = new URI(found);
                return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        });
    }

    private static OptionalInt port(URI uri) {
        boolean tls = uri.getScheme().equals("https") || uri.getScheme().equals("wss");
        return uri.getPort() < 0 ? OptionalInt.of(tls ? 443 : 80) : port(String.valueOf(uri.getPort()));
    }

    private static OptionalInt port(String digits) {
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65535 ? OptionalInt.of(port) : OptionalInt.empty();
    }

    private static OptionalInt number(String digits) {
        return OptionalInt.of(Integer.parseInt(digits));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
