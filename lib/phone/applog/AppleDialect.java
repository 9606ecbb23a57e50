package phone.applog;

import static phone.applog.AppFailure.Kind.BAD_STATUS;
import static phone.applog.AppFailure.Kind.CANCELLED;
import static phone.applog.AppFailure.Kind.CERTIFICATE;
import static phone.applog.AppFailure.Kind.CLOSED;
import static phone.applog.AppFailure.Kind.GAVE_UP;
import static phone.applog.AppFailure.Kind.IOS_CLEARTEXT;
import static phone.applog.AppFailure.Kind.IOS_LOCAL_NETWORK_DENIED;
import static phone.applog.AppFailure.Kind.IOS_OFFLINE;
import static phone.applog.AppFailure.Kind.NAME_UNKNOWN;
import static phone.applog.AppFailure.Kind.NOT_HTTP;
import static phone.applog.AppFailure.Kind.NO_NETWORK;
import static phone.applog.AppFailure.Kind.OTHER;
import static phone.applog.AppFailure.Kind.TLS_FAILED;
import static phone.applog.AppFailure.Kind.UNTOLD;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * URLSession, CFNetwork and Network.framework of iOS. Their sentences follow the phone's language; their numbers do not.
 *
 * <pre>
 * Task &lt;…&gt;.&lt;1&gt; finished with error [-1004] Error Domain=NSURLErrorDomain Code=-1004 "Could not connect to the
 *     server." UserInfo={_kCFStreamErrorCodeKey=61, NSErrorFailingURLStringKey=http://192.168.1.44:8000/health, …
 * nw_socket_handle_socket_event [C3.1:1] Socket SO_ERROR [61: Connection refused]
 * </pre>
 */
record AppleDialect() implements Dialect {

    private static final String PROHIBITED = "local network prohibited";

    private static final List<String> MAY = List.of(PROHIBITED, "errordomain", "finished with error [", "(error code: -",
            "_kcfstreamerrorcodekey", "so_error [", "failed : error ", "failed to connect ", "posixerrorcode",
            "encountered error", "tls trust evaluation failed", "nw_endpoint_flow_failed", "policydenied",
            "task failure {");

    /** What has no number of its own. */
    private static final List<Wording> WORDS = List.of(
            Wording.of(IOS_LOCAL_NETWORK_DENIED, PROHIBITED, "policydenied"),
            Wording.of(CERTIFICATE, "tls trust evaluation failed", "tls trust encountered error"),
            Wording.of(UNTOLD, "nw_endpoint_flow_failed"));

    /** The number of an NSError of URLSession, or of CFNetwork, which has the same. */
    private static final Pattern URL_ERROR = Pattern.compile("(?:nsurlerrordomain|kcferrordomaincfnetwork)[^-\\d]{1,24}"
            + "(-\\d{3,4})\\b|finished with error \\[(-\\d{3,4})\\]|\\(error code: (-\\d{3,4}) "
            + "|task failure \\{[^}]{0,300}error_code=(-\\d{3,4})\\b");

    /** The number of the system behind it. */
    private static final Pattern ERRNO = Pattern.compile("_kcfstreamerrorcodekey=(-?\\d{1,5})|so_error \\[(\\d{1,3})[:\\]]|"
            + "nsposixerrordomain[^-\\d]{1,12}(\\d{1,3})\\b|failed : error \\d{1,2}:(\\d{1,3}) |"
            + "failed to connect \\d{1,2}:(\\d{1,3}), reason|\\(error code: -\\d{3,4} \\[\\d{1,2}:(\\d{1,3})\\]|"
            + "encountered error\\(\\d{1,2}:(\\d{1,3})\\)|posixerrorcode\\(rawvalue: (\\d{1,3})\\)");

    @Override
    public boolean begins(String lower) {
        return Dialect.has(MAY, lower) && (Dialect.first(WORDS, lower).isPresent() || URL_ERROR.matcher(lower).find()
                || ERRNO.matcher(lower).find());
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        Optional<Integer> url = number(URL_ERROR, lower);
        Optional<Integer> errno = number(ERRNO, lower);
        Optional<AppFailure.Kind> words = Dialect.first(WORDS, lower);
        if (url.isEmpty() && errno.isEmpty() && words.isEmpty() || text.contains("NSErrorFailingURLStringKey=file:")) {
            return Optional.empty();
        }
        boolean denied = words.filter(kind -> kind == IOS_LOCAL_NETWORK_DENIED).isPresent();
        AppFailure.Kind kind = denied ? IOS_LOCAL_NETWORK_DENIED : url.map(code -> kind(code, errno))
                .or(() -> errno.map(AppFailure.Kind::of)).or(() -> words).orElse(OTHER);
        return Optional.of(new Meaning(kind, code(url, errno), denied ? Needs.NOTHING : Needs.APP));
    }

    private static Optional<Integer> number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return Optional.of(Integer.valueOf(found.group(group)));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> code(Optional<Integer> url, Optional<Integer> errno) {
        Optional<String> system = errno.filter(number -> number > 0).map(PosixWords::code);
        return url.map(number -> "NSURLErrorDomain " + number + system.map(also -> ", " + also).orElse(""))
                .or(() -> system);
    }

    /** Apple, "URL Loading System Error Codes" (NSURLError.h), with what the stream below says where that is more. */
    private static AppFailure.Kind kind(int code, Optional<Integer> errno) {
        Optional<AppFailure.Kind> below = errno.filter(number -> number > 0).map(AppFailure.Kind::of)
                .filter(kind -> kind != OTHER);
        return switch (code) {
            case -999 -> CANCELLED;
            case -1001 -> below.orElse(GAVE_UP);
            case -1003, -1006 -> NAME_UNKNOWN;
            case -1004 -> below.orElse(UNTOLD);
            case -1005 -> below.orElse(CLOSED);
            // Whatever the stream says (ENETDOWN, mostly): an app without the local network gets the same.
            case -1009 -> IOS_OFFLINE;
            case -1014 -> CLOSED;
            case -1007, -1010, -1011, -1012, -1013, -1102 -> BAD_STATUS;
            case -1015, -1016, -1017 -> NOT_HTTP;
            case -1018, -1019, -1020 -> NO_NETWORK;
            case -1022 -> IOS_CLEARTEXT;
            case -1200 -> TLS_FAILED;
            case -1201, -1202, -1203, -1204, -1205, -1206 -> CERTIFICATE;
            default -> OTHER;
        };
    }
}
