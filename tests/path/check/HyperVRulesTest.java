package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import host.Profile;
import host.windows.HyperVFirewall;
import host.windows.HyperVFirewall.Reach;
import host.windows.HyperVFirewall.Rule;
import host.windows.HyperVFirewall.Setting;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import path.check.HyperVRules.Verdict;

/** What the Hyper-V firewall's rules make of a phone on 192.168.1.0/24 that opens port 8000 of 192.168.1.44. */
class HyperVRulesTest {
    private static final Set<Profile> ALL = Set.of(Profile.PUBLIC, Profile.PRIVATE, Profile.DOMAIN);

    private static Rule rule(String name, boolean allow, int priority, Reach reach) {
        return new Rule(name, allow, priority, Protocol.TCP, reach);
    }

    private static Reach from(String... from) {
        return new Reach(List.of("8000"), List.of(from), List.of(), List.of(), ALL, true, true);
    }

    private static String verdict(boolean allowsInbound, Map<Profile, Setting> profiles, Profile category,
            Rule... rules) {
        var firewall = new HyperVFirewall(true, allowsInbound, false, profiles, List.of(rules));
        return switch (new HyperVRules(firewall, Cidr.parse("192.168.1.0/24"), InetAddress.ofLiteral("192.168.1.44"),
                Protocol.TCP, 8000, category).verdict()) {
            case Verdict.Passes passes -> "passes";
            case Verdict.BlockedBy(Rule rule) -> "blocked by " + rule.name();
            case Verdict.BlockedByDefault(boolean localRulesCount) -> localRulesCount ? "default" : "managed";
            case Verdict.DependsOn(Rule rule) -> "depends on " + rule.name();
        };
    }

    private static String verdict(boolean allowsInbound, Rule... rules) {
        return verdict(allowsInbound, Map.of(), Profile.PUBLIC, rules);
    }

    @ParameterizedTest
    @CsvSource({"LocalSubnet, passes", "192.168.0.0/16, passes", "192.168.1.0/255.255.255.0, passes",
        "192.168.1.0-192.168.1.255, passes", "192.168.1.23, depends on a", "192.168.1.100-192.168.2.9, depends on a",
        "10.0.0.0/8, default", "fe80::/64, default", "phone.lan, depends on a"})
    void whomARuleIsFor(String from, String verdict) {
        assertEquals(verdict, verdict(false, rule("a", true, 2, from(from))));
    }

    @ParameterizedTest
    @CsvSource({"192.168.1.44, '', passes", "192.168.1.45, '', default", "172.16.0.0/12, '', default",
        "host.lan, '', depends on a", "'', 1-1023, default", "'', 1024-65535, passes", "'', 50000-60000, depends on a",
        "'', word, depends on a"})
    void whichAddressAndWhosePort(String to, String farPorts, String verdict) {
        assertEquals(verdict, verdict(false, rule("a", true, 2, new Reach(List.of(), List.of(),
                to.isEmpty() ? List.of() : List.of(to), farPorts.isEmpty() ? List.of() : List.of(farPorts), ALL, true,
                true))));
    }

    /** Lower first; of the same priority, a block before an allow. */
    @ParameterizedTest
    @CsvSource({"1, 2, blocked by no", "2, 1, passes", "5, 5, blocked by no"})
    void theLowerPriorityDecides(int block, int allow, String verdict) {
        assertEquals(verdict, verdict(true, rule("yes", true, allow, from()), rule("no", false, block, from())));
    }

    @Test
    void whatMaySpeakForItIsNotPassedOver() {
        Rule some = rule("some", false, 1, from("192.168.1.23"));
        assertEquals("depends on some", verdict(true, some));
        assertEquals("depends on some", verdict(false, some, rule("yes", true, 2, from())));
        assertEquals("blocked by no", verdict(false, some, rule("no", false, 2, from())));
        assertEquals("passes", verdict(true, rule("yes", true, 1, from()), rule("later", false, 2, from("x"))));
        assertEquals("depends on half", verdict(false, rule("half", true, 2, new Reach(List.of(), List.of(), List.of(),
                List.of(), ALL, true, false))));
    }

    @Test
    void settingsAndRulesOfOneKindOfNetwork() {
        Rule atHome = rule("home", true, 2, new Reach(List.of(), List.of(), List.of(), List.of(),
                Set.of(Profile.PRIVATE), true, true));
        assertEquals("passes", verdict(false, Map.of(), Profile.PRIVATE, atHome));
        assertEquals("default", verdict(false, Map.of(), Profile.PUBLIC, atHome));
        var off = Map.of(Profile.PUBLIC, new Setting(Optional.of(false), Optional.empty(), Optional.empty()));
        assertEquals("passes", verdict(false, off, Profile.PUBLIC));
        assertEquals("default", verdict(false, off, Profile.DOMAIN));
        var open = Map.of(Profile.PUBLIC, new Setting(Optional.empty(), Optional.of(true), Optional.empty()));
        assertEquals("passes", verdict(false, open, Profile.PUBLIC));
    }

    /** AllowLocalFirewallRules: only rules of device management count then. */
    @Test
    void aPolicyCanVoidLocalRules() {
        var managed = Map.of(Profile.PUBLIC, new Setting(Optional.empty(), Optional.empty(), Optional.of(false)));
        Rule local = rule("local", true, 2, from());
        Rule theirs = rule("theirs", true, 2, new Reach(List.of("8000"), List.of(), List.of(), List.of(), ALL, false,
                true));
        assertEquals("managed", verdict(false, managed, Profile.PUBLIC, local));
        assertEquals("passes", verdict(false, managed, Profile.PUBLIC, local, theirs));
        assertEquals("passes", verdict(false, managed, Profile.PRIVATE, local));
    }
}
