package text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    private static final Words ENGLISH = new Words(Language.ENGLISH);
    private static final Words FRENCH = new Words(Language.FRENCH);

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        // a length of time as ISO 8601 | English | French
        "PT0S                | 0 ms              | 0 ms",
        "PT0.000000001S      | < 1 ms            | < 1 ms",
        "PT0.000499999S      | < 1 ms            | < 1 ms",
        "PT0.0005S           | 1 ms              | 1 ms",
        "PT0.0014S           | 1 ms              | 1 ms",
        "PT0.0099S           | 10 ms             | 10 ms",
        "PT0.1234S           | 123 ms            | 123 ms",
        "PT0.9994S           | 999 ms            | 999 ms",
        "PT0.9996S           | 1 s               | 1 s",
        "PT1S                | 1 s               | 1 s",
        "PT1.049S            | 1 s               | 1 s",
        "PT1.05S             | 1.1 s             | 1,1 s",
        "PT1.5S              | 1.5 s             | 1,5 s",
        "PT59.94S            | 59.9 s            | 59,9 s",
        "PT59.96S            | 60 s              | 60 s",
        "PT90S               | 90 s              | 90 s",
        "PT119.9S            | 119.9 s           | 119,9 s",
        "PT119.949S          | 119.9 s           | 119,9 s",
        "PT119.96S           | 2 min             | 2 min",
        "PT2M                | 2 min             | 2 min",
        "PT2M0.4S            | 2 min             | 2 min",
        "PT179S              | 2 min 59 s        | 2 min 59 s",
        "PT179.6S            | 3 min             | 3 min",
        "PT10M               | 10 min            | 10 min",
        "PT59M59S            | 59 min 59 s       | 59 min 59 s",
        "PT59M59.5S          | 1 h               | 1 h",
        "PT1H                | 1 h               | 1 h",
        "PT1H1S              | 1 h 1 s           | 1 h 1 s",
        "PT90M               | 1 h 30 min        | 1 h 30 min",
        "PT3H12M5S           | 3 h 12 min 5 s    | 3 h 12 min 5 s",
        "PT24H               | 24 h              | 24 h",
        "PT25H               | 25 h              | 25 h",
        "PT47H59M59S         | 47 h 59 min 59 s  | 47 h 59 min 59 s",
        "PT47H59M59.6S       | 2 d               | 2 j",
        "PT48H               | 2 d               | 2 j",
        "PT49H30M            | 2 d 1 h 30 min    | 2 j 1 h 30 min",
        "P365D               | 365 d             | 365 j",
        "PT-5S               | -5 s              | -5 s",
        "PT-3M-1S            | -3 min 1 s        | -3 min 1 s",
    })
    void everyLengthSaysWhatItIs(Duration time, String english, String french) {
        assertEquals(english, ENGLISH.duration(time));
        assertEquals(french, FRENCH.duration(time));
    }

    /** Where a loopback is told from a network: tenths of a millisecond, up to ten. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "PT0S         | 0.0 ms   | 0,0 ms",
        "PT0.0000499S | < 0.1 ms | < 0,1 ms",
        "PT0.00005S   | 0.1 ms   | 0,1 ms",
        "PT0.00044S   | 0.4 ms   | 0,4 ms",
        "PT0.00994S   | 9.9 ms   | 9,9 ms",
        "PT0.00996S   | 10 ms    | 10 ms",
        "PT0.0123S    | 12 ms    | 12 ms",
        "PT1.5S       | 1.5 s    | 1,5 s",
    })
    void shortOnesInTenths(Duration time, String english, String french) {
        assertEquals(english, ENGLISH.fineDuration(time));
        assertEquals(french, FRENCH.fineDuration(time));
    }

    /** Read back, no length is further from the real one than half of its smallest unit. */
    @Test
    void whatIsSaidIsTrue() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long nanos = (long) Math.exp(random.nextDouble() * Math.log(1e15));
            Duration time = Duration.ofNanos(nanos);
            String said = ENGLISH.duration(time);
            Duration unit = time.compareTo(Duration.ofMillis(1000)) < 0 ? Duration.ofMillis(1)
                    : time.compareTo(Duration.ofMinutes(2)) < 0 ? Duration.ofMillis(100) : Duration.ofSeconds(1);
            Duration off = said.startsWith("<") ? Duration.ZERO : read(said).minus(time).abs();
            assertTrue(off.multipliedBy(2).compareTo(unit) <= 0, () -> time + " is said as " + said);
        }
    }

    private static Duration read(String said) {
        Matcher part = Pattern.compile("([\\d.]+) (ms|s|min|h|d)").matcher(said);
        double seconds = 0;
        while (part.find()) {
            seconds += Double.parseDouble(part.group(1)) * switch (part.group(2)) {
                case "ms" -> 0.001;
                case "s" -> 1;
                case "min" -> 60;
                case "h" -> 3600;
                default -> 86_400;
            };
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
