package phone.applog;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request as an app or its library logs it before anything comes of it.
 *
 * <pre>
 * I/flutter: uri: http://192.168.1.44:8000/api/login
 * D/okhttp.OkHttpClient: --&gt; POST http://192.168.1.44:8000/tts
 * </pre>
 */
final class LoggedRequest {

    private static final Pattern ASKED = Pattern.compile("(?i)\\b(?:ur[il]|endpoint|connecting|targeting|fetching|calling|"
            + "requesting|request to|GET|POST|PUT|PATCH|DELETE)\\b");
    private static final Pattern ANSWERED = Pattern.compile("<--|(?i:status(?:Code)?)\\W{1,3}2\\d\\d\\b|\\b2\\d\\d OK\\b");

    private LoggedRequest() { }

    /** What a line says was asked. */
    static Optional<AskedPlace> asked(String line) {
        return line.contains("://") && ASKED.matcher(line).find() ? AskedPlace.ofUrl(line) : Optional.empty();
    }

    /** True where a line says that an answer came: what fails after that is another request. */
    static boolean isAnswer(String line) {
        return (line.indexOf('2') >= 0 || line.contains("<--")) && ANSWERED.matcher(line).find();
    }
}
