package firewall.linux.netfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.PacketMarks;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules that leave a packet more ways than can be followed. Steps are counted, not seconds. */
class StepLimitTest {
    private static final String FLOW = "tcp 192.168.1.23 eth0 192.168.1.44 8000";

    private static String table(String name, String chains, String rules) {
        return "*" + name + "\n" + chains + rules + "COMMIT\n";
    }

    private static String base(String chain) {
        return ":" + chain + " ACCEPT [0:0]\n";
    }

    private static String times(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static PacketPath.Outcome outcome(String rules) {
        return PacketPath.of(Rules.flow(FLOW), IptablesTables.of(IptablesSave.parse(rules), Store.IPTABLES_NFT,
                Family.V4), Rules.site(true));
    }

    private static Decision decide(String rules) {
        return Rules.of(rules).decide(Rules.flow(FLOW));
    }

    private static void givenUp(String rules) {
        assertTrue(outcome(rules).steps() <= StepLimit.MOST_STEPS);
        assertEquals("firewall-linux.too-many-ways",
                assertInstanceOf(Decision.Undecided.class, decide(rules)).why().key());
    }

    /** Six of them in a chain are 64 ways, and each further chain would have the product. */
    @Test
    void marksThatDoubleInEachOfManyChainsAreUnknownInTheEnd() {
        String rules = table("raw", base("PREROUTING"), marks("PREROUTING", 0))
                + table("mangle", base("PREROUTING") + base("INPUT"), marks("PREROUTING", 6) + marks("INPUT", 12))
                + table("filter", base("INPUT"), "-A INPUT -p tcp -j ACCEPT\n");
        assertTrue(outcome(rules).steps() < StepLimit.MOST_STEPS / 2);
        assertInstanceOf(Decision.Allowed.class, decide(rules));
        String dropped = rules.replace("-p tcp -j ACCEPT", "-m mark --mark 0x3ffff -j DROP");
        assertInstanceOf(Decision.Undecided.class, decide(dropped));
    }

    private static String marks(String chain, int first) {
        return times(6, i -> "-A " + chain + " -m set --match-set s src -j MARK --set-xmark 0x"
                + Integer.toHexString(1 << first + i) + "/0x" + Integer.toHexString(1 << first + i));
    }

    /** The kernel takes no such chains; a recording can hold anything. */
    @Test
    void chainsThatCallEachOtherTwice() {
        String twice = table("filter", base("INPUT") + ":A - [0:0]\n:B - [0:0]\n",
                "-A INPUT -j A\n-A A -m set --match-set s src -j B\n-A A -j B\n-A B -m set --match-set t src -j A\n"
                + "-A B -j A\n");
        assertTrue(outcome(twice).steps() < StepLimit.MOST_STEPS / 100);
        assertInstanceOf(Decision.Undecided.class, decide(twice));
    }

    private static final String THOUSANDS = table("nat", base("PREROUTING"), times(4000,
            i -> "-A PREROUTING -p tcp -m set --match-set s" + i
                    + " src -j DNAT --to-destination 192.168.1.44:" + (10_000 + i)))
            + table("filter", base("INPUT"), times(4000, i -> "-A INPUT -s 10.0." + i / 250 + "." + i % 250
                    + "/32 -p tcp -j DROP"));

    @Test
    void thousandsOfDestinationsEachLedThroughThousandsOfRules() {
        givenUp(THOUSANDS);
    }

    @Test
    void whereItIsGivenUpNothingElseIsCertainEither() {
        assertEquals(8000, Rules.of(THOUSANDS).arrivesAt(Rules.flow(FLOW)).getPort());
        assertEquals(PacketMarks.unknown(), Rules.of(THOUSANDS).marks(Rules.flow(FLOW)));
    }

    @Test
    void aHundredThousandRulesWouldTakeAFifthOfTheLimit() {
        String rules = table("filter", base("INPUT"), times(20_000, i -> "-A INPUT -s 10." + i / 62_500 + "."
                + i / 250 % 250 + "." + i % 250 + "/32 -p tcp -m tcp --dport " + (i % 60_000 + 1) + " -j DROP"));
        assertTrue(outcome(rules).steps() < StepLimit.MOST_STEPS / 25);
        assertInstanceOf(Decision.Allowed.class, decide(rules));
    }

    /** As Docker writes them for a range of 10,000 ports. */
    @Test
    void aRangeOfPortsLedToAContainer() {
        String rules = table("nat", base("PREROUTING"), times(10_000, i -> "-A PREROUTING -p udp -m udp --dport "
                + (50_000 + i) + " -j DNAT --to-destination 172.17.0.2:" + (50_000 + i)))
                + table("filter", base("FORWARD"), times(10_000, i -> "-A FORWARD -d 172.17.0.2/32 ! -i docker0 "
                + "-o docker0 -p udp -m udp --dport " + (50_000 + i) + " -j ACCEPT"));
        assertInstanceOf(Decision.Allowed.class, decide(rules));
    }
}
