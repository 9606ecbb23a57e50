package phone.applog;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A line of a log as it can be shown to anybody: the words of the trade, this machine's own address, short numbers, and
 * the names of errors. Whatever else stands there may be a name, a token or an address, and is shown as three dots.
 */
record LogExcerpt(OwnNames here) {

    private static final int LONGEST = 120;
    private static final String LEFT_OUT = "\u2026";

    private static final Set<String> KNOWN = Set.of(("a an the to at from by with without for of on in is was be been has "
            + "have had not no and or but when while after before during it its this that we i app client api backend server "
            + "service host hostname address ip port url uri path http https ws wss tcp udp tls ssl dns wifi lan vpn network "
            + "internet socket websocket connection connections connect connected connecting connects disconnect "
            + "disconnected reconnect reconnecting request requests response responses reply fetch fetching load loading "
            + "loaded upload download login sync stream send sending sent receive received receiving read write open opened "
            + "close closed closing get post put patch delete head call calling error errors exception failure failures fail "
            + "failed fails failing timeout timeouts timed out exceeded expired deadline refused rejected denied forbidden "
            + "permission permissions unauthorized reset aborted abort cancelled canceled lost broken pipe unreachable "
            + "reachable reach unable could can cannot couldn't can't did does do not-found found unknown invalid bad wrong "
            + "null none empty unexpected unexpectedly handshake certificate verify verification protocol version code status "
            + "state reason cause caused due message retry retries retrying attempt attempts giving up gave again then "
            + "seconds second sec milliseconds min minutes peer ice signal signaling media room track health check "
            + "ping pong heartbeat offline online available unavailable gateway proxy route local remote "
            + "erreur échec échoué connexion serveur réseau impossible délai dépassé refusée refusé joindre atteindre de la le "
            + "du au à vers sur fehler fehlgeschlagen verbindung netzwerk zeitüberschreitung zum zu falló fallido conexión "
            + "servidor al con errore fallita connessione falha erro conexão").split(" "));

    /** The name of an error, as programmers write one. */
    private static final Pattern TYPE = Pattern.compile(
            "(?:[a-z]{1,20}\\.){0,5}[A-Z][A-Za-z]{0,40}(?:Exception|Error|Failure|Timeout)");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,5}(?:ms|s)?");
    private static final Pattern AROUND = Pattern.compile("^[^\\p{L}\\p{N}-]{0,10}+|[^\\p{L}\\p{N}]{0,10}+$");

    /** What is left of a line. */
    String of(String line) {
        var words = new ArrayList<String>();
        for (String word : line.strip().split("[\\s,;()\\[\\]{}\"<>|=]")) {
            String shown = word(word, words.isEmpty() ? LEFT_OUT : words.getLast());
            if (!shown.isEmpty() && !(shown.equals(LEFT_OUT) && !words.isEmpty() && words.getLast().equals(LEFT_OUT))) {
                words.add(shown);
            }
        }
        String shown = String.join(" ", words);
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + LEFT_OUT;
    }

    private String word(String word, String before) {
        if (word.isBlank()) {
            return "";
        }
        String own = here.of(word);
        if (!own.isEmpty()) {
            return own;
        }
        String bare = AROUND.matcher(word).replaceAll("");
        // A short word that begins with a capital letter may be a name, and numbers in a row a person's.
        boolean known = KNOWN.contains(bare.length() < 4 ? bare : bare.toLowerCase(Locale.ROOT))
                || TYPE.matcher(bare).matches()
                || NUMBER.matcher(bare).matches() && !before.equals(LEFT_OUT) && !NUMBER.matcher(before).matches();
        return known ? bare : bare.isEmpty() ? "" : LEFT_OUT;
    }
}
