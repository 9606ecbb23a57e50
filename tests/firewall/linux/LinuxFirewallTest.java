package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import firewall.Decision;
import firewall.Firewall;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.Flow;
import firewall.linux.netfilter.Rules;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import path.Facts;
import path.gather.FactsReader;
import process.Fact;
import process.Os;
import testing.FactsBuilder;

/** Another program may change the rules at any moment: a proposal is made for those that the decision was made by. */
class LinuxFirewallTest {

    private static final Wanted API = new Wanted("API", new Flow(Protocol.TCP, InetAddress.ofLiteral("192.168.1.23"),
            "eth0", InetAddress.ofLiteral("192.168.1.44"), 8000, Optional.empty()), Cidr.parse("192.168.1.0/24"));

    private static final String CLOSED = """
            *filter
            :INPUT DROP [0:0]
            :FORWARD ACCEPT [0:0]
            :OUTPUT ACCEPT [0:0]
            COMMIT
            """;

    @Test
    void aProposalIsMadeForTheRulesOfTheFacts() {
        LinuxPolicy closed = FakeLinux.withoutRules().says("iptables-nft-save", CLOSED).policy()
                .toOptional().orElseThrow();
        Decision decision = assertInstanceOf(Decision.Blocked.class, closed.decide(API.flow()));
        FakeLinux meanwhileOpened = FakeLinux.withoutRules();
        Firewall firewall = FactsReader.firewall(meanwhileOpened, with(closed)).orElseThrow();

        var changes = assertInstanceOf(Proposal.Changes.class,
                firewall.propose(API, decision, "20261123-0450-1f3a", Firewall.Permissions.NONE));

        assertEquals(1, changes.changes().size());
        assertEquals(List.of(), List.copyOf(meanwhileOpened.asked));
    }

    @Test
    void whatIsReadAnewCounts() {
        FakeLinux world = FakeLinux.withoutRules().says("iptables-nft-save", CLOSED);
        Firewall firewall = FactsReader.firewall(world, with(FakeLinux.withoutRules().policy().toOptional()
                .orElseThrow()))
                .orElseThrow();

        Decision decision = firewall.read().toOptional().orElseThrow().decide(API.flow());

        assertInstanceOf(Proposal.Changes.class, firewall.propose(API, decision, "r", Firewall.Permissions.NONE));
    }

    private static Facts with(LinuxPolicy policy) {
        return FactsBuilder.unknown(Os.LINUX, List.of()).adapters(Rules.ADAPTERS).firewall(Fact.known(policy)).build();
    }
}
