package text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenCharactersTest {

    /** What nobody sees between two letters, or what turns them around. */
    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x07, 0x0A, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0xAD, 0x34F, 0x600, 0x61C, 0x70F, 0x115F, 0x1160,
        0x17B4, 0x180B, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2061,
        0x2064, 0x2066, 0x2069, 0x206A, 0x2800, 0x3164, 0xD800, 0xDFFF, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFE,
        0x1BCA0, 0x1D173, 0xE0001, 0xE0041, 0xE007F, 0xE0100, 0x10FFFF})
    void isShownByNumber(int c) {
        String text = "a" + Character.toString(c) + "b";
        assertTrue(hides(text), text);
        assertEquals(String.format(c > 0xFFFF ? "a\\U%08Xb" : "a\\u%04Xb", c),
                HiddenCharacters.replaced(text, HiddenCharacters::number));
    }

    /** Emoji of several parts, a keycap, Persian and Devanagari with joiners, letters with their marks, a blank. */
    @ParameterizedTest
    @ValueSource(strings = {"plain ~", "Ünïcödé", "e\u0301", "データ", "مرحبا", "👩\u200D💻", "❤\uFE0F\u200D🔥", "⚠\uFE0F",
        "1\uFE0F\u20E3", "🇫🇷", "می\u200Cخواهم", "क्\u200Dष", "a\u00A0b", "👩🏽\u200D🚒"})
    void whatIsSeenStays(String text) {
        assertFalse(hides(text), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"80\uFE0F00", "api\u200Dweb", "api\u200Cweb", "\u200Dapi", "api\u200D", "👩\u200D", "a\uDC00b"})
    void joinersThatJoinNothingHide(String text) {
        assertTrue(hides(text), text);
    }

    @Test
    void nothingThatUnicodeCallsFormatOrControlIsSeen() {
        assertEquals(0, IntStream.rangeClosed(0, Character.MAX_CODE_POINT).filter(c -> switch (Character.getType(c)) {
            case Character.FORMAT, Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> !hides("a" + Character.toString(c) + "b");
            default -> false;
        }).count());
    }

    private static boolean hides(String text) {
        return !HiddenCharacters.replaced(text, c -> "").equals(text);
    }
}
