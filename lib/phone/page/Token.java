package phone.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * The word in the page's address that only those have who see the screen of this machine. Upper and lower case are
 * one: a QR code of capitals and digits alone is smaller (ISO/IEC 18004, alphanumeric mode).
 */
public final class Token {
    /** Letters and digits that nobody takes for one another when reading them off a screen: neither 0 and o nor 1, i, l. */
    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
    /** Ten signs of 31 are 49 bits: at the pace that one network allows, not to be guessed while the page is open. */
    private static final int LENGTH = 10;

    private Token() { }

    public static String fresh(SecureRandom random) {
        var token = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            token.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return token.toString();
    }

    /** Takes as long for a word that is nearly right as for one that is all wrong. */
    static boolean same(String token, String given) {
        return MessageDigest.isEqual(bytes(token), bytes(given));
    }

    private static byte[] bytes(String word) {
        return word.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
