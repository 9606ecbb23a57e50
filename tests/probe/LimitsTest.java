package probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a connection has to be held, by how long a probe may take. */
class LimitsTest {

    @ParameterizedTest(name = "connect {0}, answer {1}: {2} ms")
    @CsvSource({"PT2S, PT8S, 666", "PT1S, PT4S, 333", "PT60S, PT240S, 700", "PT20S, PT0.3S, 300", "PT0.1S, PT0.4S, 33"})
    void aHoldIsAThirdOfAConnection(Duration connect, Duration answer, long millis) {
        assertEquals(millis, new Limits(connect, answer).hold().toMillis());
    }
}
