package console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import process.Os;

/** What a stream can show, and what is written to one that can show little. */
class TerminalTest {
    private static final Terminal.Width UNASKED = () -> {
        throw new AssertionError("asked for a width that is known, or that there is none of");
    };

    /** What stands for a name takes as many columns as the name would, so that the table behind it is straight. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "データ 8000|?????? 8000", "🙂 x|?? x", "👨\u200D👩\u200D👧 x|?? x", "🇫🇷|??", "한글|????", "αβ|??", "e\u0301|e",
                "x\u0301|x",
        "か\u3099|??", "❤\uFE0F|??", "\u200Ba|a"})
    void whatReplacesANameIsAsWide(String text, String written) throws IOException {
        var out = new StringWriter();
        try (var plain = new PlainWriter(out, StandardCharsets.US_ASCII)) {
            plain.write(text);
        }
        assertEquals(written, out.toString());
    }

    @Test
    void aTerminalHasColourWidthAndMarks() {
        assertEquals(new Terminal(true, true, true, 132), Terminal.of(Map.of("TERM", "xterm"), Os.LINUX, true,
                StandardCharsets.UTF_8, () -> Optional.of(132)));
    }

    @Test
    void columnsInTheEnvironmentAreTakenAtTheirWord() {
        assertEquals(100, Terminal.of(Map.of("COLUMNS", "100"), Os.LINUX, true, StandardCharsets.UTF_8, UNASKED)
                .columns());
        for (String odd : new String[] {"0", "-1", "9", "wide", "99999", ""}) {
            assertEquals(80, Terminal.of(Map.of("COLUMNS", odd), Os.LINUX, true, StandardCharsets.UTF_8,
                    Optional::empty).columns());
        }
    }

    @Test
    void aFileOrPipeHasNone() {
        assertEquals(new Terminal(false, false, true, 80),
                Terminal.of(Map.of("TERM", "xterm"), Os.LINUX, false, StandardCharsets.UTF_8, Optional::empty));
    }

    @Test
    void noColourMeansNoColour() {
        Map<String, String> wanted = Map.of("TERM", "xterm", "NO_COLOR", "1");
        assertEquals(new Terminal(true, false, true, 80),
                Terminal.of(wanted, Os.LINUX, true, StandardCharsets.UTF_8, Optional::empty));
        // no-color.org: only a value that is not empty counts.
        assertEquals(new Terminal(true, true, true, 80), Terminal.of(Map.of("NO_COLOR", ""), Os.LINUX, true,
                StandardCharsets.UTF_8, Optional::empty));
    }

    @Test
    void aDumbTerminalIsTreatedAsAFile() {
        assertEquals(new Terminal(false, false, true, 80), Terminal.of(Map.of("TERM", "dumb"), Os.LINUX, true,
                StandardCharsets.UTF_8, Optional::empty));
    }

    @Test
    void aWindowsConsoleGetsEscapesOnlyWhereItIsKnownToTakeThem() {
        Charset oem = Charset.forName("IBM850");
        assertEquals(new Terminal(false, false, false, 80),
                Terminal.of(Map.of(), Os.WINDOWS, true, oem, Optional::empty));
        assertEquals(new Terminal(true, true, false, 80),
                Terminal.of(Map.of("WT_SESSION", "x"), Os.WINDOWS, true, oem, Optional::empty));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            US-ASCII    | déjà vu : « œuvre » → 12 ms…  | deja vu : "oeuvre" -> 12 ms...
            US-ASCII    | e\u0301te\u0301               | ete
            US-ASCII    | l’hôte Ångström ﬁn ½          | l'hote Angstrom fin ?
            US-ASCII    | خدمة                          | ????
            US-ASCII    | \uD83D\uDE00!                 | ??!
            ISO-8859-1  | été, œuvre, ✓                 | été, oeuvre, ok
            IBM850      | e\u0301te\u0301 ✗ ≥ 2         | été x >= 2
            UTF-8       | déjà ✓ خدمة e\u0301           | déjà ✓ خدمة e\u0301
            """)
    void whatAStreamCannotCarryBecomesTheNearestThatItCan(String charset, String text, String written)
            throws IOException {
        var out = new StringWriter();
        try (var plain = new PlainWriter(out, Charset.forName(charset))) {
            plain.write(text);
        }
        assertEquals(written, out.toString());
    }

    @Test
    void aCharacterInTwoHalvesIsOneCharacter() throws IOException {
        var out = new StringWriter();
        try (var plain = new PlainWriter(out, StandardCharsets.UTF_8)) {
            plain.write("\uD83D");
            plain.write("\uDE00");
        }
        assertEquals("\uD83D\uDE00", out.toString());
    }
}
