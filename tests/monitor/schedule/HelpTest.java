package monitor.schedule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runbook.Monitor;
import testing.Cli;

/** What the commands below monitor say of themselves. */
class HelpTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "schedule   | en | the system starts it, and restarts it      | Format of the log: text, json",
        "schedule   | fr | le système la démarre, et la redémarre     | Format du journal\u00a0: text, json",
        "unschedule | en | Stops the background monitor permanently   | --lang=en",
        "unschedule | fr | Arrêter définitivement la surveillance     | --lang=en",
        "status     | en | what it saw last                           | Output format: text, json",
        "status     | fr | ce qu'elle a vu en dernier                 | Format de sortie\u00a0: text, json"
    }, quoteCharacter = '~')
    void inBothLanguages(String command, String language, String description, String option) {
        var help = Cli.run(500, new Monitor(), command, "--help", "--lang", language).exitedWith(0).errIsEmpty();
        help.outContains("jbang monitor " + command, description, option.strip()).outLacks("--replay");
    }
}
