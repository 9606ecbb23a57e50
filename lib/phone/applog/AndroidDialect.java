package phone.applog;

import static phone.applog.AppFailure.Kind.BAD_STATUS;
import static phone.applog.AppFailure.Kind.CANCELLED;
import static phone.applog.AppFailure.Kind.CERTIFICATE;
import static phone.applog.AppFailure.Kind.CLEARTEXT;
import static phone.applog.AppFailure.Kind.CLOSED;
import static phone.applog.AppFailure.Kind.GAVE_UP;
import static phone.applog.AppFailure.Kind.NAME_UNKNOWN;
import static phone.applog.AppFailure.Kind.NOT_HTTP;
import static phone.applog.AppFailure.Kind.NOT_PERMITTED;
import static phone.applog.AppFailure.Kind.NO_ANSWER;
import static phone.applog.AppFailure.Kind.OTHER;
import static phone.applog.AppFailure.Kind.TIMED_OUT;
import static phone.applog.AppFailure.Kind.TLS_FAILED;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Android's own libraries and those in Java and Kotlin: sockets, HttpURLConnection, OkHttp, Apache, Ktor.
 *
 * <pre>
 * java.net.SocketTimeoutException: failed to connect to /192.168.0.102 (port 19000) from /192.168.0.100 (port 42950)
 * java.net.UnknownServiceException: CLEARTEXT communication to 127.0.0.1 not permitted by network security policy
 * </pre>
 */
record AndroidDialect() implements Dialect {

    private static final List<String> BEGIN = List.of("failed to connect to ", "java.net.", "javax.net.ssl.",
            "java.io.ioexception", "java.io.eofexception", "java.io.interruptedioexception", "cleartext communication",
            "cleartext http traffic ", "socket failed: e", "missing internet permission", "org.apache.http.",
            "io.ktor.", "sockettimeoutexception", "connecttimeoutexception", "httprequesttimeoutexception",
            "unknownhostexception", "sslhandshakeexception", "streamresetexception", "connectexception: ",
            "unable to resolve host ", "errnoexception: ", "retrofit2.httpexception", "io.grpc.status", "io.netty.",
            "<-- http failed");

    private static final List<Wording> WORDS = List.of(
            Wording.of(CLEARTEXT, "cleartext communication", "cleartext http traffic "),
            Wording.of(NAME_UNKNOWN, "unable to resolve host", "unknownhostexception", "eai_nodata",
                    "no address associated with hostname"),
            Wording.of(CERTIFICATE, "trust anchor for certification path", "certpathvalidator",
                    "sslpeerunverifiedexception", "certificate expired", "certificateexpired", "not verified"),
            Wording.of(TLS_FAILED, "unable to parse tls packet header", "wrong_version_number",
                    "unrecognized ssl message", "not an ssl/tls record", "connection closed by peer", "handshake"),
            Wording.of(NOT_HTTP, "unexpected status line"),
            Wording.of(BAD_STATUS, "expected http 101 response", "retrofit2.httpexception"),
            Wording.of(CLOSED, "unexpected end of stream", "not found: limit=0", "not found: size=0",
                    "failed to respond", "stream was reset", "prematurely closed", "eofexception"));

    /** After the system's words, since these may stand beside them. */
    private static final List<Wording> LIMITS = List.of(
            Wording.of(CANCELLED, "ioexception: canceled", "socketexception: socket closed",
                    "socketexception: socket is closed"),
            Wording.of(NO_ANSWER, "read timed out", "socket timeout has expired", "timeout on connection"),
            Wording.of(TIMED_OUT, "connect timeout has expired", "connecttimeoutexception"),
            Wording.of(GAVE_UP, "request timeout has expired", "sockettimeoutexception", "timeout", "timed out"));

    /** "after 10000ms" of one that could not connect. */
    private static final Pattern AFTER = Pattern.compile(" after \\d{1,9} ?ms");

    /** What a denied network is about; the same numbers stand for a file that may not be read. */
    private static final List<String> OF_NETWORK = List.of("socket failed", "connect failed", "failed to connect",
            "internet permission", "sendto failed", "getaddrinfo");

    /** Sockets to other places than a network of the IP. */
    private static final List<String> OTHER_SOCKETS = List.of("bluetooth", "read ret: -1", "localsocket",
            "open failed: ");

    @Override
    public boolean begins(String lower) {
        return Dialect.has(BEGIN, lower) && !Dialect.has(OTHER_SOCKETS, lower);
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        if (!begins(lower)) {
            return Optional.empty();
        }
        boolean connecting = Dialect.has(List.of("failed to connect to "), lower);
        AppFailure.Kind kind = Dialect.first(WORDS, lower)
                .or(() -> PosixWords.kind(lower))
                .or(() -> connecting && (AFTER.matcher(text).find() || text.contains("SocketTimeout"))
                        ? Optional.of(TIMED_OUT) : Dialect.first(LIMITS, lower))
                .orElse(OTHER);
        if (kind == NOT_PERMITTED && !Dialect.has(OF_NETWORK, lower)) {
            return Optional.empty();
        }
        // Of every app the log has such lines: without an address, only what the phone denies an app speaks for itself.
        return Optional.of(new Meaning(kind, StatusDialect.code(kind, lower), kind == NOT_PERMITTED || kind == CLEARTEXT
                ? Needs.NOTHING : Needs.APP));
    }
}
