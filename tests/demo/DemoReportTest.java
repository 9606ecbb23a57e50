package demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import runbook.Demo;
import testing.Cli;
import testing.Result;

/** What somebody sees who types {@code jbang demo}. */
class DemoReportTest {

    private static Demo demo() {
        return new Demo(DemoRun::play);
    }

    @Test
    void showsEveryFaultWithItsIdAndEndsWell() {
        Result shown = Cli.run(demo(), "--lang", "en").exitedWith(0).errIsEmpty();
        Scenario.all().stream().flatMap(scenario -> scenario.expected().stream())
                .forEach(id -> shown.outContains(id.id()));
        shown.outContains("1. Everything works", "16. A rule that looks guilty", "jbang diagnose",
                "jbang fix-firewall");
        assertTrue(shown.out().indexOf("Simulated: ") < shown.out().indexOf("1. Everything works"),
                "says first what is played");
        assertEquals(List.of(), shown.out().lines().filter(line -> line.length() > 80 || line.endsWith(" ")).toList());
        assertFalse(shown.out().contains("\n\n\n"), shown.out());
    }

    @Test
    void speaksFrench() {
        Cli.run(demo(), "--lang", "fr").exitedWith(0).errIsEmpty()
                .outContains("1. Tout fonctionne", "Simulé\u00a0: ", "firewall-block-rule, observé", "16 scènes en ")
                .outLacks("Nothing");
    }

    @Test
    void quietMeansThatOnlyTheExitCodeSpeaks() {
        assertEquals("", Cli.run(demo(), "--quiet").exitedWith(0).errIsEmpty().out());
    }

    @Test
    void hasNoOptionsThatMeanNothingHere() {
        Cli.run(new Demo(), "--help", "--lang", "en").exitedWith(0).outContains("--lang", "--no-color", "--verbose")
                .outLacks("--services").outLacks("--record").outLacks("--timeout").outLacks("--output");
        Cli.run(new Demo(), "--services", "mine.yaml").exitedWith(64).errContains("--services");
    }
}
