package console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a line may end, and where French would be left with a sign alone at the beginning of the next. */
class WrapTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            une règle (« Backend »)   | 20 | une règle;(« Backend »)
            une règle (« Backend »).  | 20 | une règle;(« Backend »).
            la règle « Backend », là  | 19 | la règle;« Backend », là
            il reste bloqué : voir    | 16 | il reste;bloqué : voir
            est-ce bien là ? oui      | 14 | est-ce bien;là ? oui
            the rule (Backend) blocks | 18 | the rule (Backend);blocks
            """)
    void signStaysWithItsWord(String text, int width, String lines) {
        assertEquals(List.of(lines.split(";")), Wrap.lines(text, width, "", ""));
    }
}
