package phone.applog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;

class LogcatTest {
    private static final String LAST =
            "05-06 13:13:13.460  1840  1903 I flutter : SocketException: refusé (OS Error: x, "
            + "errno = 111), address = 192.168.1.44, port = 5\n";

    @TempDir
    Path folder;

    /** Of a log longer than what is read, only whole lines are: whatever byte the limit falls on, in any encoding. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "x-UTF-16LE-BOM"})
    void theEndOfALongLogIsReadInWholeLines(String encoding) throws IOException {
        String line = "05-06 13:13:12.000  1840  1903 I flutter : données é\n";
        Charset charset = Charset.forName(encoding);
        int perLine = line.getBytes(charset).length - (encoding.equals("UTF-8") ? 0 : 2);
        for (int odd = 0; odd < 2; odd++) {
            String log = "é".repeat(odd) + "x".repeat(odd) + "\n" + line.repeat(Logcat.MOST / perLine + 2) + LAST;
            Path file = Files.write(folder.resolve("log" + odd), log.getBytes(charset));

            String read = ((Fact.Known<String>) Logcat.of(file.toString())).value();

            assertTrue(read.startsWith(line), () -> read.substring(0, 80));
            assertTrue(read.endsWith(line + LAST), () -> read.substring(read.length() - 200));
        }
    }

    @Test
    void aShortLogIsReadWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "\uFEFFx é\n" + LAST, StandardCharsets.UTF_16LE);

        assertEquals(Fact.known("x é\n" + LAST), Logcat.of(file.toString()));
    }
}
