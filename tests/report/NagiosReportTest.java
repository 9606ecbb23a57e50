package report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import path.Diagnosis;
import path.FakeMachine;
import path.Finding;
import path.Severity;
import probe.Reply;
import text.Language;
import text.Message;
import text.Words;

class NagiosReportTest {
    private static final Thresholds NONE = new Thresholds(Optional.empty(), Optional.empty());
    private static final Thresholds HALF_A_SECOND_TO_TWO =
            new Thresholds(Optional.of(Duration.ofMillis(500)), Optional.of(Duration.ofSeconds(2)));

    @Test
    void oneLine() {
        assertEquals(List.of("DIAGNOSE CRITICAL - 1 of 1 ports cannot be reached from a phone: A rule drops\\u000Awhat "
                + "a phone sends / to 8000 | 'broken'=1;;0;0;1 '8000/tcp API'=1.250s;;;0"),
                lines(Language.ENGLISH, false, SampleDiagnoses.broken("API")));
        assertEquals(List.of("DIAGNOSE OK - 2 of 2 ports work | 'broken'=0;;0;0;2 '8000/tcp A'=U;;;0 '8001/tcp B'=U;;;0"),
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

    /** Whatever services are called and however many there are, a strict reader understands the line. */
    @ParameterizedTest
    @CsvSource({"1", "60", "1000"})
    void aNameCannotBreakTheLine(int count) {
        for (String name : new String[] {"plain", "a'b=c|d", "a\nb", "\u001B[31mred", "x".repeat(200), "خدمة",
                "同じ名前のサービス",
                "\uD83C\uDFA4 L'API d'été"}) {
            for (Language language : Language.values()) {
                List<Optional<Duration>> times = IntStream.range(0, count).mapToObj(i -> i % 3 == 0
                        ? Optional.<Duration>empty() : Optional.of(Duration.ofMillis(i * 7L))).toList();
                Diagnosis timed = SampleDiagnoses.timed(IntStream.range(0, count).mapToObj(i -> name + i).toList(),
                        times);
                Diagnosis diagnosis = SampleDiagnoses.with(timed, List.of(
                        SampleDiagnoses.about(timed, Severity.FAIL, "path.finding.no-answer"),
                        SampleDiagnoses.about(timed, Severity.WARN, "path.finding.slow-answer")));
                List<String> lines = lines(language, false, diagnosis, HALF_A_SECOND_TO_TWO);
                assertEquals(1, lines.size());
                PluginLine line = PluginLine.parse(lines.getFirst());
                assertEquals("CRITICAL", line.status());
                assertEquals("broken", line.data().getFirst().label());
                List<PluginLine.Datum> data = line.data().subList(1, line.data().size());
                for (int i = 0; i < data.size(); i++) {
                    PluginLine.Datum datum = data.get(i);
                    // In the order of the inventory, each with its own time and the limits.
                    assertTrue(datum.label().startsWith(1000 + i + "/tcp"), datum.label());
                    assertEquals(times.get(i).map(time -> BigDecimal.valueOf(time.toMillis(), 3)), datum.value());
                    assertEquals(List.of("0.5", "2", "0"), List.of(datum.warn(), datum.crit(), datum.min()));
                }
                int most = count == 1000 ? 100 : count;
                assertTrue(data.size() >= most, data.size() + " of " + count);
                assertEquals(data.size() < count, line.text().endsWith(" " + (count - data.size()) + " ports"),
                        line.text());
            }
        }
    }

    /** A graph must neither come nor go with what was measured. */
    @Test
    void whichNumbersThereAreHangsOnTheInventoryAlone() {
        List<String> names = IntStream.range(0, 1000).mapToObj(i -> "service " + i).toList();
        List<String> none = labels(names, Optional.empty());
        assertEquals(none, labels(names, Optional.of(Duration.ofMillis(3))));
        assertEquals(none, labels(names, Optional.of(Duration.ofSeconds(239))));
    }

    private static List<String> labels(List<String> names, Optional<Duration> time) {
        return PluginLine.parse(lines(Language.ENGLISH, false,
                SampleDiagnoses.timed(names, names.stream().map(name -> time).toList()), NONE).getFirst())
                .data().stream().map(PluginLine.Datum::label).toList();
    }

    /** Only what a service itself took is a time: how long was waited for it is none. */
    @ParameterizedTest
    @EnumSource
    void whatWasNotMeasuredIsUnknown(Reply.State state) {
        var reply = FakeMachine.reply(state, 0, Duration.ofMillis(3), Duration.ofMillis(703));
        PluginLine line = PluginLine.parse(lines(Language.ENGLISH, false,
                SampleDiagnoses.replied(List.of("raw"), List.of(reply)), HALF_A_SECOND_TO_TWO).getFirst());
        assertEquals(switch (state) {
            case ANSWERED, TLS, REDIRECTED, WRONG_ANSWER, WANTS_TLS, WANTS_PLAIN, UNTRUSTED ->
                Optional.of(new BigDecimal("0.703"));
            case HUNG_UP, HELD, UNFINISHED, REFUSED, TIMED_OUT, UNREACHABLE, CLOSED, SILENT -> Optional.empty();
        }, line.data().getLast().value());
    }

    /** Limits decide, are said with the slowest first, and stand behind each number. */
    @Test
    void aServiceThatIsTooSlowIsAnAlarm() {
        Diagnosis timed = SampleDiagnoses.timed(List.of("quick", "slow", "slower", "slowest", "silent"), List.of(
                Optional.of(Duration.ofMillis(500)), Optional.of(Duration.ofMillis(501)),
                Optional.of(Duration.ofMillis(2001)), Optional.of(Duration.ofMillis(2340)), Optional.empty()));
        String line = lines(Language.ENGLISH, false, timed, HALF_A_SECOND_TO_TWO).getFirst();
        assertEquals("DIAGNOSE CRITICAL - 5 of 5 ports work: slowest 1003/tcp took 2.3 s, more than 2 s; slower 1002/tcp "
                + "took 2 s, more than 2 s; slow 1001/tcp took 501 ms, more than 500 ms | 'broken'=0;;0;0;5 "
                + "'1000/tcp quick'=0.500s;0.5;2;0 '1001/tcp slow'=0.501s;0.5;2;0 '1002/tcp slower'=2.001s;0.5;2;0 "
                + "'1003/tcp slowest'=2.340s;0.5;2;0 '1004/tcp silent'=U;0.5;2;0", line);
        assertEquals(Diagnosis.Verdict.FAIL, HALF_A_SECOND_TO_TWO.verdict(timed));
        var onlyWarn = new Thresholds(Optional.of(Duration.ofMillis(2339)), Optional.empty());
        assertEquals(Diagnosis.Verdict.WARN, onlyWarn.verdict(timed));
        String french = lines(Language.FRENCH, false, timed, onlyWarn).getFirst();
        assertTrue(french.contains("'1003/tcp slowest'=2.340s;2.339;;0"), french);
        assertEquals(Diagnosis.Verdict.OK, NONE.verdict(timed));
        // What fails stays a failure, however quick it was.
        assertEquals(Diagnosis.Verdict.FAIL, new Thresholds(Optional.of(Duration.ofHours(1)), Optional.empty())
                .verdict(SampleDiagnoses.broken("API")));
    }

    /** A bar would begin the numbers anew. */
    @Test
    void rulesThatLeaveItOpenAreInTheLongOutputAlone() {
        Diagnosis open = SampleDiagnoses.leftOpenBy(new Rule("{1}", "X", "v2.10|App=C:\\x.exe|", "PersistentStore",
                false));
        String quoted = "    PersistentStore: v2.10/App=C:\\x.exe/";
        assertTrue(lines(Language.ENGLISH, true, open).contains(quoted));
        assertFalse(lines(Language.ENGLISH, false, open).contains(quoted));
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
        return lines(language, everything, diagnosis, NONE);
    }

    private static List<String> lines(Language language, boolean everything, Diagnosis diagnosis,
            Thresholds thresholds) {
        return new NagiosReport("diagnose", new Words(language), everything, thresholds).of(diagnosis);
    }
}
