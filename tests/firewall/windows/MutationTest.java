package firewall.windows;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import fact.Fact;
import firewall.Decision;
import host.Cidr;
import inventory.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        for (String program : List.of(FakeWindows.DOCKER, "svchost.exe", "System")) {
            Decision decision = policy.decide(FakeWindows.flow(Protocol.TCP, "192.168.1.23", 8000, program));
            assertFalse(decision instanceof Decision.Blocked blocked && !blocked.by().byDefault()
                    && !windows.rules.get("local").containsKey(blocked.by().id()));
        }
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
        Fact<WindowsPolicy> policy = Reading.policy(answer, FakeWindows.lan());
        policy.toOptional().ifPresent(read -> {
            assertTrue(read.rules().size() + read.unreadable() <= 3);
            read.rules().forEach(rule -> assertTrue(damaged.contains("Dir=In")));
            read.decide(FakeWindows.phone(8000));
        });
    }
}
