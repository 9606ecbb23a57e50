package phone.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.PhoneSystem;
import path.PhoneSystem.Kind;

class UserAgentTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Mozilla/5.0 (Android 17; Mobile; rv:152.0) Gecko/152.0 Firefox/152.0|ANDROID|17",
        "Mozilla/5.0 (Linux; Android 13; SM-G991B Build/TP1A) AppleWebKit/537.36 Chrome/109.0 Mobile|ANDROID|13",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile|ANDROID|",
        "Mozilla/5.0 (Linux; U; Android; en)|ANDROID|",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Version/26.0 Safari/604.1|IOS|18",
        "Mozilla/5.0 (iPad; CPU OS 16_3 like Mac OS X) AppleWebKit/605.1.15 CriOS/110.0 Mobile/15E148|IOS|16",
        "Mozilla/5.0 (iPhone)|IOS|",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15|OTHER|",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0|OTHER|",
        "Android 999999999999|ANDROID|",
        "''|OTHER|"})
    void browsers(String header, Kind kind, Integer major) {
        assertEquals(new PhoneSystem(kind, major == null ? OptionalInt.empty() : OptionalInt.of(major)),
                UserAgent.system(Optional.of(header)));
    }

    @Test
    void whoSaysNothing() {
        assertEquals(PhoneSystem.OTHER, UserAgent.system(Optional.empty()));
    }

    /** What stands far behind is no browser's introduction. */
    @Test
    void onlyTheBeginIsRead() {
        assertEquals(PhoneSystem.OTHER, UserAgent.system(Optional.of(" ".repeat(600) + "Android 17")));
    }
}
