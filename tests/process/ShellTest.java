package process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import text.HiddenCharacters;

/** What is pasted arrives as the words it was made of. */
class ShellTest {

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "it's", "$(id)", "`id`", "a;b", "a\"b", "*", "~", "", "#x", "a\\b",
        "مرحبا", "!!", "a&b|c>d"})
    void bashReadsBackWhatWasQuoted(String word) {
        Ran ran = new Exec().run(Command.of("bash", "-c", Shell.BASH.line(List.of("printf", "%s", word))));
        assumeTrue(!(ran.end() instanceof Ran.NotFound), "no bash here");
        assertEquals(word, ran.outText(), ran::errText);
    }

    @Test
    void powerShellDoublesEveryKindOfSingleQuote() {
        assertEquals("'L''API ’’x’’'", Shell.POWERSHELL.quote("L'API ’x’"));
        assertEquals("& 'C:\\Program Files\\x.exe' a", Shell.POWERSHELL.line(List.of("C:\\Program Files\\x.exe", "a")));
    }

    @Test
    void cmdLosesWhatItCannotQuote() {
        assertEquals("\"PATH and ab\"", Shell.CMD.quote("%PATH% and a\"b"));
    }

    /** {@code "C:\my folder\"} would make the quote a part of the word (CommandLineToArgvW). */
    @Test
    void aBackslashAtTheEndDoesNotEatCmdsClosingQuote() {
        assertEquals("\"C:\\my folder\\\\\"", Shell.CMD.quote("C:\\my folder\\"));
        assertEquals("\"a\\ b\\\\\\\\\"", Shell.CMD.quote("a\\ b\\\\\""));
    }

    /** PowerShell takes such a word apart at the dot or colon where it stands unquoted. */
    @Test
    void anOptionWithADotStaysOneWordInPowerShell() {
        assertEquals("java '-Da.b=c' '--services=my.yaml' --lang=en",
                Shell.POWERSHELL.line(List.of("java", "-Da.b=c", "--services=my.yaml", "--lang=en")));
    }

    /** {@code --%} alone would end PowerShell's own quoting for the rest of the line (about_Parsing). */
    @ParameterizedTest
    @ValueSource(strings = {"--%", "--%;", "a%b", "@args", "-a:b", "-1.5", "\u2013x", "\u2014x", "\u201Cx\u201D", "a;b", "$x", "`n",
        "(1)", "{1}", "a,b", "#x", "a\u00A0b", "a|b"})
    void powerShellReadsNothingIntoAQuotedWord(String word) {
        assertEquals("'" + word + "'", Shell.POWERSHELL.quote(word));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsHiddenReachesNoShell(Shell shell) {
        for (String hidden : List.of("\u202E", "\u2028", "\u2029", "\u200B", "\u2066", "\u0085", "\u009B", "\uFEFF",
                "\uD800", "\u00AD", Character.toString(0xE0041), "\u3164")) {
            String line = shell.line(List.of("docker", "start", "a" + hidden + "b"));
            assertEquals(line, HiddenCharacters.replaced(line, c -> "?"));
            assertTrue(line.endsWith("a b'") || line.endsWith("a b\""), line);
        }
    }

    @Test
    void aLineBreakNeverReachesAShell() {
        assertEquals("'a b'", Shell.BASH.quote("a\nb"));
        assertEquals("'a b'", Shell.POWERSHELL.quote("a\rb"));
        assertEquals("\"a b\"", Shell.CMD.quote("a\nb"));
    }
}
