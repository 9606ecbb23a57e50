package path.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.Flow;
import host.Adapter;
import host.AdapterKind;
import host.LanAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.Cidr;
import org.junit.jupiter.api.Test;
import path.FakeMachine;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.PacketFate;
import path.PhoneAttempt;
import path.PhoneReport;
import path.Severity;
import process.Fact;
import text.Message;

/** A machine on a Wi-Fi and on a cable: what is said of the network that the verdict is not about. */
class OtherNetworksTest {
    private static final Adapter CABLE = new Adapter("eth0", "eth0", List.of(Cidr.parse("10.20.30.40/24")),
            Adapter.Link.UP, AdapterKind.ETHERNET);

    private final FakeMachine given = new FakeMachine();

    OtherNetworksTest() {
        given.address = new LanAddress.Chosen(FakeMachine.WIFI, FakeMachine.WIFI.addresses().getFirst(),
                List.of(new LanAddress.Candidate(CABLE, CABLE.addresses().getFirst())), false);
    }

    private static Decision shutOnCable(Flow flow) {
        return flow.adapter().equals("eth0")
                ? new Decision.Blocked(FakeMachine.DROP, false, Decision.Cause.BLOCK_RULE, List.of())
                : new Decision.Allowed(FakeMachine.DEFAULT_ALLOW, List.of());
    }

    private Optional<Finding> found() {
        return given.diagnosis().findings().stream().filter(one -> one.id() == FindingId.ADDRESS_AMBIGUOUS).findFirst();
    }

    private Optional<Severity> severity() {
        return found().map(Finding::severity);
    }

    @Test
    void whereItIsAllTheSameItIsGoodToKnow() {
        assertEquals(Optional.of(Severity.INFO), severity());
        assertEquals(List.of("path.evidence.alike-there"), found().orElseThrow().evidence().stream()
                .map(seen -> seen.key()).toList());
    }

    @Test
    void whatDiffersIsAWarning() {
        given.firewall = OtherNetworksTest::shutOnCable;
        assertEquals(Optional.of(Severity.WARN), severity());
    }

    /** The judged network is the one that is shut: then a phone of the other one gets in. */
    @Test
    void theOtherOneMayBeTheBetterOne() {
        given.firewall = flow -> shutOnCable(new Flow(flow.protocol(), flow.from(),
                Map.of("eth0", "wlan0", "wlan0", "eth0").getOrDefault(flow.adapter(), "lo"), flow.to(), flow.port(), flow.receiver().program()));
        assertEquals(Optional.of(Severity.WARN), severity());
        assertTrue(found().orElseThrow().evidence().getFirst().args().toString().contains("path.hop.allowed-there"),
                found().orElseThrow().evidence().toString());
    }

    @Test
    void aHopThatNobodyWantsToKnowIsNotCompared() {
        given.firewall = OtherNetworksTest::shutOnCable;
        // Without the firewall nothing is said to be alike either.
        assertEquals(List.of(), Checklist.diagnose(given.facts(), EnumSet.allOf(Hop.class),
                        Set.of(Hop.FIREWALL), Duration.ZERO).findings().stream()
                .filter(one -> one.id() == FindingId.ADDRESS_AMBIGUOUS).map(Finding::severity).toList());
    }

    /** Whoever has built the address into the app has said which network it is about. */
    @Test
    void anAddressThatIsNamedIsNoWarning() {
        given.host = Optional.of("192.168.1.44");
        assertEquals(Optional.empty(), severity());
        given.firewall = OtherNetworksTest::shutOnCable;
        assertEquals(Optional.of(Severity.INFO), severity());
    }

    /** A phone that got through is on the network that was judged. */
    @Test
    void aPhonesWordSettlesWhichNetworkItIs() {
        given.firewall = OtherNetworksTest::shutOnCable;
        var facts = given.facts();
        var word = new PhoneReport(FakeMachine.NOW.plusSeconds(3), InetAddress.ofLiteral("192.168.1.23"),
                facts.inventory().endpoints().getFirst(), FakeMachine.WIFI.addresses().getFirst().inet(),
                PhoneReport.How.BROWSER, new PhoneAttempt.GotThrough(Duration.ofMillis(9), Duration.ofMillis(12), 5),
                Fact.known(new PacketFate.Connected()));
        assertEquals(List.of(Severity.INFO), Checklist.diagnose(facts.with(List.of(word)), EnumSet.allOf(Hop.class),
                        Duration.ZERO).findings().stream()
                .filter(one -> one.id() == FindingId.ADDRESS_AMBIGUOUS).map(Finding::severity).toList());
    }
}
