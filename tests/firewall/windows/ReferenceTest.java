package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.Flow;
import firewall.windows.policy.FakeWindows;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.Protocol;
import org.junit.jupiter.api.Test;

/**
 * The decision worked out a second time, as plainly as it is written: a bypass beats a block, a block beats an allow,
 * an allow beats the default, and only rules of the profile in use count. Three hundred random rule sets.
 */
class ReferenceTest {
    private static final String[] CATEGORIES = {"Public", "Private", "Domain"};
    private static final String NODE = "C:\\node\\node.exe";

    private enum Says { YES, NO, MAYBE }

    private enum Answer { ALLOWED, BLOCKED, OPEN }

    /** A condition as the registry has it, and what it says of a flow. */
    private record Condition(String text, Says says) { }

    private record Made(String action, String profile, boolean active, boolean local, List<Condition> conditions) {

        String text() {
            return "v2.30|Action=" + action + "|" + (active ? "Active=TRUE|" : "") + "Dir=In|"
                    + (profile.isEmpty() ? "" : "Profile=" + profile + "|")
                    + conditions.stream().map(Condition::text).collect(Collectors.joining()) + "Name=x|";
        }

        /** One no is a no, and one maybe among yeses is a maybe. */
        Says says() {
            boolean no = conditions.stream().anyMatch(condition -> condition.says() == Says.NO);
            boolean maybe = conditions.stream().anyMatch(condition -> condition.says() == Says.MAYBE);
            return no ? Says.NO : maybe || action.equals("ByPass") ? Says.MAYBE : Says.YES;
        }
    }

    private static Says of(boolean yes) {
        return yes ? Says.YES : Says.NO;
    }

    private static Condition one(Random random, Condition... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static final Condition NONE = new Condition("", Says.YES);

    /** The vocabulary, each word with what it says of this one flow. */
    private static Made rule(Random random, Flow flow) {
        boolean tcp = flow.protocol() == Protocol.TCP;
        String program = flow.receiver().program().orElse("");
        String from = flow.from().getHostAddress();
        var conditions = new ArrayList<Condition>();
        conditions.add(one(random, new Condition("Protocol=6|", of(tcp)), new Condition("Protocol=17|", of(!tcp))));
        conditions.add(one(random, NONE, new Condition("LPort=8000|", of(flow.port() == 8000)),
                new Condition("LPort2_10=8000-8010|", of(flow.port() >= 8000 && flow.port() <= 8010)),
                new Condition("LPort=80|LPort=8001|", of(flow.port() == 80 || flow.port() == 8001))));
        conditions.add(one(random, NONE, NONE, new Condition("RA4=LocalSubnet|RA6=LocalSubnet|",
                of(from.startsWith("192.168.1."))), new Condition("RA4=192.168.1.23|", of(from.equals("192.168.1.23"))),
                new Condition("RA4=DNS|", Says.MAYBE)));
        conditions.add(one(random, NONE, NONE, new Condition("App=" + FakeWindows.DOCKER.toUpperCase(Locale.ROOT) + "|",
                program.isEmpty() ? Says.MAYBE : of(program.equals(FakeWindows.DOCKER))),
                new Condition("App=" + NODE + "|", program.isEmpty() ? Says.MAYBE : of(program.equals(NODE)))));
        conditions.add(one(random, NONE, NONE, NONE, new Condition("IFType=Wireless|", Says.YES),
                new Condition("IFType=Lan|", Says.NO), new Condition("NNm=Home|", Says.MAYBE)));
        String[] actions = {"Allow", "Allow", "Allow", "Block", "Block", "ByPass"};
        String[] profiles = {"", "", "Public", "Private", "Domain", "Private|Profile=Public"};
        return new Made(actions[random.nextInt(actions.length)], profiles[random.nextInt(profiles.length)],
                random.nextInt(6) > 0, random.nextInt(5) > 0, conditions);
    }

    /** Rules of one action that say this, among those that count here. */
    private static boolean any(List<Made> counting, String action, Says says) {
        return counting.stream().anyMatch(rule -> rule.action().equals(action) && rule.says() == says);
    }

    /** The four sentences. What is not sure leaves the answer open where it would turn it. */
    private static Answer plainly(List<Made> rules, String category, boolean merge, boolean openByDefault) {
        List<Made> counting = rules.stream().filter(rule -> rule.active() && (merge || !rule.local())
                && (rule.profile().isEmpty() || List.of(rule.profile().split("\\|Profile=")).contains(category)))
                .toList();
        boolean bypass = any(counting, "ByPass", Says.MAYBE);
        if (any(counting, "Block", Says.YES)) {
            return bypass ? Answer.OPEN : Answer.BLOCKED;
        }
        if (any(counting, "Allow", Says.YES) || openByDefault) {
            return any(counting, "Block", Says.MAYBE) ? Answer.OPEN : Answer.ALLOWED;
        }
        return any(counting, "Allow", Says.MAYBE) || bypass ? Answer.OPEN : Answer.BLOCKED;
    }

    @Test
    void bothAgreeOnThreeHundredRuleSets() {
        Map<Answer, Integer> seen = new EnumMap<>(Answer.class);
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            String[] programs = {FakeWindows.DOCKER, NODE, null};
            Flow flow = FakeWindows.flow(Protocol.values()[random.nextInt(2)],
                    List.of("192.168.1.23", "192.168.1.24", "192.168.2.9").get(random.nextInt(3)),
                    List.of(80, 8000, 8001).get(random.nextInt(3)), programs[random.nextInt(3)]);
            int category = random.nextInt(3);
            boolean merge = random.nextInt(4) > 0;
            boolean openByDefault = random.nextInt(5) == 0;
            var windows = new FakeWindows().category(category);
            String key = CATEGORIES[category] + "Profile";
            windows.set("policy", key, "AllowLocalPolicyMerge", merge ? 1 : 0);
            windows.set("policy", key, "DefaultInboundAction", openByDefault ? 0 : 1);
            var rules = new ArrayList<Made>();
            for (int i = random.nextInt(7); i >= 0; i--) {
                Made rule = rule(random, flow);
                rules.add(rule);
                windows.rules.get(rule.local() ? "local" : "policy").put("r" + i, rule.text());
            }
            Answer expected = plainly(rules, CATEGORIES[category], merge, openByDefault);
            Decision decision = windows.policy().decide(flow);
            assertEquals(expected, switch (decision) {
                case Decision.Allowed allowed -> Answer.ALLOWED;
                case Decision.Blocked blocked -> Answer.BLOCKED;
                case Decision.Undecided undecided -> Answer.OPEN;
            }, () -> CATEGORIES[category] + " merge " + merge + " open " + openByDefault + " " + flow + "\n"
                    + rules.stream().map(Made::text).collect(Collectors.joining("\n")) + "\n" + decision);
            seen.merge(expected, 1, Integer::sum);
        }
        assertTrue(seen.size() == 3 && seen.values().stream().allMatch(count -> count >= 30), seen.toString());
    }
}
