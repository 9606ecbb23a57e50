package process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsArgumentsTest {

    /** The four rows of the table in "Parsing C command-line arguments", and what paths look like. */
    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '~', value = {
        "\"a b c\" d e            ! a b c | d | e",
        "\"ab\\\"c\" \"\\\\\" d    ! ab\"c | \\ | d",
        "a\\\\\\b d\"e f\"g h      ! a\\\\\\b | de fg | h",
        "a\\\\\\\"b c d           ! a\\\"b | c | d",
        "a\\\\\\\\\"b c\" d e      ! a\\\\b c | d | e",
        "-jar \"C:\\Program Files\\x y\\\\\" --log C:\\a\\ ! -jar | C:\\Program Files\\x y\\ | --log | C:\\a\\"
    })
    void isTakenApartAsDocumented(String text, String words) {
        assertEquals(List.of(words.strip().split(" \\| ")), WindowsArguments.split(text.strip()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '~', value = {
        "plain            ! plain",
        "C:\\a\\          ! C:\\a\\",
        "C:\\a b\\        ! \"C:\\a b\\\\\"",
        "say \"hi\"       ! \"say \\\"hi\\\"\"",
        "a\\\"b           ! \"a\\\\\\\"b\"",
        "%TEMP% & del     ! \"%TEMP% & del\""
    })
    void isQuotedNoMoreThanNeeded(String word, String quoted) {
        assertEquals(quoted.strip(), WindowsArguments.quote(word.strip()));
    }

    @Test
    void nothingIsAWordToo() {
        assertEquals("a \"\" b", WindowsArguments.join(List.of("a", "", "b")));
        assertEquals(List.of("a", "", "b"), WindowsArguments.split("a \"\" b"));
        assertEquals(List.of(), WindowsArguments.split("  \t "));
    }

    /** Words of the letters that matter; a second reader of the rules, written another way, agrees with ours. */
    @Test
    void whatIsJoinedIsTakenApartAgain() {
        var random = new Random(20261123);
        String letters = "\\\\\\\"\" \tab";
        for (int round = 0; round < 20_000; round++) {
            var words = new ArrayList<String>();
            for (int n = random.nextInt(4); n >= 0; n--) {
                var word = new StringBuilder();
                for (int length = random.nextInt(7); length > 0; length--) {
                    word.append(letters.charAt(random.nextInt(letters.length())));
                }
                words.add(word.toString());
            }
            String text = WindowsArguments.join(words);
            assertEquals(words, WindowsArguments.split(text), text);
            assertEquals(words, WindowsReader.words(text), text);
        }
    }
}
