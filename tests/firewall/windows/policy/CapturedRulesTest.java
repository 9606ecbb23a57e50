package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.windows.Dump;
import host.Profile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of every captured registry is read whole; what these machines would do is decided, not shrugged at. */
class CapturedRulesTest {
    private static final List<String> ALL = List.of(Dump.POPUP, Dump.EXPORT, Dump.WIN10, Dump.WIN7, Dump.WIN81);

    @ParameterizedTest
    @CsvSource({Dump.POPUP + ",2,0,0", Dump.EXPORT + ",452,128,0", Dump.WIN10 + ",911,463,177",
            Dump.WIN7 + ",434,211,111", Dump.WIN81 + ",761,381,150"})
    void everyRuleIsReadAndWhatItLeavesOutIsCounted(String name, int rules, int withoutProfile, int withoutActive) {
        List<RuleString> read = Dump.rules(Dump.read(name)).stream()
                .flatMap(value -> RuleString.parse(value.text()).stream()).toList();
        assertEquals(rules, read.size());
        assertEquals(withoutProfile, read.stream().filter(rule -> !rule.has("Profile")).count());
        assertEquals(withoutActive, read.stream().filter(rule -> !rule.has("Active")).count());
    }

    @Test
    void noRuleLosesOrGainsAnything() {
        for (String name : ALL) {
            for (Dump.Value value : Dump.rules(Dump.read(name))) {
                WindowsRule rule = WindowsRule.of(value.name(), WindowsRule.Store.LOCAL, value.text()).orElseThrow();
                assertEquals(value.text(), rule.string().version() + "|" + rule.string().entries().stream()
                        .map(entry -> entry.key() + "=" + entry.value() + "|").collect(Collectors.joining()));
            }
        }
    }

    @Test
    void whatTheRulesSayAddsUp() {
        var actions = new TreeMap<WindowsRule.Action, Integer>();
        int inbound = 0;
        int active = 0;
        int asked = 0;
        for (String name : ALL) {
            for (Dump.Value value : Dump.rules(Dump.read(name))) {
                WindowsRule rule = WindowsRule.of(value.name(), WindowsRule.Store.LOCAL, value.text()).orElseThrow();
                actions.merge(rule.action(), 1, Integer::sum);
                inbound += rule.inbound() ? 1 : 0;
                active += rule.active() ? 1 : 0;
                asked += rule.askedUser() ? 1 : 0;
            }
        }
        assertEquals(Map.of(WindowsRule.Action.ALLOW, 1993, WindowsRule.Action.BLOCK, 567), actions);
        // 1304 are written "In" and 24 "in".
        assertEquals(1328, inbound);
        assertEquals(1202, active);
        assertEquals(4, asked);
    }

    @Test
    void everyKeyThatOccursIsOneWeKnow() {
        var keys = new TreeSet<String>();
        for (String name : ALL) {
            Dump.rules(Dump.read(name)).forEach(value -> RuleString.parse(value.text()).orElseThrow().entries()
                    .forEach(entry -> keys.add(entry.key())));
        }
        assertEquals(Set.of("Action", "Active", "App", "AppPkgId", "Defer", "Desc", "Dir", "Edge", "EmbedCtxt", "ICMP4",
                "ICMP6", "IFType", "LA6", "LOM", "LPORT", "LPort", "LPort2_10", "LPort2_20", "LPort2_24", "LUAuth",
                "LUOwn", "Name", "Platform", "Platform2", "Profile", "Protocol", "RA4", "RA42", "RA6", "RA62", "RPort",
                "RPort2_10", "Security", "Svc", "TTK", "TTK2_22", "TTK2_27", "TTK2_28", "app"), keys);
    }

    /** Windows writes a keyword once for each version of IP, but for a protocol that has one version alone. */
    @Test
    void theLocalSubnetIsWrittenForBothVersionsOfIp() {
        int both = 0;
        for (String name : ALL) {
            for (Dump.Value value : Dump.rules(Dump.read(name))) {
                RuleString rule = RuleString.parse(value.text()).orElseThrow();
                boolean four = rule.all("RA4").contains("LocalSubnet");
                boolean six = rule.all("RA6").contains("LocalSubnet");
                String protocol = rule.first("Protocol").orElse("");
                assertTrue(four == six || four && protocol.equals("1") || six && protocol.equals("58"), value.text());
                both += four && six ? 1 : 0;
            }
        }
        assertEquals(621, both);
    }

    private static FakeWindows machine(String name) {
        var windows = new FakeWindows();
        windows.rules.get("local").putAll(Dump.local(name));
        windows.profiles.get("local").clear();
        for (String profile : List.of("DomainProfile", "PublicProfile", "StandardProfile")) {
            windows.profiles.get("local").put(profile, Dump.profile(name, profile));
        }
        return windows;
    }

    /** Store apps allowed to listen, Windows' own rules, disabled ones: none of them is about Docker. */
    @ParameterizedTest
    @ValueSource(strings = {Dump.WIN7, Dump.WIN81, Dump.WIN10, Dump.EXPORT})
    void onEveryCapturedMachineDockerIsBlockedByDefaultOnEveryKindOfNetwork(String name) {
        for (int category = 0; category <= 2; category++) {
            WindowsPolicy policy = machine(name).category(category).policy();
            assertEquals(0, policy.unreadable());
            for (int port : List.of(5002, 8000, 8001, 7880, 7881)) {
                Decision decision = policy.decide(FakeWindows.phone(port));
                assertTrue(decision instanceof Decision.Blocked blocked && blocked.by().byDefault()
                        && blocked.cause() == Decision.Cause.DEFAULT, name + " " + category + " " + decision);
            }
        }
    }

    @Test
    void thePopupOfOneCaptureLetRubyInOnPublicNetworksOnly() {
        String ruby = "C:\\Tools\\Ruby24\\bin\\ruby.exe";
        var flow = FakeWindows.flow(Protocol.TCP, "192.168.1.23", 3000, ruby);
        Decision onPublic = machine(Dump.EXPORT).category(0).policy().decide(flow);
        assertTrue(onPublic instanceof Decision.Allowed allowed && allowed.by().id()
                .startsWith("TCP Query User{414A472F-6C98-46A2-B964-455E40D0E230}"), onPublic.toString());
        Decision onPrivate = machine(Dump.EXPORT).category(1).policy().decide(flow);
        assertTrue(onPrivate instanceof Decision.Blocked blocked
                && blocked.cause() == Decision.Cause.ALLOW_RULE_OTHER_PROFILE, onPrivate.toString());
    }

    @Test
    void theCapturesHoldTheRulesOfTheLocalStore() {
        assertEquals(List.of(443, 400, 323, 452), List.of(Dump.local(Dump.WIN10).size(),
                Dump.local(Dump.WIN81).size(), Dump.local(Dump.WIN7).size(), Dump.local(Dump.EXPORT).size()));
        assertEquals(Profile.values().length - 1, WindowsRule.of("x", WindowsRule.Store.LOCAL,
                Dump.local(Dump.WIN10).get("CoreNet-ICMP6-PTB-In")).orElseThrow().profiles().size());
        assertEquals(Optional.of("%SystemRoot%\\system32\\svchost.exe"), WindowsRule.of("x", WindowsRule.Store.LOCAL,
                Dump.local(Dump.WIN10).get("vm-monitoring-dcom")).orElseThrow().program());
    }
}
