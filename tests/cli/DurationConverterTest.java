package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({"2s,PT2S", "500ms,PT0.5S", "1m,PT1M", "1min,PT1M", "1.5s,PT1.5S", "'0,25s',PT0.25S", "2 s,PT2S",
            "2S,PT2S", "100ms,PT0.1S", "60s,PT1M", "0.01h,PT36S"})
    void timesAsPeopleWriteThem(String text, Duration time) {
        assertEquals(time, new DurationConverter.Timeout().convert(text));
    }

    @ParameterizedTest
    @CsvSource({"2,cli.time-unit", "0,cli.time-unit", "0s,cli.time-limits", "99ms,cli.time-limits",
            "61s,cli.time-limits", "999999999h,cli.time-limits", "-2s,cli.time-form", "2d,cli.time-form",
            "'',cli.time-form", "s,cli.time-form", "1e3s,cli.time-form", "9999999999s,cli.time-form",
            "\u0662s,cli.time-form"})
    void whatIsNoTimeOrTooLong(String text, String why) {
        var refused = assertThrows(BadValue.class, () -> new DurationConverter.Timeout().convert(text));
        assertEquals(why, refused.why().key());
    }
}
