package cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import text.Message;

/** Which of the things that a command line says against itself is told. */
class ContradictionsTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "false, false, -",
        "true,  false, cli.needs",
        "false, true,  -",
        "true,  true,  cli.not-together"})
    void theFirstIsTold(boolean list, boolean all, String told) {
        var contradictions = new Contradictions()
                .notTogether("--list", list, "--all", all)
                .and(new Contradictions().needs("--list", list, "--all", all))
                .when(list, Message.of("cli.docker-not-installed"));
        assertEquals(Optional.ofNullable(told), contradictions.first().map(Message::key));
    }
}
