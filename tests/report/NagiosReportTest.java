package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import path.Diagnosis;
import path.Finding;
import text.Language;
import text.Message;
import text.Words;

class NagiosReportTest {

    @Test
    void oneLine() {
        assertEquals(List.of("DIAGNOSE CRITICAL - 1 of 1 ports cannot be reached from a phone: A rule drops\\u000Awhat "
                + "a phone sends / to 8000 | 'broken'=1;;;0;1 'API 8000/tcp'=1.250s;;;0"),
                lines(Language.ENGLISH, false, SampleDiagnoses.broken("API")));
        assertEquals(List.of("DIAGNOSE OK - 2 ports work | 'broken'=0;;;0;2 'A 8000/tcp'=U 'B 8001/tcp'=U"),
                lines(Language.ENGLISH, false, SampleDiagnoses.well("A", "B")));
    }

    @Test
    void detailsBelowIt() {
        List<String> lines = lines(Language.FRENCH, true, SampleDiagnoses.broken("API"));
        assertTrue(lines.getFirst()
                .startsWith("DIAGNOSE CRITICAL - ports hors d'atteinte depuis un "
                + "téléphone\u00a0: 1 sur 1"),
                lines.getFirst());
        assertEquals(List.of("Services\u00a0: services.yaml",
                "[fail] firewall-block-rule: A rule drops\\u000Awhat a phone sends / to 8000",
                "    Rule <x> & \"y\""), lines.subList(1, lines.size()));
    }

    /** Whatever a service is called, the line has one bar, and each label two quotes and one equals sign. */
    @Test
    void aNameCannotBreakTheLine() {
        for (String name : new String[] {"a'b=c|d", "a\nb", "\u001B[31mred", "x".repeat(200), "خدمة"}) {
            List<String> lines = lines(Language.ENGLISH, false, SampleDiagnoses.broken(name));
            assertEquals(1, lines.size());
            String[] halves = lines.getFirst().split("\\|");
            assertEquals(2, halves.length, lines.getFirst());
            assertTrue(halves[1].matches(" 'broken'=1;;;0;1 '[^'=|\\p{Cntrl}]+'=1\\.250s;;;0"), halves[1]);
        }
    }

    @Test
    void aLongSentenceIsCutBetweenTwoCharacters() {
        Diagnosis broken = SampleDiagnoses.broken("API");
        Finding found = broken.findings().getFirst();
        var all = new TreeSet<String>();
        for (int before = 440; before < 446; before++) {
            var longer = new Finding(found.id(), found.severity(), found.confidence(), found.endpoints(),
                    Message.verbatim("x".repeat(before) + "🙂".repeat(60)), List.of(), List.of());
            String line = lines(Language.ENGLISH, false, new Diagnosis(broken.startedAt(), broken.took(),
                    broken.machine(), broken.source(), broken.paths(), List.of(longer))).getFirst();
            all.add(line.replaceAll(".*x(🙂+)\\.\\.\\. \\| .*", "well"));
        }
        assertEquals(Set.of("well"), all);
    }

    private static List<String> lines(Language language, boolean everything, Diagnosis diagnosis) {
        return new NagiosReport("diagnose", new Words(language), everything).of(diagnosis);
    }
}
