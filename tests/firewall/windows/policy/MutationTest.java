package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import firewall.Decision;
import firewall.Rule;
import firewall.windows.Dump;
import firewall.windows.PolicyReader;
import host.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import testing.Mutations;
import testing.Project;

/** Damaged input: nothing is thrown, and no rule comes out that is not in it. */
class MutationTest {

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    private static String mutate(String text, Random random) {
        var mutated = new StringBuilder(text);
        int times = 1 + random.nextInt(8);
        for (int i = 0; i < times && mutated.length() > 1; i++) {
            int at = random.nextInt(mutated.length());
            int to = Math.min(mutated.length(), at + 1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> mutated.delete(at, to);
                case 1 -> mutated.insert(at, mutated.substring(at, to));
                case 2 -> mutated.setCharAt(at, (char) random.nextInt(0x300));
                case 3 -> mutated.insert(at, "|=%~{}[]-/,:\0\uD800\u202E".charAt(random.nextInt(14)));
                default -> mutated.setLength(Math.max(1, mutated.length() - random.nextInt(60)));
            }
        }
        return mutated.toString();
    }

    /**
     * Two hundred damaged copies of each capture, read as a machine's rules. A rule that comes out stands in the bytes,
     * says no more than they do, and all but those that the damage touched are the rules of the capture.
     */
    @ParameterizedTest
    @ValueSource(strings = {Dump.POPUP, Dump.EXPORT, Dump.WIN10, Dump.WIN7, Dump.WIN81})
    void aDamagedCaptureLosesRulesAndInventsNone(String name) {
        byte[] capture = Project.fixture("firewall-registry/" + name);
        Set<String> whole = texts(Dump.rules(new String(capture, StandardCharsets.UTF_8)));
        whole.forEach(text -> saysNoMoreThan(text, rule("x", text).orElseThrow()));
        WindowsPolicy empty = new FakeWindows().policy();
        var read = new HashMap<Dump.Value, Optional<WindowsRule>>();
        for (byte[] damaged : Mutations.of(capture, 200, name.hashCode())) {
            String bytes = new String(damaged, StandardCharsets.UTF_8);
            List<Dump.Value> values = Dump.rules(bytes);
            // Three blows at most, and each touches the two lines at its ends.
            Set<String> touched = texts(values);
            touched.removeAll(whole);
            assertTrue(touched.size() <= 6, name + " " + touched);
            for (String text : touched) {
                assertTrue(bytes.contains(text), text);
                rule("x", text).ifPresent(rule -> saysNoMoreThan(text, rule));
            }
            var machine = new HashMap<String, WindowsRule>();
            values.forEach(value -> read.computeIfAbsent(value, one -> rule(one.name(), one.text()))
                    .ifPresent(rule -> machine.put(rule.id(), rule)));
            Decision decision = empty.changed(Set.of(), List.copyOf(machine.values())).decide(FakeWindows.phone(8000));
            assertTrue(deciding(decision).stream().allMatch(rule -> rule.byDefault()
                    || rule.text().equals(machine.get(rule.id()).text())), decision.toString());
        }
    }

    private static Optional<WindowsRule> rule(String id, String text) {
        return WindowsRule.of(id, WindowsRule.Store.LOCAL, text);
    }

    private static Set<String> texts(List<Dump.Value> values) {
        return values.stream().map(Dump.Value::text).collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Rule> deciding(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> List.of(allowed.by());
            case Decision.Blocked blocked -> List.of(blocked.by());
            case Decision.Undecided undecided -> undecided.rules();
        };
    }

    /** Read a second time, by eye as it were: what the rule is said to do is written in its text. */
    private static void saysNoMoreThan(String text, WindowsRule rule) {
        String low = text.toLowerCase(Locale.ROOT);
        assertTrue(low.contains("|action=" + rule.action().name().toLowerCase(Locale.ROOT) + "|"), text);
        assertTrue(low.contains(rule.inbound() ? "|dir=in|" : "|dir=out|"), text);
        assertEquals(low.contains("|active=true|"), rule.active(), text);
        if (!low.contains("|profile=")) {
            assertEquals(3, rule.profiles().size(), text);
        } else {
            rule.profiles().stream().filter(profile -> profile != Profile.NONE).forEach(profile ->
                    assertTrue(low.contains("|profile=" + profile.id() + "|"), text));
        }
        PortConditions.Local ports = rule.head().ports();
        assertEquals(!low.contains("|lport"), ports.any(), text);
        ports.ranges().forEach(range -> assertTrue(low.matches(".*\\|lport[0-9_]*=0*" + range.first()
                + (range.first() == range.last() ? "" : "-0*" + range.last()) + "\\|.*"), text));
        rule.program().ifPresent(app -> assertTrue(low.contains("app=" + app.toLowerCase(Locale.ROOT)), text));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedRulesAreDecidedByOrLeftOutAndNeverMadeUp(int seed) {
        var random = new Random(seed);
        List<String> names = List.of(Dump.WIN7, Dump.WIN81, Dump.WIN10, Dump.EXPORT);
        List<String> texts = new ArrayList<>(Dump.local(names.get(seed % names.size())).values());
        var windows = new FakeWindows();
        int broken = 0;
        for (int i = 0; i < 40; i++) {
            String damaged = mutate(texts.get(random.nextInt(texts.size())), random);
            windows.rule("r" + i, damaged);
            broken += WindowsRule.of("r" + i, WindowsRule.Store.LOCAL, damaged).isPresent() ? 0 : 1;
        }
        WindowsPolicy policy = windows.policy();
        assertTrue(policy.unreadable() == broken && policy.rules().size() == 40 - broken);
        for (WindowsRule rule : policy.rules()) {
            String text = windows.rules.get("local").get(rule.id());
            rule.string().entries().forEach(entry -> assertTrue(text.contains(entry.key())
                    && text.contains(entry.value())));
            assertTrue(text.toLowerCase(Locale.ROOT).contains(rule.action().name().toLowerCase(Locale.ROOT)));
        }
        policy.decide(FakeWindows.phone(8000));
        policy.exceptionsWithin(Cidr.parse("192.168.1.0/24"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDamagedAnswerIsUnderstoodOrUnknown(int seed) {
        String whole = """
                {"rules":{"local":{"a":"v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|"},"policy":{},
                "mdm":{}},"profiles":{"local":{"PublicProfile":{"EnableFirewall":"1"}},"policy":{},"mdm":{}},
                "services":{"Dnscache":null},"processes":[{"pid":4,"name":"System","path":""}],
                "environment":{"SystemRoot":"C:\\\\Windows"},
                "version":"10.0","running":true,"elevated":null,"networks":[{"index":5,"category":0,"ipv4":4,
                "ipv6":1}],"adapters":[{"index":5,"name":"Wi-Fi","guid":"{1}","type":71}]}""";
        String damaged = mutate(whole, new Random(seed));
        JsonElement answer;
        try {
            answer = JsonParser.parseString(damaged);
        } catch (JsonParseException e) {
            return;
        }
        Fact<WindowsPolicy> policy = PolicyReader.policy(answer, FakeWindows.lan());
        policy.toOptional().ifPresent(read -> {
            assertTrue(read.rules().size() + read.unreadable() <= 3);
            read.rules().forEach(rule -> assertTrue(damaged.contains("Dir=In")));
            read.decide(FakeWindows.phone(8000));
        });
    }
}
