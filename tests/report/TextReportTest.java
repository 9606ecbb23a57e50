package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
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

    private static List<String> rows(int width, String... names) {
        List<String> lines = report(width, Language.ENGLISH, Sample.well(names));
        return lines.stream().dropWhile(line -> !line.contains("container")).skip(1)
                .takeWhile(line -> !line.isEmpty()).toList();
    }

    @Test
    void wordsThatAllNamesBeginWithGoFirstWhenTheScreenIsNarrow() {
        int wide = rows(300, "Acme Speech API", "Acme Speech Voice").getFirst().length();
        assertTrue(rows(wide, "Acme Speech API", "Acme Speech Voice").getFirst().startsWith("Acme Speech API  "));
        List<String> narrow = rows(wide - "Acme Speech ".length(), "Acme Speech API", "Acme Speech Voice");
        assertEquals(2, narrow.size());
        assertTrue(narrow.getFirst().startsWith("API    "), narrow::toString);
        assertTrue(narrow.getLast().startsWith("Voice  "), narrow::toString);
    }

    @Test
    void aNameThatIsAllItsWordsInCommonStaysWhole() {
        int wide = rows(300, "Acme", "Acme Voice").getFirst().length();
        List<String> narrow = rows(wide - 3, "Acme", "Acme Voice");
        assertEquals(4, narrow.size(), "the name on a line of its own");
        assertTrue(narrow.getFirst().startsWith("Acme  "), narrow::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 60, 80, 100, 120})
    void everyNameIsThereOnEveryScreen(int width) {
        String all = String.join("\n", rows(width, "Acme API", "Acme Voice"));
        assertTrue(all.contains("API") && all.contains("Voice"), all);
    }

    @Test
    void whatWasNotTestedIsNotCountedAsWell() {
        Diagnosis well = Sample.well("A", "B");
        ServicePath untested = new ServicePath(well.paths().getLast().endpoint(), Stream.of(Hop.values())
                .map(hop -> new HopResult(hop, new Outcome.Skipped(Message.of("path.hop.udp")), Optional.empty()))
                .toList());
        var paths = new ArrayList<>(List.of(well.paths().getFirst(), untested));
        var mixed = new Diagnosis(well.startedAt(), well.took(), well.machine(), paths, well.findings());
        assertEquals("✓ All is well on 2 of 2 ports, as far as this machine can tell.",
                report(120, Language.ENGLISH, well).getLast());
        assertEquals("✓ All is well on 1 of 2 ports, as far as this machine can tell; the others were not tested.",
                report(120, Language.ENGLISH, mixed).getLast());
    }

    /** A colon, or a closing quotation mark, never begins a line. */
    @Test
    void frenchSignsStayWithTheirWord() {
        for (int width = 8; width < 40; width++) {
            for (String line : Wrap.lines("La règle « Docker Desktop » le bloque : voir ici ! Et -s ! x.", width, "", "")) {
                assertTrue(!line.matches("[»:!] ?.*") && !line.endsWith("«"), line);
            }
        }
    }
}
