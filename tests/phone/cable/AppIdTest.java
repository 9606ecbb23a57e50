package phone.cable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"com.example.app", "a.b", "com.example.my_app2.debug", "io.Flutter.A_1"})
    void whatAnAppMayBeCalled(String text) {
        assertEquals(text, AppId.of(text).orElseThrow().text());
    }

    /** Nothing that a shell would take for more than a word. */
    @ParameterizedTest
    @ValueSource(strings = {"", "app", "com.", ".com", "com..app", "com.1app", "1com.app", "com.example.app;reboot",
            "com.example.app'", "com.example.app\n", "com.example.$(id)", "com.exämple.app", "com.example.app -d",
            "com.example-app.x", "com.example.app\u0000", "com.example.app&&id", "com.example.*"})
    void whatItMayNot(String text) {
        assertEquals(Optional.empty(), AppId.of(text));
        assertThrows(IllegalArgumentException.class, () -> new AppId(text));
    }

    @Test
    void aNameWithoutEndIsNone() {
        assertEquals(Optional.empty(), AppId.of("a." + "b".repeat(300)));
    }
}
