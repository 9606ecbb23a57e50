package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import firewall.Change;
import firewall.Decision;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.linux.netfilter.Rules;
import java.util.List;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which rule of firewalld's lets the LAN in. The captured machine has the zone public for all but 192.168.1.128/25,
 * which is in internal; 8000 is denied in public, 8001 by a rule with a priority, 5002 allowed by one.
 */
class FirewalldZonesTest {
    private static final Cidr LAN = Cidr.parse("192.168.1.0/24");
    private static final String NFT = "firewalld-zones-nft.json";
    private static final String IPTABLES = "firewalld-zones-iptables-nft-save.txt";

    private static Proposal propose(LinuxPolicy policy, String from, int port, boolean override) {
        var flow = Rules.flow("tcp " + from + " eth0 192.168.1.44 " + port);
        return new RulePlacement(new Wanted("API", flow, LAN), "20261123-0450-1f3a", override).on(policy);
    }

    private static List<Change> changes(String fixture, String from, int port, boolean override) {
        return assertInstanceOf(Proposal.Changes.class, propose(Rules.policy(fixture), from, port, override)).changes();
    }

    private static FirewalldRule rule(String zone, int port) {
        return new FirewalldRule(zone, false, Protocol.TCP, LAN, port);
    }

    @ParameterizedTest
    @ValueSource(strings = {NFT, IPTABLES})
    void inTheZoneThatThePacketMeets(String fixture) {
        assertEquals(List.of(rule("public", 7880)), changes(fixture, "192.168.1.23", 7880, false));
        assertEquals(List.of(rule("internal", 7880)), changes(fixture, "192.168.1.200", 7880, false));
        assertEquals(List.of(rule("internal", 8000)), changes(fixture, "192.168.1.200", 8000, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {NFT, IPTABLES})
    void aTargetIsADefaultAndARuleThatDeniesIsNone(String fixture) {
        var policy = Rules.policy(fixture);
        assertEquals(Decision.Cause.DEFAULT, assertInstanceOf(Decision.Blocked.class,
                policy.decide(Rules.flow("tcp 192.168.1.200 eth0 192.168.1.44 7880"))).cause());
        assertEquals(Decision.Cause.BLOCK_RULE, assertInstanceOf(Decision.Blocked.class,
                policy.decide(Rules.flow("tcp 192.168.1.23 eth0 192.168.1.44 8000"))).cause());
        assertInstanceOf(Proposal.Nothing.class, propose(policy, "192.168.1.23", 5002, false));
    }

    /** Those that deny are asked before those that allow, and rules with a priority before both. */
    @ParameterizedTest
    @ValueSource(strings = {NFT, IPTABLES})
    void beforeAllOthersWhereOneOfThemDenies(String fixture) {
        for (int port : List.of(8000, 8001)) {
            assertInstanceOf(Proposal.NeedsOverride.class,
                    propose(Rules.policy(fixture), "192.168.1.23", port, false));
            assertEquals(List.of(new FirewalldFirstRule("public", false, Protocol.TCP, LAN, port)),
                    changes(fixture, "192.168.1.23", port, true));
        }
    }

    /** A rule of "firewall-cmd --direct", and one that somebody put into a chain of firewalld's. */
    @Test
    void nothingIsPlannedBehindItsBack() {
        for (String chain : List.of("INPUT", "INPUT_direct")) {
            String first = "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED,DNAT -j ACCEPT\n";
            var policy = Rules.of(Rules.text(IPTABLES).replace(first,
                    first + "-A " + chain + " -p tcp -m tcp --dport 7880 -j DROP\n"));
            var beyond = assertInstanceOf(Proposal.OutOfReach.class, propose(policy, "192.168.1.23", 7880, true));
            assertEquals("firewall-linux.beyond-firewalld-rule", beyond.why().key());
        }
    }

    /** The same chains without firewalld's: a rule of iptables does. */
    @Test
    void iptablesWithoutItIsNotItsOwn() {
        var policy = Rules.of("*filter\n:INPUT ACCEPT [0:0]\n-A INPUT -p tcp -m tcp --dport 7880 -j DROP\nCOMMIT\n");
        assertInstanceOf(IptablesRule.class, assertInstanceOf(Proposal.Changes.class,
                propose(policy, "192.168.1.23", 7880, true)).changes().getFirst());
    }
}
