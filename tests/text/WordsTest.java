package text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    /** What could move a cursor or turn a line around is shown by its number; what is only wide or accented is not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "\"a\tb\"|a\\u0009b", "x\u001b[31m|x\\u001B[31m", "a\u061Cb|a\\u061Cb", "\u202Etxt|\\u202Etxt",
        "a\u2028b|a\\u2028b", "データ|データ", "e\u0301|e\u0301", "👩\u200D💻|👩\u200D💻"})
    void controlsAreMadeVisible(String text, String shown) {
        assertEquals(shown, Words.printable(text));
    }

    /** A line of another program may have any length, and somebody has to read the sentence that it stands in. */
    @Test
    void whatIsTooLongToReadIsCut() {
        String said = new Words(Language.ENGLISH).say("text.verbatim", "x".repeat(300_000));
        assertEquals(4096, said.length());
    }
}
