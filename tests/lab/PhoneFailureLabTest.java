package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import testing.Turn;

/**
 * A real browser fails at a service that this machine can ask as well: one verdict, three times, with the reason named.
 */
@LabTest
@Turn(2)
class PhoneFailureLabTest {

    private static final int RUNS = 3;

    /** Who may not ask Docker is told so. */
    private static final Map<Fault.User, UnaryOperator<List<String>>> TOLD = Map.of(
            Fault.User.ROOT, ids -> ids, Fault.User.NOBODY, ids -> Stream.concat(ids.stream(),
                    Stream.of("docker-no-permission")).toList());

    @AfterEach
    void forget(Lab lab) {
        PhoneResult.forget(lab);
    }

    private static void always(Lab lab, Fault.Injection injection, String id, String... words) {
        always(lab, Fault.User.ROOT, injection, id, words);
    }

    private static void always(Lab lab, Fault.User user, Fault.Injection injection, String id, String... words) {
        lab.inhabit(World.PROCESSES);
        Fault.Heal heal = injection.inject(lab);
        try {
            Map<String, Integer> verdicts = new TreeMap<>();
            for (int run = 0; run < RUNS; run++) {
                PhoneResult proven = proven(lab, user);
                verdicts.merge(proven.exitCode() + " " + proven.phone() + " " + proven.accusations(), 1, Integer::sum);
                proven.assertPhone(20, PhoneResult.but("ok", "fail", 8000));
                assertEquals(TOLD.get(user).apply(List.of(id)), proven.accusations(), proven.said());
                assertTrue(proven.diagnosed().accusations().stream().anyMatch(finding -> finding.id().equals(id)
                        && Stream.of(words).allMatch(finding.text()::contains)), proven.said());
                PhoneResult.forget(lab);
            }
            assertEquals(1, verdicts.size(), verdicts.toString());
        } finally {
            heal.heal();
        }
    }

    private static PhoneResult proven(Lab lab, Fault.User user) {
        return PhoneResult.again(() -> {
            var args = new ArrayList<>(List.of("--output", "json", "--lang", "en"));
            try (PhonePageScript proof = PhonePageScript.verify(lab, user, args.toArray(String[]::new));
                    Tab tab = lab.browser().open("en-GB")) {
                tab.go(proof.page());
                return PhoneResult.of(proof.end());
            }
        });
    }

    @Test
    void aRedirectToAPortWhereNobodyListens(Lab lab) {
        always(lab, AnswerFaults.leading("http://192.168.1.44:8099/health"), "redirects-elsewhere", ":8099/health",
                "192.168.1.23 tried 8000");
    }

    /** Who may not see connection tracking sees what the tables show at one moment or another, by luck. */
    @Test
    void theSameForOneWhoMaySeeLess(Lab lab) {
        always(lab, Fault.User.NOBODY, AnswerFaults.leading("http://192.168.1.44:8099/health"), "redirects-elsewhere",
                ":8099/health", "192.168.1.23 tried 8000");
    }

    @Test
    void anAnswerThatEndsWithoutAWordForOneWhoMaySeeLess(Lab lab) {
        always(lab, Fault.User.NOBODY, AnswerFaults.saying("exit\n"), "closed-without-answer",
                "192.168.1.23 tried 8000");
    }

    /** No other machine is asked from here: the phone's own browser found out. */
    @Test
    void aRedirectToAnotherMachine(Lab lab) {
        always(lab, AnswerFaults.leading("http://192.168.1.57:8000/health"), "redirects-elsewhere", "192.168.1.57",
                "A phone tried, and got no answer");
    }

    @Test
    void httpsThatIsAskedInPlainWords(Lab lab) {
        always(lab, AnswerFaults::tls, "port-speaks-tls", "the page asked by https://");
    }

    @Test
    void anAnswerThatEndsWithoutAWord(Lab lab) {
        always(lab, AnswerFaults.saying("exit\n"), "closed-without-answer", "192.168.1.23 tried 8000");
    }
}
