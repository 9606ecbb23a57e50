package text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "|0",
        "API|3",
        "déjà|4",
        "de\u0301ja\u0300|4",
        "\u001b[31;1mno\u001b[0m|2",
        "データ|6",
        "か\u3099|2",
        "ﾃﾞｰﾀ|4",
        "Ａ１|4",
        "한글|4",
        "\u1112\u1161\u11AB|2",
        "𠀋|2",
        "丽|2",
        "\u2FF0\u31EF\u4DC0|6",
        "→✓…|3",
        "αβ|2",
        "🙂|2",
        "👍🏽|2",
        "👩\u200D💻|2",
        "👨\u200D👩\u200D👧\u200D👦|2",
        "🏳\uFE0F\u200D🌈|2",
        "🇫🇷|2",
        "🇫🇷🇩🇪|4",
        "🇫|1",
        "❤|1",
        "❤\uFE0F|2",
        "1\uFE0F\u20E3|2",
        "☎\uFE0F x|4",
        "a\u200Bb\u2060c|3",
        "ab\u00ADcd|5",
        "क्षि|2",
        "ก็|1",
    })
    void columnsOf(String text, int columns) {
        assertEquals(columns, Columns.of(text == null ? "" : text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "API service|11|API service",
        "API service|10|API servi~",
        "データベース|12|データベース",
        "データベース|11|データベー~",
        "データベース|10|データベ~",
        "ab🙂cd|4|ab~",
        "ab🙂cd|5|ab🙂~",
        "ab👩\u200D💻cd|5|ab👩\u200D💻~",
        "ab👩\u200D💻cd|4|ab~",
        "e\u0301e\u0301e\u0301e\u0301|3|e\u0301e\u0301~",
        "🇫🇷🇩🇪🇪🇸|5|🇫🇷🇩🇪~",
    })
    void cutInWholeCharacters(String text, int columns, String cut) {
        assertEquals(cut, Columns.cut(text, columns, "~"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "abc|3|abc",
        "abc|2|ab",
        "a🙂c|2|a",
        "a🙂c|3|a🙂",
        "ae\u0301|2|a",
        "👩\u200D💻x|5|👩\u200D💻",
        "👩\u200D💻x|3|👩\u200D",
    })
    void theStartInWholeCharacters(String text, int most, String start) {
        assertEquals(start, Columns.start(text, most));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "データ|4|データ", "データ|6|データ", "データ|8|データ__", "é|3|é__", "🙂|3|🙂_"})
    void padded(String text, int columns, String padded) {
        assertEquals(padded, Columns.padded(text, columns).replace(' ', '_'));
    }

    /** What ends a colour is kept, also behind what is cut off. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "'\u001b[1mabcdef\u001b[0m'|3|'\u001b[1mabc\u001b[0m'",
        "'ab\u001b[31mデータ\u001b[0m x'|5|'ab\u001b[31mデ\u001b[0m'",
        "'\u001b[1mabc\u001b[0m'|3|'\u001b[1mabc\u001b[0m'",
        "'\u001b[1mabc\u001b[0m'|0|'\u001b[1m\u001b[0m'",
    })
    void coloursAreNotCutOff(String text, int columns, String cut) {
        assertEquals(cut, Columns.cut(text, columns, ""));
    }

    /** However a text is cut: it fits, it is a beginning, and no character of it is broken. */
    @Test
    void noCutBreaksACharacter() {
        String[] parts = {"a", "é", "e\u0301", "デ", "か\u3099", "🙂", "👍🏽", "👩\u200D💻", "🇫🇷", "❤\uFE0F", "한", "\u200B",
                "-"};
        var random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            int columns = 1 + random.nextInt(20);
            String cut = Columns.cut(text.toString(), columns, "…");
            assertTrue(Columns.of(cut) <= columns, () -> text + " in " + columns + ": " + cut);
            String kept = cut.endsWith("…") ? cut.substring(0, cut.length() - 1) : cut;
            whole(text.toString(), kept);
            whole(text.toString(), Columns.start(text.toString(), columns + 7));
        }
    }

    private static void whole(String text, String kept) {
        assertTrue(text.startsWith(kept), text + ": " + kept);
        assertFalse(!kept.isEmpty() && Character.isHighSurrogate(kept.charAt(kept.length() - 1)), text);
        assertTrue(Pattern.compile("\\b{g}").splitAsStream(text).reduce("", (before, one) ->
                before.length() < kept.length() ? before + one : before).equals(kept), text + ": " + kept);
    }
}
