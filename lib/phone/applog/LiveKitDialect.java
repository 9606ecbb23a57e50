package phone.applog;

import static phone.applog.AppFailure.Kind.CLOSED;
import static phone.applog.AppFailure.Kind.GAVE_UP;
import static phone.applog.AppFailure.Kind.MEDIA;
import static phone.applog.AppFailure.Kind.UNTOLD;

import java.util.List;
import java.util.Optional;

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
                    "waiting for peerconnection", "ice connection failed", "ice failed",
                    "iceconnectionstatefailed", "iceconnectionstate: failed", "iceconnectionstate failed",
                    "pc connection failed", "peer connection failed", "peerconnectionstatefailed",
                    "peer connection state: failed", "oniceconnectionchange: failed", "ice connection state: failed",
                    "negotiation timed out"),
            Wording.of(GAVE_UP, "signal connection timed out", "timed out (signal)"),
            Wording.of(UNTOLD, "could not establish signal connection", "websocket failure: null"),
            Wording.of(CLOSED, "signal connection closed unexpectedly", "websocket closed unexpectedly"));

    /** Dart's and others' words say more of a signalling that failed. */
    private static final List<String> INNER = List.of("socketexception", "handshakeexception", "failed to connect to ",
            "net::err_", "nsurlerrordomain");

    @Override
    public boolean begins(String lower) {
        return Dialect.first(WORDS, lower).isPresent();
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        return Dialect.first(WORDS, lower).filter(kind -> kind == MEDIA || !Dialect.has(INNER, lower))
                .map(kind -> new Meaning(kind, Optional.empty(), Needs.NOTHING));
    }
}
