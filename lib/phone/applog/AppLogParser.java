package phone.applog;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds failures of connections in what an app wrote: Android's log in any of its forms, Flutter's and React Native's
 * console, iOS' log, a text that somebody pasted. What they look like, each {@link Dialect} says.
 */
final class AppLogParser {

    /** A failure that is written over several lines has so many at most behind its first. */
    private static final int CONTINUED = 40;

    /** So many lines of others may stand between two of one failure: they are written at once, so few do. */
    private static final int BETWEEN = 100;

    /** So many lines of its own before it may tell what was asked. */
    private static final int BEFORE = 5;

    private static final Pattern MORE = Pattern.compile(
            "[\\s,]*+(?:Connection failed|.{0,200}\\(OS Error: |\\(?OS Error|errno ?=|address ?=|port ?=|uri ?=|"
            + "WRONG_VERSION_NUMBER|CERTIFICATE_VERIFY_FAILED|NSLocalizedDescription|NSErrorFailingURL|_NSURLError|"
            + "_kCF|\"?Local\\w{2,16}Task|\\)[,}]|UserInfo|\u2551|\"\\w{1,40}\": |[{}\\]],? {0,3}$|"
            + "The status code of |Read more about status|"
            + "In order to resolve this exception|To get rid of this).*");
    private static final Pattern CAUSE = Pattern.compile("\\s*(?:Caused by|Suppressed|Error|Cause|Reason): ?.*");
    /** A line of a stack, of Java, Dart or JavaScript. */
    private static final Pattern FRAME = Pattern.compile("\\s*(?:at |\\.\\.\\. \\d{1,4} more|#\\d{1,4} |<asynchronous ).*");

    /** "Dart Error: Unhandled exception:", "*** DioException ***:", "══╡ EXCEPTION CAUGHT BY IMAGE RESOURCE SERVICE ╞══". */
    private static final Pattern HEADING = Pattern.compile("(?i)[^/]{0,200}(?:exception|error)[^/]{0,100}: {0,3}"
            + "|\\*{3} [\\w ]{1,40} \\*{3}:?|[^/]{0,200}exception caught by [^/]{0,200}");

    private final List<LogLine> lines;
    private final BitSet taken;
    private final BitSet begins;
    /** Those that no line before may take for its own. */
    private final BitSet apart;
    private final List<Incident> incidents = new ArrayList<>();
    /** The processes that are known to be apps that ask something of their own network. */
    private final Set<String> apps;
    private boolean leftOut;

    private AppLogParser(List<LogLine> lines, Set<String> apps) {
        this.lines = lines;
        this.apps = apps;
        this.taken = new BitSet(lines.size());
        this.begins = new BitSet(lines.size());
        this.apart = new BitSet(lines.size());
        for (int i = 0; i < lines.size(); i++) {
            String lower = lines.get(i).text().toLowerCase(Locale.ROOT);
            Optional<Dialect> first = lower.isBlank() || isFrame(lines.get(i)) ? Optional.empty()
                    : Dialect.ALL.stream().filter(dialect -> dialect.begins(lower)).findFirst();
            begins.set(i, first.isPresent());
            apart.set(i, first.filter(dialect -> !(dialect instanceof PlainDialect)).isPresent());
        }
    }

    /** All failures in the order in which they stand there, and the lines in which none was found. */
    static AppLog parse(String text) {
        AppLogParser parser = of(LogLine.of(text), Set.of());
        Set<String> asking = parser.incidents.stream().filter(found -> found.failure().host()
                .filter(AppTarget::mayBeOfTheLan).isPresent()).map(Incident::process).collect(Collectors.toSet());
        // Layers that know no address write before the one that does, and who they are is only known by that.
        AppLogParser whole = parser.leftOut && !asking.isEmpty() ? of(parser.lines, asking) : parser;
        var rest = new ArrayList<LogLine>();
        for (int i = whole.taken.nextClearBit(0); i < whole.lines.size(); i = whole.taken.nextClearBit(i + 1)) {
            rest.add(whole.lines.get(i));
        }
        return new AppLog(whole.incidents.stream().map(Incident::failure).toList(), whole.lines, rest);
    }

    private static AppLogParser of(List<LogLine> lines, Set<String> apps) {
        var parser = new AppLogParser(lines, apps);
        for (int first = parser.begins.nextSetBit(0); first >= 0; first = parser.begins.nextSetBit(first + 1)) {
            if (!parser.taken.get(first)) {
                parser.read(first);
            }
        }
        return parser;
    }

    static boolean isFrame(LogLine line) {
        return FRAME.matcher(line.text()).matches();
    }

    private void read(int first) {
        LogLine begin = lines.get(first);
        var own = new ArrayList<Integer>();
        String text = whole(first, own);
        int last = own.getLast() + 1;
        String lower = text.toLowerCase(Locale.ROOT);
        Optional<Dialect> speaks = Dialect.ALL.stream().filter(dialect -> dialect.meaning(text, lower).isPresent())
                .findFirst();
        if (speaks.isEmpty()) {
            return;
        }
        Dialect.Meaning meaning = speaks.get().meaning(text, lower).orElseThrow();
        // A sign-in page is nothing that the app asked.
        AskedPlace told = meaning.kind() == AppFailure.Kind.PORTAL ? AskedPlace.UNTOLD : AskedPlace.of(text);
        AskedPlace place = told.port().isPresent() || meaning.kind() == AppFailure.Kind.PORTAL ? told
                : before(first, told, own).map(asked -> new AskedPlace(asked.host(), asked.port(), told.ownPort()))
                        .orElse(told);
        boolean known = meaning.kind() != AppFailure.Kind.OTHER || meaning.code().isPresent();
        boolean app = begin.ofApp() || apps.contains(begin.process());
        if (!meaning.needs().met(app, place.host().isPresent())) {
            leftOut = true;
        } else if (known || place.host().isPresent()) {
            headings(first, own);
            own.forEach(taken::set);
            add(new Incident(new AppFailure(meaning.kind(), meaning.code(), place.host(), place.port(), place.ownPort(),
                    WaitLimit.in(text), begin.when()), begin.process(), speaks.get(), last));
        }
    }

    /** The line and those that continue it, whatever others wrote between them. */
    private String whole(int first, List<Integer> own) {
        LogLine begin = lines.get(first);
        var whole = new StringBuilder(begin.text());
        own.add(first);
        int more = 0;
        for (int i = first + 1; i < lines.size() && i - first <= BETWEEN && more < CONTINUED; i++) {
            LogLine line = lines.get(i);
            if (!line.source().equals(begin.source()) || line.text().isBlank()) {
                continue;
            }
            if (isFrame(line)) {
                own.add(i);
                continue;
            }
            boolean cause = CAUSE.matcher(line.text()).matches();
            if (apart.get(i) && !cause && !continues(line)
                    || !cause && !MORE.matcher(line.text()).matches()) {
                break;
            }
            whole.append(' ').append(line.text());
            own.add(i);
            more++;
        }
        return whole.toString();
    }

    /** A further line of an error of iOS, or of one that is printed as JSON, has words of its own. */
    private static boolean continues(LogLine line) {
        String text = line.text().stripLeading();
        return !line.begins() && text.startsWith("_") || text.startsWith("\"");
    }

    /** The lines right before it that say that something comes, and no more. */
    private void headings(int first, List<Integer> own) {
        for (int i = first - 1; i >= 0 && first - i <= BEFORE && HEADING.matcher(lines.get(i).text()).matches()
                && lines.get(i).source().equals(lines.get(first).source()); i--) {
            own.add(i);
        }
    }

    /** What the lines of its own before it tell that was asked. */
    private Optional<AskedPlace> before(int first, AskedPlace told, List<Integer> own) {
        int looked = 0;
        for (int i = first - 1; i >= 0 && first - i <= BETWEEN && looked < BEFORE; i--) {
            LogLine line = lines.get(i);
            if (!line.isBy(lines.get(first)) || line.text().isBlank() || isFrame(line)) {
                continue;
            }
            looked++;
            if (taken.get(i)) {
                return Optional.empty();
            }
            if (LoggedRequest.isAnswer(line.text())) {
                return Optional.empty();
            }
            Optional<AskedPlace> asked = LoggedRequest.asked(line.text())
                    .filter(any -> told.host().isEmpty() || told.host().equals(any.host()));
            if (asked.isPresent()) {
                own.add(i);
                return asked;
            }
        }
        return Optional.empty();
    }

    private void add(Incident found) {
        if (!incidents.isEmpty()) {
            Optional<Incident> one = incidents.getLast().with(found);
            if (one.isPresent()) {
                incidents.set(incidents.size() - 1, one.get());
                return;
            }
        }
        incidents.add(found);
    }
}
