package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Decision;
import firewall.linux.netfilter.Rules;
import java.util.List;
import net.Cidr;
import org.junit.jupiter.api.Test;

class LinuxPolicyTest {
    private static final Cidr LAN = Cidr.parse("192.168.1.0/24");

    private static LinuxPolicy input(String... rules) {
        return Rules.of("*filter\n:INPUT ACCEPT [0:0]\n" + String.join("\n", rules) + "\nCOMMIT\n");
    }

    private static Decision decide(LinuxPolicy policy) {
        return policy.decide(Rules.flow("tcp 192.168.1.23 eth0 192.168.1.44 8000"));
    }

    private static List<String> notes(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> allowed.notes().stream().map(note -> note.key()).toList();
            case Decision.Blocked blocked -> blocked.notes().stream().map(note -> note.key()).toList();
            case Decision.Undecided undecided -> List.of();
        };
    }

    @Test
    void devicesThatRulesTreatOnTheirOwn() {
        var policy = input("-A INPUT -s 192.168.1.77/32 -j ACCEPT", "-A INPUT -s 192.168.1.128/26 -j DROP",
                "-A INPUT -m iprange --src-range 192.168.1.10-192.168.1.12 -j DROP", "-A INPUT -s 10.0.0.0/8 -j DROP",
                "-A INPUT -s 192.168.0.0/16 -j ACCEPT", "-A INPUT -s 192.168.1.44/32 -j DROP",
                "-A INPUT -d 192.168.1.9/32 -j DROP", "-A INPUT ! -s 192.168.1.99/32 -j RETURN");
        assertEquals(List.of("192.168.1.77/32", "192.168.1.128/26", "192.168.1.10/31", "192.168.1.12/32",
                "192.168.1.99/32"), policy.exceptionsWithin(LAN).stream().map(Cidr::toString).toList());
        assertEquals(List.of(), input("-A INPUT -p tcp -j DROP").exceptionsWithin(LAN));
    }

    @Test
    void aSetOfNftIsAnExceptionToo() {
        assertEquals(List.of("192.168.1.5/32", "192.168.1.6/31", "192.168.1.8/31"),
                Rules.policy("statements-nft.json").exceptionsWithin(LAN).stream().map(Cidr::toString).toList());
    }

    @Test
    void aPortThatBecomesAnotherIsTold() {
        assertEquals(List.of("firewall-linux.led-to-another-port"), notes(decide(Rules.of("*nat\n:PREROUTING ACCEPT\n"
                + "-A PREROUTING -p tcp -m tcp --dport 8000 -j REDIRECT --to-ports 9999\nCOMMIT\n"))));
        assertEquals(List.of(), notes(decide(Rules.policy("docker-iptables-nft-save.txt"))));
    }

    /** The second packet of the one who answers has no SYN any more. */
    @Test
    void whatHoldsBackTheRestOfAnAnswerBlocks() {
        assertEquals(List.of("firewall-linux.answer-blocked"), notes(decide(Rules.of("*filter\n:OUTPUT ACCEPT\n"
                + "-A OUTPUT -p tcp -m tcp ! --tcp-flags SYN SYN -j DROP\nCOMMIT\n"))));
        assertInstanceOf(Decision.Allowed.class, decide(Rules.of("*filter\n:OUTPUT ACCEPT\n"
                + "-A OUTPUT -p tcp -m tcp --tcp-flags SYN,ACK SYN -j DROP\nCOMMIT\n")));
    }

    @Test
    void whatThisMachineSendsToAContainerLeavesByItsBridge() {
        assertInstanceOf(Decision.Blocked.class, toContainer("-A OUTPUT -o docker0 -j DROP"));
        assertInstanceOf(Decision.Blocked.class, toContainer("-A OUTPUT ! -o tun0 ! -d 192.168.1.0/24 -j DROP"));
        assertInstanceOf(Decision.Blocked.class, toContainer("-A INPUT -i docker0 -j DROP"), "the answer");
        assertInstanceOf(Decision.Allowed.class, toContainer("-A OUTPUT -o lo -j DROP"));
        assertInstanceOf(Decision.Allowed.class, toContainer("-A FORWARD -j DROP"));
    }

    private static Decision toContainer(String rule) {
        return Rules.of("*filter\n:INPUT ACCEPT\n:FORWARD ACCEPT\n:OUTPUT ACCEPT\n" + rule + "\nCOMMIT\n")
                .decide(Rules.flow("tcp 172.17.0.1 lo 172.17.0.2 80"));
    }

    @Test
    void aLimitIsTold() {
        assertEquals(List.of("firewall-linux.limited"), notes(decide(
                input("-A INPUT -p tcp -m tcp --dport 8000 -m limit --limit 3/min -j ACCEPT", "-A INPUT -j DROP"))));
    }

    @Test
    void aDeviceKnownByItsHardwareIsTold() {
        Decision all = decide(input("-A INPUT -p tcp -m mac ! --mac-source 02:00:00:00:00:99 -j DROP"));
        assertInstanceOf(Decision.Blocked.class, all);
        assertEquals(List.of("firewall-linux.one-device"), notes(all));
        assertInstanceOf(Decision.Allowed.class,
                decide(input("-A INPUT -m mac --mac-source 02:00:00:00:00:99 -j DROP")));
    }

    @Test
    void anAcceptThatNeverGetsItsTurnIsTold() {
        Decision decision = decide(input("-A INPUT -j DROP", "-A INPUT -p tcp -m tcp --dport 8000 -j ACCEPT"));
        assertEquals(Decision.Cause.BLOCK_RULE, assertInstanceOf(Decision.Blocked.class, decision).cause());
        assertEquals(List.of("firewall-linux.accept-below"), notes(decision));
    }

    @Test
    void whatCannotBeEvaluatedMattersOnlyWhereItDecides() {
        String unclear = "-A INPUT -p tcp -m set --match-set friends src -j ";
        assertInstanceOf(Decision.Allowed.class, decide(input(unclear + "ACCEPT")));
        assertInstanceOf(Decision.Blocked.class, decide(input(unclear + "DROP", "-A INPUT -j DROP")));
        var undecided = assertInstanceOf(Decision.Undecided.class, decide(input(unclear + "DROP")));
        assertEquals(List.of(unclear + "DROP"), undecided.rules().stream().map(rule -> rule.text()).toList());
        assertInstanceOf(Decision.Undecided.class, decide(input(unclear + "ACCEPT", "-A INPUT -j DROP")));
        assertInstanceOf(Decision.Undecided.class, decide(input("-A INPUT -j NFQUEUE --queue-num 0")));
        assertInstanceOf(Decision.Allowed.class, decide(input("-A INPUT -p udp -j NFQUEUE --queue-num 0")));
    }

    @Test
    void chainsThatCallEachOtherForEverEnd() {
        assertInstanceOf(Decision.Undecided.class, decide(input(":A - [0:0]", ":B - [0:0]", "-A INPUT -j A",
                "-A A -j B", "-A B -j A")));
        assertInstanceOf(Decision.Undecided.class, decide(input("-A INPUT -j GONE")));
    }

    @Test
    void waysThatDoubleWithEveryChain() {
        var text = new StringBuilder("*filter\n:INPUT ACCEPT [0:0]\n");
        for (int i = 0; i < 30; i++) {
            text.append(":C").append(i).append(" - [0:0]\n");
        }
        text.append("-A INPUT -j C0\n");
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 3; j++) {
                text.append("-A C").append(i).append(" -m set --match-set s src -j MARK --set-xmark 0x").append(j + 1)
                        .append("/0x").append(j + 1).append('\n');
                text.append("-A C").append(i).append(" -j ").append(i == 29 ? "RETURN" : "C" + (i + 1)).append('\n');
            }
        }
        var policy = Rules.of(text.append("COMMIT\n").toString());
        // Followed one by one, the ways through these chains would outlast the time limit of any test.
        assertInstanceOf(Decision.Allowed.class, decide(policy));
    }

    @Test
    void fiveThousandRules() {
        var rules = new String[5000];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = "-A INPUT -s 10.0." + i / 250 + "." + i % 250 + "/32 -p tcp -m tcp --dport " + (i + 1)
                    + " -m comment --comment \"rule " + i + "\" -j DROP";
        }
        var policy = input(rules);
        for (int i = 0; i < 100; i++) {
            assertInstanceOf(Decision.Allowed.class, decide(policy));
        }
    }

    @Test
    void anAddressOfTheOtherVersionIsABug() {
        var flow = Rules.flow("tcp fe80::1 eth0 192.168.1.44 8000");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> input("").decide(flow)).getMessage()
                .contains("fe80"));
    }
}
