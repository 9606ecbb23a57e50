package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Change.State;
import firewall.Decision;
import firewall.Flow;
import firewall.linux.netfilter.HostNetwork;
import firewall.linux.nft.NftRuleset;
import firewall.linux.nft.NftText;
import host.Adapter;
import host.AdapterKind;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import json.JsonShapeException;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import process.Fact;
import process.Os;
import process.Ran;
import testing.FakeWorld;
import testing.Project;

class TraceTableTest {
    private static final List<Integer> TCP = List.of(7880, 7881, 8000, 8001, 8002, 8003);
    private static final TraceTable TABLE = new TraceTable(TCP, List.of(7882));
    private static final String LISTED =
            new String(Project.fixture("nft-trace/table.json"), StandardCharsets.UTF_8);
    private static final String LIST = "nft --json list table inet runbook_watch";

    private static Fact<State> state(TraceTable table, String listed) {
        return table.state(new FakeWorld(Os.LINUX).command(LIST, listed));
    }

    @Test
    void onlyTheTableAsItWasMadeIsOurs() {
        assertEquals(Fact.known(State.PRESENT), state(TABLE, LISTED));
        assertEquals(Fact.known(State.EDITED), state(new TraceTable(TCP, List.of()), LISTED));
        assertEquals(Fact.known(State.EDITED), state(new TraceTable(List.of(7880), List.of(7882)), LISTED));
        assertEquals(Fact.known(State.EDITED), state(TABLE, LISTED.replaceFirst("runbook-watch [0-9a-f]+", "else")));
        assertEquals(Fact.known(State.EDITED), state(TABLE, LISTED.replace("came6", "other")));
        assertInstanceOf(Fact.Unknown.class, state(TABLE, LISTED.substring(100)));
    }

    @Test
    void aTableThatIsNotThereIsToldFromOneThatMayNotBeSeen() {
        assertEquals(Fact.known(State.ABSENT), TABLE.state(new FakeWorld(Os.LINUX).command(LIST, new Ran.Exited(1),
                new byte[0], "Error: No such file or directory\nlist table inet runbook_watch\n")));
        assertInstanceOf(Fact.Unknown.class, TABLE.state(new FakeWorld(Os.LINUX).command(LIST, new Ran.Exited(1),
                new byte[0], "Error: Could not process rule: Operation not permitted\n")));
    }

    @Test
    void whatItHasNoted() {
        TraceTable.Arrivals arrivals = TABLE.arrivals(new FakeWorld(Os.LINUX).command(LIST, LISTED)).toOptional()
                .orElseThrow();
        assertEquals(Set.copyOf(TCP), ports(arrivals.came()));
        assertEquals(Set.of(), ports(arrivals.answered()));
        assertEquals(Set.of(8000, 8003), ports(arrivals.reset()), "nobody listened; a rule rejected");
        assertFalse(arrivals.full());
        assertTrue(arrivals.came().stream().allMatch(each -> each.device().getHostAddress().equals("192.168.1.23")));
    }

    private static Set<Integer> ports(Set<TraceTable.Arrivals.Sender> senders) {
        return senders.stream().map(TraceTable.Arrivals.Sender::port).collect(Collectors.toSet());
    }

    @Test
    void noRuleOfItDecides() {
        TABLE.rules().values().forEach(rules -> rules.forEach(rule ->
                assertFalse(rule.matches(".*\\b(drop|accept|reject|queue|jump|goto|mark set)\\b.*"), rule)));
        String line = TABLE.paste().getFirst().line();
        assertEquals(2, line.split("policy accept", -1).length - 1);
        assertFalse(line.contains("drop"), line);
    }

    @Test
    void whoeverReadsTheRulesMeanwhileDecidesAsBefore() throws JsonShapeException {
        var wifi = new Adapter("eth0", "eth0", List.of(Cidr.parse("192.168.1.44/24")), Adapter.Link.UP,
                AdapterKind.ETHERNET);
        var policy = new LinuxPolicy(NftRuleset.parse(LISTED, NftText.NONE, (family, name) -> false),
                new HostNetwork(List.of(wifi), Map.of()), false, List.of(), Optional.empty());
        var flow = new Flow(Protocol.TCP, InetAddress.ofLiteral("192.168.1.23"), "eth0",
                wifi.addresses().getFirst().inet(), 8000, Optional.empty());
        assertInstanceOf(Decision.Allowed.class, policy.decide(flow));
    }

    @Test
    void whatMeetsAPacketFirstIsSeen() {
        String ours = "{\"nftables\": [{\"chain\": {\"family\": \"inet\", \"table\": \"runbook_watch\", \"name\": "
                + "\"came\", \"hook\": \"prerouting\", \"prio\": -450}}%s]}";
        String other = ", {\"chain\": {\"family\": \"%s\", \"table\": \"guard\", \"name\": \"in\", \"hook\": \"%s\", "
                + "\"prio\": %d}}";
        assertEquals(Fact.known(false), TraceTableReader.ahead(ours.formatted("")));
        assertEquals(Fact.known(false),
                TraceTableReader.ahead(ours.formatted(other.formatted("ip", "prerouting", -300))));
        assertEquals(Fact.known(true),
                TraceTableReader.ahead(ours.formatted(other.formatted("ip", "prerouting", -450))));
        assertEquals(Fact.known(true), TraceTableReader.ahead(ours.formatted(other.formatted("netdev", "ingress", 0))));
        assertInstanceOf(Fact.Unknown.class, TraceTableReader.ahead("{}"));
    }

    @Test
    void onlyPortsInOrderAreTaken() {
        for (List<Integer> bad : List.of(List.of(0), List.of(65536), List.of(2, 1), List.of(1, 1))) {
            assertThrows(IllegalArgumentException.class, () -> new TraceTable(bad, List.of()));
        }
        assertThrows(IllegalArgumentException.class, () -> new TraceTable(List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new TraceTable(null, List.of(1)));
    }
}
