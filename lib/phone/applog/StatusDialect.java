package phone.applog;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer with a status that is an error, as libraries log their requests.
 *
 * <pre>
 * D/okhttp.OkHttpClient: &lt;-- 502 Bad Gateway http://192.168.1.44:8000/api (41ms)
 * </pre>
 */
record StatusDialect() implements Dialect {

    private static final List<String> MAY = List.of("<-- 4", "<-- 5", "status", "response code");
    private static final Pattern STATUS = Pattern.compile("<-- ([45]\\d\\d)\\b"
            + "|\\bresponse code:? ([45]\\d\\d)\\b|\\bstatus(?:[ _]?code)?[\"']?\\s{0,2}[:=]\\s{0,2}([45]\\d\\d)\\b");
    /** The same in the sentence of an exception. */
    private static final Pattern IN_WORDS = Pattern.compile(
            "\\b(?:status ?code(?: of)?:? |status error \\[|but was '|http )([45]\\d\\d)\\b");

    @Override
    public boolean begins(String lower) {
        return Dialect.has(MAY, lower) && STATUS.matcher(lower).find();
    }

    @Override
    public Optional<Meaning> meaning(String text, String lower) {
        return begins(lower) ? Optional.of(new Meaning(AppFailure.Kind.BAD_STATUS,
                code(AppFailure.Kind.BAD_STATUS, lower), Needs.ADDRESS)) : Optional.empty();
    }

    /** What an answer of that kind is called by its number, {@code HTTP 502}; empty where none is told. */
    static Optional<String> code(AppFailure.Kind kind, String lower) {
        if (kind != AppFailure.Kind.BAD_STATUS) {
            return Optional.empty();
        }
        Matcher status = STATUS.matcher(lower);
        if (status.find()) {
            return Optional.of("HTTP " + Stream.of(1, 2, 3).map(status::group).filter(Objects::nonNull).findFirst()
                    .orElseThrow());
        }
        Matcher words = IN_WORDS.matcher(lower);
        return words.find() ? Optional.of("HTTP " + words.group(1)) : Optional.empty();
    }
}
