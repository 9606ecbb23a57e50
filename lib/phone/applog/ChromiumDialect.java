package phone.applog;

import static phone.applog.AppFailure.Kind.BAD_STATUS;
import static phone.applog.AppFailure.Kind.CANCELLED;
import static phone.applog.AppFailure.Kind.CERTIFICATE;
import static phone.applog.AppFailure.Kind.CLEARTEXT;
import static phone.applog.AppFailure.Kind.CLOSED;
import static phone.applog.AppFailure.Kind.CORS;
import static phone.applog.AppFailure.Kind.GAVE_UP;
import static phone.applog.AppFailure.Kind.INTERRUPTED;
import static phone.applog.AppFailure.Kind.LOCAL_NETWORK_DENIED;
import static phone.applog.AppFailure.Kind.MIXED_CONTENT;
import static phone.applog.AppFailure.Kind.NAME_UNKNOWN;
import static phone.applog.AppFailure.Kind.NOT_HTTP;
import static phone.applog.AppFailure.Kind.NOT_PERMITTED;
import static phone.applog.AppFailure.Kind.NO_NETWORK;
import static phone.applog.AppFailure.Kind.NO_ROUTE;
import static phone.applog.AppFailure.Kind.OTHER;
import static phone.applog.AppFailure.Kind.REFUSED;
import static phone.applog.AppFailure.Kind.TIMED_OUT;
import static phone.applog.AppFailure.Kind.TLS_FAILED;
import static phone.applog.AppFailure.Kind.UNTOLD;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chromium's network stack: web views of Android (Capacitor, Cordova, React Native's), and Cronet.
 *
 * <pre>
 * I/chromium: [INFO:CONSOLE(0)] "Failed to load resource: net::ERR_CONNECTION_REFUSED", source: http://192.168.1.44:8000/ (0)
 * </pre>
 */
record ChromiumDialect() implements Dialect {

    private static final List<String> BEGIN = List.of("net::err_", "blocked by cors policy", "mixed content: ",
            "websocket connection to '");

    private static final Pattern CODE = Pattern.compile("net::(ERR_[A-Z0-9_]{2,60})");

    /** Chromium, net/base/net_error_list.h: the beginning of a name. The longer ones stand before the shorter. */
    private static final List<Wording> CODES = List.of(
            Wording.of(REFUSED, "err_connection_refused"),
            Wording.of(TIMED_OUT, "err_connection_timed_out"),
            Wording.of(GAVE_UP, "err_timed_out"),
            Wording.of(CLOSED, "err_connection_reset", "err_connection_closed", "err_empty_response",
                    "err_socket_not_connected", "err_content_length_mismatch", "err_incomplete_chunked_encoding"),
            Wording.of(INTERRUPTED, "err_connection_aborted", "err_network_changed", "err_network_io_suspended"),
            Wording.of(NO_ROUTE, "err_address_unreachable"),
            Wording.of(NO_NETWORK, "err_internet_disconnected"),
            Wording.of(NAME_UNKNOWN, "err_name_not_resolved", "err_name_resolution_failed", "err_dns_"),
            Wording.of(CLEARTEXT, "err_cleartext_not_permitted"),
            Wording.of(LOCAL_NETWORK_DENIED, "err_local_network_permission_missing"),
            // A web view without the permission INTERNET finds nothing in its cache, and may ask nobody else.
            Wording.of(NOT_PERMITTED, "err_access_denied", "err_network_access_denied", "err_cache_miss"),
            Wording.of(TLS_FAILED, "err_ssl_"),
            Wording.of(CERTIFICATE, "err_cert_", "err_bad_ssl_client_auth_cert"),
            Wording.of(NOT_HTTP, "err_invalid_http_response", "err_invalid_response"),
            Wording.of(BAD_STATUS, "err_http_response_code_failure", "err_too_many_redirects"),
            Wording.of(CANCELLED, "err_aborted"),
            Wording.of(UNTOLD, "err_failed"));

    private static final List<Wording> WORDS = List.of(
            Wording.of(CORS, "blocked by cors policy"),
            Wording.of(MIXED_CONTENT, "mixed content: "),
            Wording.of(BAD_STATUS, "unexpected response code"));

    @Override
    public boolean begins(String lower) {
        return Dialect.has(BEGIN, lower);
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        if (!begins(lower)) {
            return Optional.empty();
        }
        Matcher code = CODE.matcher(text);
        if (code.find()) {
            AppFailure.Kind kind = Dialect.first(CODES, code.group(1).toLowerCase(Locale.ROOT)).orElse(OTHER);
            return Optional.of(new Meaning(kind, Optional.of(code.group()), kind == LOCAL_NETWORK_DENIED
                    ? Needs.NOTHING : Needs.APP));
        }
        // What a page writes of its web socket beside a success has no failure in it.
        return Dialect.first(WORDS, lower)
                .or(() -> text.contains("' failed") ? Optional.of(UNTOLD) : Optional.empty())
                .map(kind -> new Meaning(kind, StatusDialect.code(kind, lower), Needs.APP));
    }
}
