package phone.applog;

import static phone.applog.AppFailure.Kind.BAD_STATUS;
import static phone.applog.AppFailure.Kind.CANCELLED;
import static phone.applog.AppFailure.Kind.CERTIFICATE;
import static phone.applog.AppFailure.Kind.CLEARTEXT;
import static phone.applog.AppFailure.Kind.CLOSED;
import static phone.applog.AppFailure.Kind.GAVE_UP;
import static phone.applog.AppFailure.Kind.NAME_UNKNOWN;
import static phone.applog.AppFailure.Kind.NOT_HTTP;
import static phone.applog.AppFailure.Kind.NO_ANSWER;
import static phone.applog.AppFailure.Kind.OTHER;
import static phone.applog.AppFailure.Kind.TIMED_OUT;
import static phone.applog.AppFailure.Kind.TLS_FAILED;
import static phone.applog.AppFailure.Kind.UNTOLD;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dart's own sockets, http and web sockets, with the packages http, dio (4 and 5) and web_socket_channel on top.
 *
 * <pre>
 * I/flutter: ClientException with SocketException: Connection timed out (OS Error: Connection timed out, errno = 110),
 *     address = 192.168.1.68, port = 52502, uri=http://192.168.1.68:8000/auth/google          (all on one line, or not)
 * I/flutter: DioException [receive timeout]: The request took longer than 0:00:03.000000 to receive data.
 * </pre>
 */
record DartDialect() implements Dialect {

    /** Dart's types have no package before them, as Java's have. */
    private static final Pattern BEGIN = Pattern.compile("(?<![\\w.])(?:(?:socket|client|http|handshake|tls|certificate|"
            + "websocket|websocketchannel)exception\\b|timeoutexception(?: after |: )|dio(?:exception|error)(?: \\[|: |type\\.)|"
            + "unhandled exception: connection |insecure http is not allowed by platform"
            + "|http request failed, statuscode: )");

    private static final List<String> MAY = List.of("exception", "dioerror", "insecure http", "http request failed");

    private static final Pattern ERRNO = Pattern.compile("errno ?[=:] ?(\\d{1,3})\\b");

    /** What says more than the number, or has none. */
    private static final List<Wording> WORDS = List.of(
            Wording.of(CLEARTEXT, "insecure http is not allowed"),
            Wording.of(NAME_UNKNOWN, "failed host lookup"),
            Wording.of(CERTIFICATE, "certificate_verify_failed", "certificateexception", "[bad certificate]",
                    "type.badcertificate"),
            Wording.of(TLS_FAILED, "wrong_version_number", "connection terminated during handshake"),
            Wording.of(NOT_HTTP, "invalid response line", "invalid response status", "invalid http header",
                    "invalid header field"),
            Wording.of(TIMED_OUT, "http connection timed out", "[connection timeout]", "type.connectiontimeout",
                    "type.connecttimeout", "connecting timed out"),
            Wording.of(NO_ANSWER, "[receive timeout]", "type.receivetimeout", "[send timeout]", "type.sendtimeout",
                    "to receive data", "receiving data timed out"),
            Wording.of(BAD_STATUS, "[bad response]", "type.badresponse", "dioerrortype.response", "http status error",
                    "http request failed, statuscode",
                    "was not upgraded to websocket"),
            Wording.of(CANCELLED, "[request cancelled]", "type.cancel"),
            Wording.of(CLOSED, "connection closed before full header", "connection closed while receiving data",
                    "connection closed before data was received"),
            // In a browser, Dart hears no more than a page does.
            Wording.of(UNTOLD, "xmlhttprequest error", "clientexception: failed to fetch",
                    "clientexception: load failed"));

    @Override
    public boolean begins(String lower) {
        return Dialect.has(MAY, lower) && BEGIN.matcher(lower).find();
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        if (!begins(lower)) {
            return Optional.empty();
        }
        Matcher number = ERRNO.matcher(text);
        Optional<Integer> errno = number.find() ? Optional.of(Integer.valueOf(number.group(1))) : Optional.empty();
        AppFailure.Kind kind = Dialect.first(WORDS, lower)
                .or(() -> errno.map(AppFailure.Kind::of))
                .or(() -> PosixWords.kind(lower))
                .orElseGet(() -> text.contains("TimeoutException") ? GAVE_UP : OTHER);
        return Optional.of(new Meaning(kind, errno.map(PosixWords::code).or(() -> StatusDialect.code(kind, lower)),
                kind != OTHER || errno.isPresent() ? Needs.NOTHING : Needs.APP));
    }
}
