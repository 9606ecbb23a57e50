package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenTest {

    @Test
    void aTokenIsReadOffAScreenWithoutDoubt() {
        var random = new SecureRandom();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String token = Token.fresh(random);
            assertTrue(token.matches("[a-hjkmnp-z2-9]{10}"), token);
            seen.add(token);
        }
        assertEquals(1000, seen.size());
    }

    @Test
    void capitalsAreTheSame() {
        String token = Token.fresh(new SecureRandom());
        assertTrue(Token.same(token, token.toUpperCase(Locale.ROOT)));
        assertTrue(Token.same(token, token));
    }

    @Test
    void nothingElseIs() {
        assertFalse(Token.same("abcdefghjk", "abcdefghj"));
        assertFalse(Token.same("abcdefghjk", "abcdefghjkk"));
        assertFalse(Token.same("abcdefghjk", "abcdefghjm"));
        assertFalse(Token.same("abcdefghjk", ""));
    }
}
