package phone.applog;

import static phone.applog.AppFailure.Kind.CLOSED;
import static phone.applog.AppFailure.Kind.GAVE_UP;
import static phone.applog.AppFailure.Kind.MEDIA;
import static phone.applog.AppFailure.Kind.UNTOLD;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * LiveKit's clients, in Flutter, Kotlin, Swift and JavaScript, and WebRTC below them. First comes a web socket for the
 * signalling, then the media by ports of their own.
 *
 * <pre>
 * LiveKit Exception: [MediaConnectException] Timed out waiting for PeerConnection to connect, please check your network
 * ConnectionError: could not establish signal connection: room connection has timed out (signal)
 * </pre>
 */
record LiveKitDialect() implements Dialect {

    private static final List<Wording> WORDS = List.of(
            Wording.of(MEDIA, "mediaconnectexception", "could not establish pc connection",
                    "waiting for peerconnection"),
            Wording.of(GAVE_UP, "signal connection timed out", "timed out (signal)"),
            Wording.of(UNTOLD, "could not establish signal connection", "websocket failure: null"),
            Wording.of(CLOSED, "signal connection closed unexpectedly", "websocket closed unexpectedly"));

    /** Of a log's other words, "service failed" ends as "ICE failed" does. */
    private static final Pattern MEDIA_FAILED = Pattern.compile(
            "\\b(?:rtc|on)?ice ?(?:connection)? ?(?:state|change)?:? ?failed"
            + "|\\b(?:rtc|on)?(?:pc|peer ?connection)(?: connection)? ?(?:state|change)?:? ?failed"
            + "|\\bnegotiation timed out");

    private static final List<String> MAY_BE_MEDIA = List.of("ice", "pc ", "peer", "negotiation");

    /** Dart's and others' words say more of a signalling that failed. */
    private static final List<String> INNER = List.of("socketexception", "handshakeexception", "failed to connect to ",
            "net::err_", "nsurlerrordomain");

    @Override
    public boolean begins(String lower) {
        return kind(lower).isPresent();
    }

    private static Optional<AppFailure.Kind> kind(String lower) {
        return Dialect.first(WORDS, lower).or(() -> Dialect.has(MAY_BE_MEDIA, lower)
                && MEDIA_FAILED.matcher(lower).find() ? Optional.of(MEDIA) : Optional.empty());
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        return kind(lower).filter(kind -> kind == MEDIA || !Dialect.has(INNER, lower))
                .map(kind -> new Meaning(kind, Optional.empty(), Needs.NOTHING));
    }
}
