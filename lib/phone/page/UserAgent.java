package phone.page;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import path.PhoneSystem;
import path.PhoneSystem.Kind;

/**
 * Reads a phone's system from the header by which its browser introduces itself (RFC 9110, "User-Agent"), and nothing
 * else: no word of it is kept.
 * <pre>
 * Mozilla/5.0 (Android 17; Mobile; rv:152.0) Gecko/152.0 Firefox/152.0
 * Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36
 * Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 …
 * </pre>
 */
final class UserAgent {

    private static final int LONGEST = 512;

    /** What Chrome says of every Android since its version 110 (Chromium, "User-Agent reduction"). */
    private static final int FROZEN = 10;

    private static final Pattern ANDROID = Pattern.compile("\\bAndroid(?: (\\d{1,2})\\b)?");
    private static final Pattern IOS = Pattern.compile("\\b(?:iPhone|iPad|iPod)\\b(?:.{0,40}?\\bOS (\\d{1,2})_)?");

    private UserAgent() { }

    static PhoneSystem system(Optional<String> header) {
        String said = header.map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) : text).orElse("");
        Matcher ios = IOS.matcher(said);
        if (ios.find()) {
            return new PhoneSystem(Kind.IOS, number(ios.group(1)));
        }
        Matcher android = ANDROID.matcher(said);
        return android.find() ? new PhoneSystem(Kind.ANDROID, number(android.group(1)).stream()
                .filter(major -> major != FROZEN).findFirst()) : PhoneSystem.OTHER;
    }

    private static OptionalInt number(String digits) {
        return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }
}
