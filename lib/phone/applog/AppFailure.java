package phone.applog;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import json.Id;

/**
 * One failure of a connection as an app wrote it into its log, with what was understood of it and no word more: the
 * rest of such a line may name people.
 *
 * @param kind    what it means
 * @param code    what the system or the library calls it, {@code errno 111} or {@code net::ERR_TIMED_OUT}; empty where
 *                the line has none
 * @param host    the address or name that the app asked, as it stands there; empty where none does
 * @param port    the server's port; empty where it is not told
 * @param ownPort a port that may be the phone's own: Dart's {@code port =} is, where a connection failed after a while
 * @param limit   after how long the app gave up; empty where it does not say
 * @param when    as the log has it, {@code 05-16 12:08:33}: the phone's clock, mostly without a year; empty where it
 *                has none
 */
record AppFailure(Kind kind, Optional<String> code, Optional<String> host, OptionalInt port, OptionalInt ownPort,
        Optional<Duration> limit, Optional<String> when) {

    /**
     * What a failure means. Numbers of Android are Linux's (asm-generic/errno.h), those of iOS are Darwin's
     * (sys/errno.h); the look-ups' are getaddrinfo's EAI_NODATA (7, bionic's netdb.h) and EAI_NONAME (8, Darwin's).
     */
    enum Kind implements Id {
        /** No connection in time, ETIMEDOUT: 110, on iOS 60. Nothing came back. */
        TIMED_OUT("timed-out"),
        /** The app's own limit; it does not say whether a connection stood. */
        GAVE_UP("gave-up"),
        /** The connection stood, and no answer came within the app's limit. */
        NO_ANSWER("no-answer"),
        /** ECONNREFUSED: 111, on iOS 61. Somebody said that nobody is there. */
        REFUSED("refused"),
        /** The connection stood and was closed or reset before the answer was whole: ECONNRESET 104/54, EPIPE 32. */
        CLOSED("closed"),
        /** The phone itself let go of the connection: ECONNABORTED 103/53. It changed networks, or froze the app. */
        INTERRUPTED("interrupted"),
        /** EHOSTUNREACH 113, EHOSTDOWN of iOS 64: nobody on the network has that address. */
        NO_ROUTE("no-route"),
        /** ENETUNREACH: 101, on iOS 51: the phone has no network that leads there. */
        NO_NETWORK("no-network"),
        /** EHOSTUNREACH of iOS, 65: also what an app gets that may not use the local network (Apple, TN3179). */
        IOS_NO_ROUTE("ios-no-route"),
        /** NSURLErrorNotConnectedToInternet of iOS, for an address of the LAN: the same. */
        IOS_OFFLINE("ios-offline"),
        /** iOS gives the reason itself: "Local network prohibited". */
        IOS_LOCAL_NETWORK_DENIED("ios-local-network-denied"),
        /** Chromium gives the reason itself: the app lacks ACCESS_LOCAL_NETWORK of Android. */
        LOCAL_NETWORK_DENIED("local-network-denied"),
        /** EPERM 1, EACCES 13: the app may not use the network, or not this one. */
        NOT_PERMITTED("not-permitted"),
        /** The name could not be looked up: 7, on iOS 8. */
        NAME_UNKNOWN("name-unknown"),
        /** Android's own security policy forbids http without TLS; Dart's sockets are not subject to it. */
        CLEARTEXT("cleartext"),
        /** The same of iOS: App Transport Security. */
        IOS_CLEARTEXT("ios-cleartext"),
        /** A page that came by https asks for something by http, and its web view does not allow that. */
        MIXED_CONTENT("mixed-content"),
        /** TLS asked of a port that answers otherwise. */
        TLS_FAILED("tls-failed"),
        /** TLS was spoken, and the app does not trust the certificate. */
        CERTIFICATE("certificate"),
        /** HTTP asked of a port that answers otherwise: mostly one that wants TLS. */
        NOT_HTTP("not-http"),
        /** An answer came, with a status that the app takes for an error. */
        BAD_STATUS("bad-status"),
        /** An answer came, and the web view keeps it from a page of another origin. */
        CORS("cors"),
        /** LiveKit's signalling works, and no path for the media was found. */
        MEDIA("media"),
        /** The app, or the person who holds it, cancelled the request. */
        CANCELLED("cancelled"),
        /** A Wi-Fi that wants somebody to sign in. */
        PORTAL("portal"),
        /** It failed, and the library keeps the reason to itself. */
        UNTOLD("untold"),
        /** It failed for another reason. */
        OTHER("other");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** As it stands behind {@code adb.kind.} in the sentences. */
        @Override
        public String id() {
            return id;
        }

        static Kind of(int errno) {
            return switch (errno) {
                case 110, 60 -> TIMED_OUT;
                case 111, 61 -> REFUSED;
                case 104, 54, 57, 32 -> CLOSED;
                case 103, 53, 9 -> INTERRUPTED;
                case 113, 112, 64 -> NO_ROUTE;
                case 101, 100, 51, 50 -> NO_NETWORK;
                case 65 -> IOS_NO_ROUTE;
                case 1, 13 -> NOT_PERMITTED;
                case 7, 8 -> NAME_UNKNOWN;
                default -> OTHER;
            };
        }
    }
}
