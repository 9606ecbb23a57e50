package firewall.windows.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.Flow;
import host.Profile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy says besides its decision: what stands in the way, what a change would do, what rules are called. */
class PolicyTest {
    private static final String ALLOW = "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=8000|";
    private static final String BLOCK = "v2.30|Action=Block|Active=TRUE|Dir=In|Protocol=6|";

    private static List<String> ids(List<WindowsRule> rules) {
        return rules.stream().map(WindowsRule::id).toList();
    }

    @Test
    void everyBlockThatCountsHereIsInTheWayAndNoOther() {
        var windows = new FakeWindows().rule("all", BLOCK).rule("port", BLOCK + "LPort=8000|")
                .rule("other port", BLOCK + "LPort=8001|").rule("other profile", BLOCK + "Profile=Private|")
                .rule("off", BLOCK.replace("TRUE", "FALSE")).rule("out", BLOCK.replace("Dir=In", "Dir=Out"))
                .rule("perhaps", BLOCK + "Brand9=New|").rule("other program", BLOCK + "App=C:\\node\\node.exe|");
        windows.rules.get("policy").put("above", BLOCK);
        assertEquals(List.of("above", "all", "port"), ids(windows.policy().blocking(FakeWindows.phone(8000))));
        windows.set("policy", "PublicProfile", "AllowLocalPolicyMerge", 0);
        assertEquals(List.of("above"), ids(windows.policy().blocking(FakeWindows.phone(8000))));
    }

    @Test
    void nothingIsSaidToBlockOnANetworkOfUnknownCategory() {
        var windows = new FakeWindows().rule("all", BLOCK);
        windows.networks.clear();
        assertEquals(List.of(), windows.policy().blocking(FakeWindows.phone(8000)));
        assertTrue(windows.policy().decide(FakeWindows.phone(8000)) instanceof Decision.Blocked blocked
                && blocked.by().id().equals("all"), "every profile blocks it alike");
    }

    @Test
    void aChangeIsTriedOnTheRulesAndLeavesThemAsTheyWere() {
        var windows = new FakeWindows().rule("b", BLOCK);
        windows.rules.get("policy").put("b", BLOCK + "LPort=8001|");
        WindowsPolicy policy = windows.policy();
        WindowsRule ours = WindowsRule.of("ours", WindowsRule.Store.LOCAL, ALLOW).orElseThrow();
        WindowsPolicy changed = policy.changed(Set.of("b"), List.of(ours));
        assertInstanceOf(Decision.Allowed.class, changed.decide(FakeWindows.phone(8000)));
        assertTrue(changed.decide(FakeWindows.phone(8001)) instanceof Decision.Blocked blocked
                && blocked.by().where().equals("GroupPolicy"), "a policy's rule of that id stays");
        assertTrue(policy.decide(FakeWindows.phone(8000)) instanceof Decision.Blocked blocked
                && blocked.by().id().equals("b"));
        assertEquals(List.of("b", "b"), ids(policy.rules()));
    }

    /** Devices are counted by the addresses that rules in force spell out, of the version of IP that is asked about. */
    @Test
    void onlyRulesInForceSingleDevicesOut() {
        Cidr lan = Cidr.parse("192.168.1.0/24");
        var windows = new FakeWindows().rule("one", BLOCK + "RA4=192.168.1.77|")
                .rule("same", ALLOW + "RA4=192.168.1.77/32|").rule("six", BLOCK + "RA6=2001:db8:1::77|")
                .rule("keyword", ALLOW + "RA4=DefaultGateway|").rule("off", BLOCK.replace("TRUE", "FALSE")
                        + "RA4=192.168.1.78|").rule("local", ALLOW + "LA4=192.168.1.44|");
        assertEquals(List.of(Cidr.parse("192.168.1.77/32")), windows.policy().exceptionsWithin(lan));
        assertEquals(List.of(Cidr.parse("2001:db8:1:0:0:0:0:77/128")),
                windows.policy().exceptionsWithin(Cidr.parse("2001:db8:1::/64")));
        for (String profile : List.of("DomainProfile", "PrivateProfile", "PublicProfile")) {
            windows.set("policy", profile, "AllowLocalPolicyMerge", 0);
        }
        assertEquals(List.of(), windows.policy().exceptionsWithin(lan));
    }

    @Test
    void eachAdapterHasTheProfileOfItsNetwork() {
        var windows = new FakeWindows().network("Ethernet", 2, "{2}", 6).rule("domain", ALLOW + "Profile=Domain|");
        WindowsPolicy policy = windows.policy();
        assertEquals(Profile.PUBLIC, policy.network("WI-FI").category());
        assertEquals(Profile.DOMAIN, policy.network("Ethernet").category());
        assertEquals(Profile.NONE, policy.network("Elsewhere").category());
        Flow wifi = FakeWindows.phone(8000);
        Flow ethernet = new Flow(wifi.protocol(), wifi.from(), "Ethernet", wifi.to(), wifi.port(), wifi.receiver().program());
        assertInstanceOf(Decision.Blocked.class, policy.decide(wifi));
        assertInstanceOf(Decision.Allowed.class, policy.decide(ethernet));
    }

    /** {@code @FirewallAPI.dll,-25000} is a line in a file of resources: nobody finds a rule by it. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "Eloquence API Service; App=C:\\x.exe|; Eloquence API Service",
        "@FirewallAPI.dll,-28502; App=%SystemRoot%\\system32\\svchost.exe|; svchost.exe (the-id)",
        "@FirewallAPI.dll,-28502; App=System|; System (the-id)",
        "@%systemroot%\\system32\\dosvc.dll,-103; ''; the-id",
        "@{Microsoft.WindowsCalculator_11.2409.0.0_x64__8wekyb3d8bbwe?ms-resource://x}; ''; Microsoft.WindowsCalculator",
        "@{Clipchamp.Clipchamp?ms-resource://x}; ''; Clipchamp.Clipchamp",
        "@{}; App=C:\\tools\\x.exe|; x.exe (the-id)", "' '; ''; the-id",
    })
    void aRuleIsCalledBySomethingThatCanBeFound(String name, String condition, String expected) {
        WindowsRule rule = WindowsRule.of("the-id", WindowsRule.Store.LOCAL, BLOCK + condition + "Name=" + name + "|")
                .orElseThrow();
        assertEquals(expected, rule.displayName());
        assertEquals(expected, rule.asRule().name());
        assertTrue(rule.asRule().text().contains("Name=" + name + "|"), "the text keeps the name as it stands");
    }

    @Test
    void aLongListOfRulesIsKeptShort() {
        var windows = new FakeWindows().rule("b", BLOCK + "Name=Block|");
        IntStream.range(0, 20).forEach(i -> windows.rule("a" + i, ALLOW + "Name=Allow " + i + "|"));
        Decision.Blocked blocked = assertInstanceOf(Decision.Blocked.class,
                windows.policy().decide(FakeWindows.phone(8000)));
        assertEquals(1, blocked.notes().size());
        assertEquals(5, ((List<?>) blocked.notes().getFirst().args().getFirst()).size());
    }

    @Test
    void twoRulesWithTheSameIdInTwoStoresAreTwoRules() {
        var windows = new FakeWindows().rule("x", ALLOW + "Name=Mine|");
        windows.rules.get("mdm").put("x", BLOCK + "Name=Theirs|");
        Decision.Blocked blocked = assertInstanceOf(Decision.Blocked.class,
                windows.policy().decide(FakeWindows.phone(8000)));
        assertEquals("Theirs x MDM", String.join(" ", blocked.by().name(), blocked.by().id(), blocked.by().where()));
        assertEquals(Optional.of("Mine"), windows.policy().rules().stream()
                .filter(rule -> rule.store() == WindowsRule.Store.LOCAL).map(WindowsRule::displayName).findFirst());
    }
}
