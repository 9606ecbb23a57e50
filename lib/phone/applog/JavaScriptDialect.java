package phone.applog;

import static phone.applog.AppFailure.Kind.BAD_STATUS;
import static phone.applog.AppFailure.Kind.CANCELLED;
import static phone.applog.AppFailure.Kind.GAVE_UP;
import static phone.applog.AppFailure.Kind.UNTOLD;

import java.util.List;
import java.util.Optional;

/**
 * React Native's fetch, axios, and the fetch of a web view: they say that it failed, and rarely why.
 *
 * <pre>
 * E/ReactNativeJS: [TypeError: Network request failed]
 *  ERROR  [AxiosError: timeout of 10000ms exceeded]
 * </pre>
 */
record JavaScriptDialect() implements Dialect {

    private static final List<String> BEGIN = List.of("network request failed", "axioserror",
            "error: network error", "\"network error\"",
            "err_network", "err_canceled", "ms exceeded", "request failed with status code", "typeerror: failed to fetch",
            "typeerror: load failed", "aborterror: ", "network request timed out",
            "could not connect to development server",
            "http failure response for ");

    private static final StatusDialect STATUS = new StatusDialect();

    private static final List<Wording> WORDS = List.of(
            Wording.of(BAD_STATUS, "request failed with status code", "err_bad_response", "err_bad_request"),
            Wording.of(CANCELLED, "err_canceled", "aborterror", "canceled"),
            Wording.of(GAVE_UP, "ms exceeded", "network request timed out", "econnaborted", "etimedout"));

    @Override
    public boolean begins(String lower) {
        return Dialect.has(BEGIN, lower);
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        if (!begins(lower)) {
            return Optional.empty();
        }
        AppFailure.Kind kind = Dialect.first(WORDS, lower)
                .or(() -> STATUS.begins(lower) ? Optional.of(BAD_STATUS) : Optional.empty())
                .or(() -> PosixWords.kind(lower)).orElse(UNTOLD);
        return Optional.of(new Meaning(kind, StatusDialect.code(kind, lower), Needs.APP));
    }
}
