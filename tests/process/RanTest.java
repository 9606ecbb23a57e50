package process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import text.Language;
import text.Words;

/** What is said of a command that gave no answer: each thing once, and nothing too long for a sentence. */
class RanTest {

    private static Ran ran(Ran.End end, String out) {
        return new Ran(Command.of("ls"), end, out.getBytes(StandardCharsets.UTF_8), new byte[0], Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Cannot run program \"C:\\x\\ls.exe\": CreateProcess error=5, Access is denied"
                + "|CreateProcess error=5, Access is denied",
        "Cannot run program \"ls\" (in directory \"/srv\"): Exec failed, error: 13 (Permission denied)"
                + "|Exec failed, error: 13 (Permission denied)",
        "no memory|no memory"})
    void theProgramIsNamedOnce(String said, String shown) {
        assertEquals("ls could not be started: " + shown,
                new Words(Language.ENGLISH).say(ran(Ran.NotStarted.saying(said), "").failure()));
    }

    @Test
    void anAnswerThatNobodyUnderstandsIsQuotedByItsBeginning() {
        assertEquals("{".repeat(60) + "…", ran(new Ran.Exited(0), "{".repeat(5000) + "\n").outStart());
        assertEquals("nonsense", ran(new Ran.Exited(0), "nonsense\nand more").outStart());
    }
}
