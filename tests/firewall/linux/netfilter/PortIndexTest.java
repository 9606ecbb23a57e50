package firewall.linux.netfilter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Ternary;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the index leaves out would have done nothing. */
class PortIndexTest {
    private static final List<String> MATCHES = List.of("", "-p tcp -m tcp --dport 8000", "-p tcp -m tcp ! --dport 8000",
            "-p udp -m udp --dport 8000", "-p tcp -m tcp --dport 7000:9000", "-p tcp -m tcp --dport 8000:8010",
            "-p tcp -m multiport --dports 22,8000,9000:9003", "-p tcp -m multiport ! --dports 22,8001",
            "-p tcp -m tcp --sport 8000", "-m set --match-set s src -p tcp -m tcp --dport 8001",
            "-p tcp -m conntrack --ctorigdstport 8001", "-m set --match-set s dst");
    private static final List<String> TARGETS = List.of("-j ACCEPT", "-j DROP", "-j RETURN", "",
            "-j MARK --set-xmark 0x1/0x1", "-j OTHER");

    private static Chain chain(String rules) {
        return IptablesTables.of(IptablesSave.parse("*filter\n:INPUT ACCEPT [0:0]\n:OTHER - [0:0]\n" + rules
                + "COMMIT\n"), Store.IPTABLES_NFT, Family.V4).getFirst().chains().get("INPUT");
    }

    private static Packet packet(Protocol protocol, int port) {
        var flow = Rules.flow(protocol.id() + " 192.168.1.23 eth0 192.168.1.44 " + port);
        return Packet.first(protocol, flow.from(), flow.to(), port, "eth0", "");
    }

    private static boolean does(RuleStep step, Packet packet) {
        for (Statement statement : step.statements()) {
            if (!(statement instanceof Statement.Check(Condition match))) {
                return true;
            }
            if (match.holds(packet, Rules.site(true)) == Ternary.NO) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noRuleThatDoesAnythingIsLeftOut(long seed) {
        var random = new Random(seed);
        var rules = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            rules.append("-A INPUT ").append(MATCHES.get(random.nextInt(MATCHES.size()))).append(' ')
                    .append(TARGETS.get(random.nextInt(TARGETS.size()))).append('\n');
        }
        Chain chain = chain(rules.toString());
        int leftOut = 0;
        for (Protocol protocol : Protocol.values()) {
            for (int port : new int[] {1, 22, 7000, 8000, 8001, 8005, 9003, 65_535}) {
                Packet packet = packet(protocol, port);
                List<Integer> asked = new ArrayList<>(Arrays.stream(chain.stepsFor(packet)).boxed().toList());
                assertEquals(asked.stream().sorted().distinct().toList(), asked);
                for (int i = 0; i < chain.steps().size(); i++) {
                    if (!asked.contains(i)) {
                        leftOut++;
                        assertTrue(!does(chain.steps().get(i), packet), chain.steps().get(i).rule().text());
                    }
                }
            }
        }
        assertTrue(leftOut > 500, "left out: " + leftOut);
    }

    @Test
    void aPacketMeetsOneRuleOfThousandsAndTheOthersThatAskForNoPort() {
        var rules = new StringBuilder("-A INPUT -i lo -j ACCEPT\n");
        IntStream.range(0, 5000).forEach(i -> rules.append("-A INPUT -p tcp -m tcp --dport ").append(10_000 + i)
                .append(" -j ACCEPT\n"));
        Chain chain = chain(rules.append("-A INPUT -j DROP\n").toString());
        assertArrayEquals(new int[] {0, 4322, 5001}, chain.stepsFor(packet(Protocol.TCP, 14_321)));
    }
}
