package report;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import path.FindingId;
import text.Language;
import text.Message;
import text.Words;

/** A finding that nobody has words for would end the script that finds it. */
class FindingWordsTest {

    @ParameterizedTest
    @EnumSource(FindingId.class)
    void everyFindingHasItsSentenceAndItsCell(FindingId id) {
        for (Language language : Language.values()) {
            var words = new Words(language);
            assertFalse(words.say("report.cell." + id.id()).isBlank());
            assertFalse(words.say(new Message("path.finding." + id.id(), Collections.nCopies(6, "x"))).isBlank());
        }
    }
}
