package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import console.Look;
import console.Wrap;
import firewall.Rule;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import path.Diagnosis;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.ServicePath;
import text.Language;
import text.Message;
import text.Words;

/** How a diagnosis fits a screen; what whole reports say is in the tests of recorded machines. */
class TextReportTest {

    private static List<String> report(int width, Language language, Diagnosis diagnosis) {
        return new TextReport(new Words(language), new Look(width, false, true), false).diagnosis(diagnosis);
    }

    private static List<String> table(int width, String... names) {
        return new TextReport(new Words(Language.ENGLISH), new Look(width, false, true), false)
                .table(SampleDiagnoses.well(names), EnumSet.allOf(Hop.class));
    }

    /** A rule of the registry is two hundred characters long: it is for whoever asks for everything. */
    @Test
    void rulesThatLeaveItOpenAreQuotedForWhoeverAsksForEverything() {
        Diagnosis open = SampleDiagnoses.leftOpenBy(new Rule("{1}", "X", "v2.10|App=C:\\x.exe|", "PersistentStore",
                false));
        String quoted = "    PersistentStore: v2.10|App=C:\\x.exe|";
        assertFalse(report(100, Language.ENGLISH, open).contains(quoted));
        assertTrue(new TextReport(new Words(Language.ENGLISH), new Look(100, false, true), true).diagnosis(open)
                .contains(quoted));
    }

    /** The columns that the table takes with every name whole. */
    private static int whole(String... names) {
        return table(300, names).getFirst().length();
    }

    @Test
    void wordsThatAllNamesBeginWithGoFirstWhenTheScreenIsNarrow() {
        String[] names = {"Acme Speech API", "Acme Speech Voice"};
        int wide = whole(names);
        assertTrue(table(wide, names).get(1).startsWith("Acme Speech API  "));
        List<String> narrow = table(wide - 1, names);
        assertEquals(3, narrow.size());
        assertTrue(narrow.get(1).startsWith("API    "), narrow::toString);
        assertTrue(narrow.get(2).startsWith("Voice  "), narrow::toString);
    }

    @Test
    void aNameThatIsAllItsWordsInCommonStaysWhole() {
        int whole = whole("Acme", "Acme Voice");
        List<String> tight = table(whole - 1, "Acme", "Acme Voice");
        assertEquals(3, tight.size(), "narrower gaps make room for it");
        List<String> narrow = table(whole - Hop.values().length - 1, "Acme", "Acme Voice");
        assertEquals(5, narrow.size(), "each name on a line of its own");
        assertTrue(narrow.get(1).startsWith("Acme  "), narrow::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 60, 80, 100, 120})
    void everyNameIsThereOnEveryScreen(int width) {
        String all = String.join("\n", table(width, "Acme API", "Acme Voice"));
        assertTrue(all.contains("API") && all.contains("Voice"), all);
    }

    @Test
    void whatWasNotTestedIsNotCountedAsWell() {
        Diagnosis well = SampleDiagnoses.well("A", "B");
        ServicePath untested = new ServicePath(well.paths().getLast().endpoint(), Stream.of(Hop.values())
                .map(hop -> new HopResult(hop, new Outcome.Skipped(Message.of("path.hop.udp")), Optional.empty()))
                .toList());
        var paths = new ArrayList<>(List.of(well.paths().getFirst(), untested));
        var mixed = new Diagnosis(well.startedAt(), well.took(), well.machine(), well.source(), paths, well.findings());
        assertEquals("✓ 2 of 2 ports work, as far as this machine can tell.",
                report(120, Language.ENGLISH, well).getLast());
        assertEquals("✓ 1 of 2 ports work, as far as this machine can tell; the others were not tested.",
                report(120, Language.ENGLISH, mixed).getLast());
    }

    /** A colon, or a closing quotation mark, never begins a line. */
    @Test
    void frenchSignsStayWithTheirWord() {
        for (int width = 8; width < 40; width++) {
            for (String line : Wrap.lines("La règle « Docker Desktop » le bloque : voir ici ! Et -s ! x.", width, "",
                    "")) {
                assertTrue(!line.matches("[»:!] ?.*") && !line.endsWith("«"), line);
            }
        }
    }
}
