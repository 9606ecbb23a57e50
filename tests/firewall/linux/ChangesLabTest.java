package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import firewall.Change;
import firewall.Change.State;
import firewall.Decision;
import firewall.Firewall;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.Flow;
import firewall.Policy;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.netfilter.Lab;
import firewall.linux.netfilter.NamespaceWorld;
import firewall.linux.netfilter.Namespaces;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import process.Fact;
import process.World;

/** Changes made to a real kernel: the phone gets in, and after the way back the rules are what they were. */
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesLabTest {
    private static final Cidr LAN = Cidr.parse("192.168.1.0/24");
    private static final String RUN = "20261123-0450-1f3a";
    private Namespaces lab;
    private World world;

    @BeforeAll
    void build() throws IOException {
        Lab.required();
        lab = new Namespaces(80, 8000);
        world = new NamespaceWorld(lab.host);
    }

    @AfterAll
    void takeDown() {
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void noRules() {
        lab.inHost("nft", "flush", "ruleset");
        for (String table : List.of("filter", "nat", "mangle", "raw")) {
            lab.inHost("iptables-legacy", "-t", table, "-F");
            lab.inHost("iptables-legacy", "-t", table, "-X");
        }
        lab.inHost("iptables-legacy", "-P", "INPUT", "ACCEPT");
        lab.inHost("iptables-legacy", "-P", "FORWARD", "ACCEPT");
        lab.inHost("conntrack", "-F");
    }

    private void rules(String backend, String... lines) {
        for (String line : lines) {
            List<String> words = new ArrayList<>(List.of(backend));
            IptablesSave.words(line).forEach(word -> words.add(word.text()));
            lab.inHost(words.toArray(String[]::new));
        }
    }

    private void published(String backend) {
        rules(backend, "-t nat -A PREROUTING -p tcp --dport 8001 -j DNAT --to-destination 172.17.0.2:80",
                "-N DOCKER-USER", "-A FORWARD -j DOCKER-USER", "-A FORWARD -o docker0 -p tcp --dport 80 -j ACCEPT",
                "-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT");
    }

    private static Wanted wanted(String service, int port) {
        return new Wanted(service, new Flow(Protocol.TCP, InetAddress.ofLiteral(Namespaces.PHONE), "eth0",
                InetAddress.ofLiteral(Namespaces.HOST), port, Optional.empty()), LAN);
    }

    private Proposal propose(Wanted wanted, boolean override) {
        var firewall = new LinuxFirewall(world, Namespaces.adapters());
        Decision now = decide(firewall, wanted);
        return firewall.propose(wanted, now, RUN, new Firewall.Permissions(override, false));
    }

    private static Decision decide(LinuxFirewall firewall, Wanted wanted) {
        return assertInstanceOf(Fact.Known.class, firewall.read()).value() instanceof Policy policy
                ? policy.decide(wanted.flow()) : null;
    }

    private String saved() {
        return lab.inHost("iptables-nft-save").outText().replaceAll("(?m)^#.*\n", "").replaceAll("\\[\\d+:\\d+]", "[]")
                + lab.inHost("iptables-legacy-save").outText().replaceAll("(?m)^#.*\n", "")
                        .replaceAll("\\[\\d+:\\d+]", "[]");
    }

    /** There and back, with the phone's own word in between. */
    private List<Change> thereAndBack(Wanted wanted, boolean override) {
        String flow = Namespaces.PHONE + " " + Namespaces.HOST + " " + wanted.flow().port();
        String before = saved();
        assertNotEquals(List.of("open"), lab.connect(true, List.of(flow)));
        List<Change> changes = assertInstanceOf(Proposal.Changes.class, propose(wanted, override)).changes();
        for (Change change : changes) {
            assertEquals(Fact.known(State.ABSENT), change.state(world));
            assertEquals(Fact.known(State.PRESENT), change.apply(world));
            assertEquals(Fact.known(State.PRESENT), change.apply(world), "twice is once");
            var gson = new Gson();
            assertEquals(change, gson.fromJson(gson.toJson(change), change.getClass()));
        }
        assertInstanceOf(Decision.Allowed.class, decide(new LinuxFirewall(world, Namespaces.adapters()), wanted));
        assertEquals(List.of("open"), lab.connect(true, List.of(flow)), saved());
        lab.inHost("conntrack", "-F");
        for (Change change : changes.reversed()) {
            assertEquals(Fact.known(State.ABSENT), change.undo(world, false));
            assertEquals(Fact.known(State.ABSENT), change.undo(world, false), "twice is once");
        }
        assertEquals(before, saved());
        return changes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables-nft", "iptables-legacy"})
    void policyThatDrops(String backend) {
        rules(backend, "-A INPUT -i lo -j ACCEPT", "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
                "-P INPUT DROP");
        thereAndBack(wanted("Eloquence API Service", 8000), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables-nft", "iptables-legacy"})
    void catchAllAtTheEnd(String backend) {
        rules(backend, "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", "-A INPUT -i lo -j ACCEPT",
                "-A INPUT -j REJECT --reject-with icmp-host-prohibited");
        Change change = thereAndBack(wanted("x", 8000), false).getFirst();
        assertEquals("-A INPUT -j REJECT --reject-with icmp-host-prohibited",
                assertInstanceOf(IptablesRule.class, change).above());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables-nft", "iptables-legacy"})
    void ruleThatBlocksOnPurpose(String backend) {
        rules(backend, "-A INPUT -i lo -j ACCEPT", "-A INPUT -p tcp -m tcp --dport 8000 -j DROP",
                "-A INPUT -p tcp -m tcp --dport 9 -j DROP");
        var needs = assertInstanceOf(Proposal.NeedsOverride.class, propose(wanted("x", 8000), false));
        assertEquals("-A INPUT -p tcp -m tcp --dport 8000 -j DROP", needs.blocking().text());
        thereAndBack(wanted("x", 8000), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables-nft", "iptables-legacy"})
    void dropInDockerUser(String backend) {
        published(backend);
        rules(backend, "-A DOCKER-USER -i eth0 -j DROP");
        thereAndBack(wanted("x", 8001), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables-nft", "iptables-legacy"})
    void forwardPolicyThatDrops(String backend) {
        published(backend);
        rules(backend, "-D FORWARD -o docker0 -p tcp --dport 80 -j ACCEPT", "-A DOCKER-USER -j RETURN",
                "-P FORWARD DROP");
        var change = assertInstanceOf(IptablesRule.class, thereAndBack(wanted("x", 8001), false).getFirst());
        assertEquals("DOCKER-USER", change.chain());
        assertTrue(change.original());
    }

    @Test
    void bothKindsBlock() {
        rules("iptables-nft", "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT", "-P INPUT DROP");
        rules("iptables-legacy", "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT", "-A INPUT -j DROP");
        assertEquals(2, thereAndBack(wanted("x", 8000), false).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "iptables-nft    | -t raw -A PREROUTING -p tcp --dport 8000 -j DROP",
        "iptables-legacy | -t mangle -A INPUT -p tcp --dport 8000 -j DROP",
        "iptables-nft    | -A OUTPUT -p tcp --sport 8000 -j DROP",
        "nft             | table ip crowdsec { chain in { type filter hook input priority 0 ; policy drop ; }; }",
        "sysctl          | -qw net.ipv4.ip_forward=0",
    })
    void notOursToChange(String program, String line) {
        published("iptables-nft");
        if (program.equals("nft")) {
            lab.inHost("nft", line);
        } else {
            rules(program, line);
        }
        try {
            var beyond = assertInstanceOf(Proposal.OutOfReach.class,
                    propose(wanted("x", program.equals("sysctl") ? 8001 : 8000), true));
            assertTrue(beyond.why().key().startsWith("firewall-linux."), beyond.toString());
        } finally {
            lab.inHost("sysctl", "-qw", "net.ipv4.ip_forward=1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables-nft", "iptables-legacy"})
    void aTwinMadeByHandSurvives(String backend) {
        rules(backend, "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT", "-A INPUT -j DROP",
                "-A INPUT -s 192.168.1.0/24 -p tcp -m tcp --dport 8000 -j ACCEPT");
        Decision.Blocked blocked = assertInstanceOf(Decision.Blocked.class,
                decide(new LinuxFirewall(world, Namespaces.adapters()), wanted("x", 8000)));
        assertEquals(Decision.Cause.BLOCK_RULE, blocked.cause());
        assertEquals("firewall-linux.accept-below", blocked.notes().getFirst().key());
        thereAndBack(wanted("x", 8000), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables-nft", "iptables-legacy"})
    void anEditedRuleStaysUnlessForced(String backend) {
        rules(backend, "-P INPUT DROP", "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT");
        String before = saved();
        var rule = assertInstanceOf(IptablesRule.class, assertInstanceOf(Proposal.Changes.class,
                propose(wanted("x", 8000), false)).changes().getFirst());
        rule.apply(world);
        rules(backend, "-R INPUT 2 -s 192.168.1.0/25 -p tcp -m tcp --dport 8000 -m comment --comment \""
                + rule.comment() + "\" -j ACCEPT");
        assertEquals(Fact.known(State.EDITED), rule.state(world));
        assertEquals(Fact.known(State.EDITED), rule.undo(world, false));
        assertEquals(Fact.known(State.ABSENT), rule.undo(world, true));
        assertEquals(before, saved());
    }

    static Stream<String> names() {
        return Stream.of("it's \"quoted\" \\ $(touch /x) `y`; -j DROP", "-j", "\u062e\u062f\u0645\u0629",
                "a\nb\tc\u001b[31m", "a".repeat(190) + "\u00e9".repeat(100));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aServiceMayBeCalledAnything(String name) {
        rules("iptables-nft", "-P INPUT DROP", "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT");
        thereAndBack(wanted(name, 8000), false);
        noRules();
        rules("iptables-legacy", "-P INPUT DROP", "-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT");
        thereAndBack(wanted(name, 8000), false);
    }

    @Test
    void nothingToDo() {
        assertInstanceOf(Proposal.Nothing.class, propose(wanted("x", 8000), false));
    }
}
