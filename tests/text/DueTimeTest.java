package text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PT-3S | 0 ms",
        "PT0.6S | 1 s",
        "PT179S | 2 min 59 s",
        "PT59M59.4S | 59 min 59 s",
        "PT59M59.9S | 1 h",
        "PT1H29M31S | 1 h 30 min",
        "PT23H59M59.9S | 24 h",
        "PT24H | 24 h",
    })
    void howLongItIsUntilThen(Duration left, String said) {
        var now = Instant.parse("2026-11-23T10:00:00Z");

        assertEquals(said, new Words(Language.ENGLISH).duration(DueTime.left(now.plus(left), now)));
    }
}
