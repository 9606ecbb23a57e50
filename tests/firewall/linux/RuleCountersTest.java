package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import firewall.Rule;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import process.Fact;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.Project;

class RuleCountersTest {

    private static Rule rule(String id, String text) {
        return new Rule(id, "", text, "", false);
    }

    private static RuleCounters read() {
        return RuleCounters.read(new FakeWorld(Os.LINUX)
                .command("iptables-nft-save -c", Project.fixture("counters/iptables-nft-save.txt"))
                .command("nft --json list ruleset", Project.fixture("counters/ruleset.json")))
                .toOptional().orElseThrow();
    }

    @Test
    void aRuleIsFoundByItsPlaceAndItsText() {
        RuleCounters counters = read();
        String drop = "-A INPUT -p tcp -m tcp --dport 8001 -m comment --comment \"a \\\"quoted\\\" word\" -j DROP";
        assertEquals(OptionalLong.of(1), counters.of(rule("iptables-nft filter INPUT 2", drop)));
        assertEquals(OptionalLong.of(2), counters.of(rule("iptables-nft filter INPUT 4",
                "-A INPUT -p tcp -m multiport --dports 7880,7881 -j ACCEPT")));
        assertEquals(OptionalLong.of(1), counters.of(rule("iptables-nft filter INPUT policy", "-P INPUT DROP")));
        // Another rule stands there now.
        assertEquals(OptionalLong.empty(), counters.of(rule("iptables-nft filter INPUT 1", drop)));
        assertEquals(OptionalLong.empty(), counters.of(rule("iptables-nft filter INPUT policy", "-P INPUT ACCEPT")));
        assertEquals(OptionalLong.empty(), counters.of(rule("iptables-nft filter INPUT 9", drop)));
    }

    /** A rule that only counts has no words behind its chain, and a place like every other. */
    @Test
    void aRuleThatOnlyCountsHasItsPlace() {
        var counters = RuleCounters.read(new FakeWorld(Os.LINUX).command("iptables-nft-save -c", """
                *filter
                :INPUT ACCEPT [0:0]
                [9:900] -A INPUT
                [4:400] -A INPUT -p tcp -j DROP
                [7:700] -A INPUT
                [1:100] -A INPUT -p tcp -j DROP
                COMMIT
                """)).toOptional().orElseThrow();

        assertEquals(OptionalLong.of(9), counters.of(rule("iptables-nft filter INPUT 1", "-A INPUT")));
        assertEquals(OptionalLong.of(4), counters.of(rule("iptables-nft filter INPUT 2", "-A INPUT -p tcp -j DROP")));
        assertEquals(OptionalLong.of(1), counters.of(rule("iptables-nft filter INPUT 4", "-A INPUT -p tcp -j DROP")));
    }

    @Test
    void aRuleOfNftsCountsWhereItSaysSo() {
        RuleCounters counters = read();
        assertEquals(OptionalLong.of(1), counters.of(rule("nft inet guard in handle 2", "tcp dport 7880 drop")));
        assertEquals(OptionalLong.empty(), counters.of(rule("nft inet guard in handle 3", "tcp dport 7881 drop")));
    }

    @Test
    void withoutTheRightNothingIsKnown() {
        var world = new FakeWorld(Os.LINUX).command("iptables-nft-save", new Ran.Exited(4), new byte[0],
                "iptables-nft-save v1.8.9 (nf_tables): Could not fetch rule set generation id: Permission denied "
                        + "(you must be root)\n");
        assertInstanceOf(Fact.Unknown.class, RuleCounters.read(world));
    }
}
