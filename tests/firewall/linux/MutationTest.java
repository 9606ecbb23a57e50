package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.Flow;
import firewall.Rule;
import firewall.linux.netfilter.Rules;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import json.JsonShapeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged output of the tools: nothing throws but what says "unreadable", and no rule is named that is not there. */
class MutationTest {

    static Stream<String> fixtures() {
        return Rules.FIXTURES.stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void damageIsSurvived(String fixture) {
        var random = new Random(fixture.hashCode());
        String text = Rules.text(fixture);
        List<Flow> flows = Rules.flows();
        int read = 0;
        for (int i = 0; i < 200; i++) {
            String damaged = damaged(text, random);
            LinuxPolicy policy;
            try {
                policy = Rules.policy(fixture, damaged);
            } catch (JsonShapeException e) {
                assertTrue(fixture.endsWith(".json"), "text has no form that could be refused");
                continue;
            }
            read++;
            for (Flow flow : flows) {
                rules(policy.decide(flow)).forEach(rule -> assertTrue(known(rule, damaged, fixture),
                        () -> rule + " is not in\n" + damaged));
            }
        }
        assertTrue(read > 20, read + " of 200 could be read");
    }

    private static List<Rule> rules(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> List.of(allowed.by());
            case Decision.Blocked blocked -> List.of(blocked.by());
            case Decision.Undecided undecided -> undecided.rules();
        };
    }

    /** A rule's text stands in what was read; policies, chains that are missing and sysctls have words of our own. */
    private static boolean known(Rule rule, String damaged, String fixture) {
        boolean ofNft = fixture.endsWith(".json");
        return damaged.contains(rule.text()) || rule.byDefault() || rule.where().equals("sysctl")
                || rule.id().endsWith(" " + rule.name())
                || ofNft && damaged.contains("\"handle\": " + rule.id().substring(rule.id().lastIndexOf(' ') + 1));
    }

    private static String damaged(String text, Random random) {
        var damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), at + 1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> damaged.delete(at, end);
                case 1 -> damaged.insert(at, damaged.substring(at, end));
                case 2 -> damaged.setCharAt(at, (char) (32 + random.nextInt(95)));
                case 3 -> {
                    int digit = at;
                    while (digit < damaged.length() && !Character.isDigit(damaged.charAt(digit))) {
                        digit++;
                    }
                    if (digit < damaged.length()) {
                        damaged.setCharAt(digit, (char) ('0' + random.nextInt(10)));
                    }
                }
                default -> damaged.insert(at, List.of("\"", "\\", " ! ", " -j ", "\n", "{", "null", "[")
                        .get(random.nextInt(8)));
            }
        }
        return damaged.toString();
    }
}
