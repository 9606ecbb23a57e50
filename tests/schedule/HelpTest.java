package schedule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runbook.Monitor;
import testing.Cli;

/** What the commands below monitor say of themselves. */
class HelpTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "schedule   | en | the system starts it, and starts it again  | Form of the log: text, json",
        "schedule   | fr | le système la lance, et la relance         | Forme du journal\u00a0: text, json",
        "unschedule | en | Ends the watch in the background for good  | --lang=en",
        "unschedule | fr | Met fin à la surveillance en arrière-plan  | --lang=en",
        "status     | en | what it saw last                           | What to write: text, json",
        "status     | fr | ce qu'elle a vu en dernier                 | Forme du résultat\u00a0: text, json"
    }, quoteCharacter = '~')
    void inBothLanguages(String command, String language, String description, String option) {
        var help = Cli.run(500, new Monitor(), command, "--help", "--lang", language).exitedWith(0).errIsEmpty();
        help.outContains("jbang monitor " + command, description, option.strip()).outLacks("--replay");
    }
}
