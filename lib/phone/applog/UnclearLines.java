package phone.applog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that look like a failed connection to this machine, in words that no {@link Dialect} knows: while there is
 * one, nobody can say that the log has no failure. What the phone's system writes of itself, what succeeded, and what
 * another server did are no such lines.
 *
 * @param here what this machine is called
 */
record UnclearLines(OwnNames here) {

    /** So many lines later an app may say that the next try went well. */
    private static final int SOON = 5;

    /** A part of a word of failure, in the languages in which apps of the field were seen to write. */
    private static final List<String> FAILURES = List.of("error", "exception", "fail", "timed out", "timeout",
            "time-out", "refused", "unreachable", "not reachable", "unable to", "could not", "couldn't", "cannot ",
            "can't ", "denied", "aborted", "reset by", "unexpectedly", "no route", "lost connection", "connection lost",
            "erreur", "échec", "échou", "impossible", "délai", "refusé", "fehler", "fehlgeschlagen", "zeitüberschreitung",
            "falló", "fallo ", "fallido", "fallit", "falha", " erro", "não foi", "失败", "错误", "超时", "失敗", "エラー",
            "ошибк");

    private static final Pattern CONNECTIONS = Pattern.compile("(?iU)\\b(?:connect\\w{0,8}|networks?|sockets?|web ?sockets?|"
            + "https?|requests?|fetch\\w{0,4}|servers?|hosts?|timed out|time-?out|route|dns|ssl|tls|peer|offline|api|"
            + "load(?:ing)?|log ?in|sign ?in|sync\\w{0,8}|downloads?|uploads?|response|"
            + "backend|réseau|connexion|serveur|verbindung|netzwerk|conexión|servidor|connessione|conexão)\\b");

    /** What only sounds like a failure: none of them, a setting, the name of what would handle one. */
    private static final Pattern INNOCENT = Pattern.compile("(?i)\\b(?:no|0|zero|without|sans|aucune?|keine?) (?:further )?"
            + "(?:errors?|failures?|failed|exceptions?|timeouts?|erreurs?|échecs?|fehler)\\b"
            + "|\\bfailed[\"']?\\s{0,2}[=:]\\s{0,2}[\"']?(?:0|none|false|no)(?![\\w.])"
            + "|\\b(?:errors?|failures?|exceptions?|is_?error|has_?error|err|error_?code)[\"']?\\s{0,2}[=:]\\s{0,2}[\"']?"
            + "(?:0|null|none|nil|false|no|ok|\\[]|\\{})(?![\\w.])"
            + "|\\b\\w{0,20}time_?out\\w{0,10}[\"']?\\s{0,2}[=:]\\s{0,2}[\"']?(?:\\d[\\w:.]{0,20}|null)"
            + "|\\b(?:failed|unable) to load asset"
            + "|\\bconnection \\d{1,6}: received failure notification"
            + "|\\btime_?out (?:set to|is|of) \\d{1,9} ?\\w{0,8}\\b(?! exceeded)"
            + "|\\b(?:on_?error|(?:error|exception|failure)_?(?:handler|builder|widget|page|listener|report\\w{0,4}|"
            + "boundary|callback)"
            + "|(?:handle|catch)_?errors?)\\b");

    /** What came after it on the same line: it went well in the end. */
    private static final Pattern WELL = Pattern.compile("(?i)\\b(?:retr(?:y|ied)|attempts?|reconnect\\w{0,5}|try)\\b.{0,40}"
            + "\\b(?:succe\\w{2,8}|ok|recovered)\\b|\\b(?:reconnected|recovered)\\b");

    /** Parts of the system that write in the name of an app's process. */
    private static final Pattern CHATTER = Pattern.compile(
            "(?i)Gms|Google|Firebase|FA\\b|Ads\\b|EGL|Surface|Buffer|Choreographer|"
            + "OpenGL|NetworkMonitor|ConnectivityService|Wifi|wpa_supplicant|Netd|DnsResolver|libc\\b|NetworkSecurityConfig|"
            + "StrictMode|chatty|PackageManager|TelephonyManager|cr_|vulkan|Parcel|Looper|\\bart\\b|linker|cutils|audio|Camera");

    private static final Pattern URL = Pattern.compile("(?:https?|wss?)://([\\w.-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])");

    /** Of all lines of a log those that nobody understood. */
    List<LogLine> in(AppLog log) {
        Set<String> ours = new HashSet<>();
        log.lines().stream().filter(line -> line.begins() && here.isIn(line.text())).map(LogLine::writer)
                .forEach(ours::add);
        var unclear = new ArrayList<LogLine>();
        LogLine before = null;
        for (LogLine line : log.rest()) {
            if (!line.text().isBlank() && !AppLogParser.isFrame(line)) {
                boolean app = line.ofApp() || ours.contains(line.writer()) && !CHATTER.matcher(line.source()).find();
                String beside = before != null && before.number() == line.number() - 1 && before.isBy(line)
                        ? before.text() : "";
                if (looksFailed(line, app, beside)) {
                    unclear.add(line);
                } else if (WELL.matcher(line.text()).find()) {
                    unclear.removeIf(failed -> line.number() - failed.number() <= SOON && failed.isBy(line));
                }
            }
            before = line;
        }
        return unclear;
    }

    /** @param beside what the same one wrote on the line before */
    private boolean looksFailed(LogLine line, boolean app, String beside) {
        String text = told(line.text());
        boolean named = here.isIn(line.text());
        boolean failed = FAILURES.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains);
        if (named) {
            return failed || app && line.begins() && line.isError() && !text.isBlank() && text.equals(line.text());
        }
        return failed && app && !ofOthers(text) && !ofOthers(beside)
                && (here.isIn(beside) || CONNECTIONS.matcher(text).find());
    }

    /** Without what only sounds like a failure. */
    private static String told(String text) {
        String bare = INNOCENT.matcher(text).replaceAll(" ");
        Matcher well = WELL.matcher(bare);
        int end = 0;
        while (well.find()) {
            end = well.end();
        }
        return bare.substring(end);
    }

    /** Of servers that are named, all are others'. */
    private boolean ofOthers(String text) {
        List<String> hosts = URL.matcher(text).results().map(found -> found.group(1)).toList();
        return !hosts.isEmpty() && hosts.stream().noneMatch(here::mayBe);
    }
}
