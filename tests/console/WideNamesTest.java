package console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import path.Hop;
import report.SampleDiagnoses;
import report.TextReport;
import text.Columns;
import text.Language;
import text.Words;

/** Names that take more columns than they have letters, or fewer: what stands behind them is in its column. */
class WideNamesTest {
    private static final String[] NAMES = {"API", "データ", "音声合成サービスの名前はとても長くて表に入りません", "🙂 chat",
        "👨\u200D👩\u200D👧\u200D👦 family", "🇫🇷 voix", "e\u0301te\u0301", "❤\uFE0F beat", "한국어",
        "a service whose name is very long and goes on and on"};

    private static List<String> table(int width, boolean colour, Set<Hop> hops, Language language) {
        return new TextReport(new Words(language), new Look(width, colour, true), false)
                .table(SampleDiagnoses.well(NAMES), hops);
    }

    /** In how many columns a word begins, whatever stands before it. */
    private static List<Integer> begins(List<String> lines, String word) {
        return lines.stream().filter(line -> line.contains(word))
                .map(line -> Columns.of(line.substring(0, line.indexOf(word)))).distinct().toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 100, 120})
    void everyRowHasItsPortAndItsCellsInTheSameColumn(int width) {
        for (boolean colour : List.of(false, true)) {
            List<String> lines = table(width, colour, EnumSet.of(Hop.LOOPBACK, Hop.PHONE), Language.ENGLISH);
            assertEquals(NAMES.length + 1, lines.size(), lines::toString);
            assertEquals(1, begins(lines, "80").size(), lines::toString);
            assertEquals(1, begins(lines, "ok").size(), lines::toString);
            assertTrue(lines.stream().allMatch(line -> Columns.of(line) <= width), lines::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 100})
    void nothingIsWiderThanTheScreen(int width) {
        for (Language language : Language.values()) {
            for (String line : table(width, true, EnumSet.allOf(Hop.class), language)) {
                assertTrue(Columns.of(line) <= width, line);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 100})
    void thePhasesAreInTheirColumns(int width) {
        List<String> lines = new TextReport(new Words(Language.ENGLISH), new Look(width, false, true), false)
                .answers(SampleDiagnoses.well(NAMES));
        List<String> rows = lines.stream().filter(line -> line.contains("127.0.0.1") || line.contains("192.168.1.44  "))
                .toList();
        assertEquals(2 * NAMES.length, rows.size(), lines::toString);
        assertEquals(1, begins(rows, "127.0.0.1").size(), rows::toString);
        assertEquals(1, begins(rows, "fine").size(), rows::toString);
        assertEquals(List.of(), lines.stream().filter(line -> Columns.of(line) > width).toList());
    }

    @Test
    void aNameIsCutBetweenTwoCharacters() {
        String cut = table(120, false, EnumSet.of(Hop.PHONE), Language.ENGLISH).stream()
                .filter(line -> line.startsWith("音声")).findFirst().orElseThrow();
        assertTrue(cut.startsWith("音声合成サービスの名前はとて~ "), cut);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "the service データ does not run|20|the service データ;does not run",
        "the service データ does not run|17|the service;データ does not;run",
        "the 🙂 e\u0301e\u0301e\u0301e\u0301 x|12|the 🙂 e\u0301e\u0301e\u0301e\u0301;x",
        "is データベース here|12|is;データベース;here",
        "音声合成サービスの名前|10|音声合成サ;ービスの名;前",
        "x 音声合成サービス y|10|x;音声合成サ;ービス y",
        "x aaaaaaaaaaaaaa y|10|x;aaaaaaaaaaaaaa;y",
    })
    void textIsWrappedByColumns(String text, int width, String lines) {
        assertEquals(List.of(lines.split(";")), Wrap.lines(text, width, "", ""));
    }

    @Test
    void whatStandsBeforeALineCountsInColumns() {
        assertEquals(List.of("データ  one two", "        three"), Wrap.lines("one two three", 16, "データ  ", " ".repeat(8)));
    }

    /** A number stays with its unit, also those of days. */
    @Test
    void aLengthOfTimeIsNotTornFromItsUnit() {
        assertEquals(List.of("since", "2 d 1 h"), Wrap.lines("since 2 d 1 h", 7, "", ""));
        assertEquals(List.of("depuis", "2 j 1 h"), Wrap.lines("depuis 2 j 1 h", 8, "", ""));
    }
}
