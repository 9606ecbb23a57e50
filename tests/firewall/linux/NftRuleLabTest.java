package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Change;
import firewall.Change.State;
import firewall.Decision;
import firewall.Firewall;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.Flow;
import firewall.linux.netfilter.Lab;
import firewall.linux.netfilter.NamespaceWorld;
import firewall.linux.netfilter.Namespaces;
import java.io.IOException;
import java.net.InetAddress;
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
import process.Fact;
import process.World;

/**
 * Rules of ours in tables that nft has made, in a real kernel: the phone gets in, also to a container whose answers
 * meet the same chain, and after the way back nft lists what it listed before.
 */
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NftRuleLabTest {
    private static final Cidr LAN = Cidr.parse("192.168.1.0/24");

    /** 8001 is a container's, 8000 a process's. */
    private static final String DOCKER = "table ip nat { chain pre { type nat hook prerouting priority dstnat;\n"
            + "tcp dport 8001 dnat to 172.17.0.2:80\n}\n}";

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
        lab.inHost("nft", DOCKER);
        lab.inHost("conntrack", "-F");
    }

    private static Wanted wanted(String service, int port) {
        return new Wanted(service, new Flow(Protocol.TCP, InetAddress.ofLiteral(Namespaces.PHONE), "eth0",
                InetAddress.ofLiteral(Namespaces.HOST), port, Optional.empty()), LAN);
    }

    private static Decision decide(LinuxFirewall firewall, Wanted wanted) {
        return firewall.read().toOptional().orElseThrow().decide(wanted.flow());
    }

    private Proposal propose(Wanted wanted, boolean override) {
        var firewall = new LinuxFirewall(world, Namespaces.adapters());
        return firewall.propose(wanted, decide(firewall, wanted), "20261123-0450-1f3a",
                new Firewall.Permissions(override, false));
    }

    private List<NftRule> changes(Wanted wanted) {
        return assertInstanceOf(Proposal.Changes.class, propose(wanted, true)).changes().stream()
                .map(NftRule.class::cast).toList();
    }

    private String ruleset() {
        return lab.inHost("nft", "--stateless", "list", "ruleset").outText();
    }

    private String phone(Wanted wanted) {
        lab.inHost("conntrack", "-F");
        return lab.connect(true, List.of(Namespaces.PHONE + " " + Namespaces.HOST + " " + wanted.flow().port()))
                .getFirst();
    }

    private List<NftRule> thereAndBack(Wanted wanted) {
        String before = ruleset();
        assertNotEquals("open", phone(wanted), before);
        List<NftRule> changes = changes(wanted);
        for (NftRule change : changes) {
            assertEquals(Fact.known(State.ABSENT), change.state(world));
            assertEquals(Fact.known(State.PRESENT), change.apply(world), ruleset());
            assertEquals(Fact.known(State.PRESENT), change.apply(world), "twice is once");
            assertEquals(Fact.known(List.of(change.line())), change.found(world));
        }
        assertInstanceOf(Decision.Allowed.class, decide(new LinuxFirewall(world, Namespaces.adapters()), wanted));
        assertEquals("open", phone(wanted), ruleset());
        for (NftRule change : changes.reversed()) {
            assertEquals(Fact.known(State.ABSENT), change.undo(world, false));
            assertEquals(Fact.known(State.ABSENT), change.undo(world, false), "twice is once");
        }
        assertEquals(before, ruleset());
        return changes;
    }

    /** A table with one chain for each of these hooks; the words of a chain begin with its policy. */
    private void table(String name, String... hooks) {
        var text = new StringBuilder("table " + name + " {\n");
        for (String hook : hooks) {
            String[] parts = hook.split(": ", 2);
            text.append("chain ").append(parts[0]).append(" { type filter hook ").append(parts[0])
                    .append(" priority filter; policy ").append(parts[1].replace(", ", "\n")).append("\n}\n");
        }
        lab.inHost("nft", text + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "inet filter | input: drop | ''",
        "ip filter   | input: drop, ct state established accept, counter reject | reject",
        "inet filter | input: accept, tcp dport 8000 drop, tcp dport 9 drop     | tcp dport 8000 drop",
        "inet filter | input: accept, tcp dport vmap { 22 : accept,8000 : drop } | tcp dport vmap",
        "inet filter | input: drop, counter jump more, tcp dport 9 drop          | ''",
    })
    void aProcess(String table, String input, String above) {
        lab.inHost("nft", "add table " + table);
        lab.inHost("nft", "add chain " + table + " more");
        table(table, input);
        NftRule rule = thereAndBack(wanted("Eloquence API Service", 8000)).getFirst();
        assertEquals(NftMatch.ARRIVING, rule.match());
        assertTrue(rule.above().contains(above), rule.above());
    }

    /** The container's answers come from 172.17.0.2, and meet the same policy. */
    @Test
    void aContainerBehindAPolicyThatDrops() {
        table("inet filter", "forward: drop");
        assertEquals(List.of(NftMatch.TRANSLATED), thereAndBack(wanted("x", 8001)).stream()
                .map(NftRule::match).toList());
    }

    @Test
    void aContainerBehindARule() {
        table("inet filter", "forward: accept, ip daddr 172.17.0.0/16 drop");
        thereAndBack(wanted("x", 8001));
    }

    @Test
    void whatGoesOutIsShutToo() {
        table("inet filter", "input: drop", "output: drop");
        assertEquals(List.of(NftMatch.ARRIVING, NftMatch.ANSWERS),
                thereAndBack(wanted("x", 8000)).stream().map(NftRule::match).toList());
    }

    /** An accept ends the chain that it is in, and the next table at the same hook asks again. */
    @Test
    void twoTablesBlock() {
        table("inet filter", "input: drop");
        table("ip second", "input: accept, tcp dport 8000-8010 reject");
        assertEquals(List.of("inet filter", "ip second"),
                thereAndBack(wanted("x", 8000)).stream().map(NftRule::table).sorted().toList());
    }

    @Test
    void iptablesBlocksToo() {
        table("inet second", "input: drop");
        lab.inHost("iptables-nft", "-A", "INPUT", "-p", "tcp", "--dport", "8000", "-j", "DROP");
        String before = ruleset();
        List<Change> changes = assertInstanceOf(Proposal.Changes.class, propose(wanted("x", 8000), true))
                .changes();
        changes.forEach(change -> assertEquals(Fact.known(State.PRESENT), change.apply(world)));
        assertEquals("open", phone(wanted("x", 8000)), ruleset());
        changes.reversed().forEach(change -> assertEquals(Fact.known(State.ABSENT), change.undo(world, false)));
        assertEquals(before, ruleset());
    }

    @Test
    void aRuleThatBlocksOnPurposeStays() {
        table("inet filter", "input: accept, tcp dport 8000 drop");
        assertEquals("tcp dport 8000 drop", assertInstanceOf(Proposal.NeedsOverride.class,
                propose(wanted("x", 8000), false)).blocking().text());
    }

    /** Their programs make these tables anew, and a rule of ours would be gone. */
    @ParameterizedTest
    @CsvSource({"inet firewalld", "ip crowdsec", "inet f2b-table", "ip docker-bridges", "inet nm-shared-eth1"})
    void aTableOfAnotherProgramStays(String table) {
        table(table, "input: accept, tcp dport 8000 drop");
        assertInstanceOf(Proposal.OutOfReach.class, propose(wanted("x", 8000), true));
    }

    /** As firewalld has it with StrictForwardPorts: a rule in a zone is for packets to this machine. */
    @Test
    void whatFirewalldDoesNotForwardNoZoneLetsThrough() {
        lab.inHost("nft", "table inet firewalld { chain filter_IN_public_allow { }\nchain filter_IN_public "
                + "{ jump filter_IN_public_allow\n}\nchain filter_INPUT_ZONES { goto filter_IN_public\n}\n}");
        table("inet firewalld", "forward: accept, ct state established accept, reject with icmpx admin-prohibited");
        assertEquals("firewall-linux.beyond-firewalld-forward",
                assertInstanceOf(Proposal.OutOfReach.class, propose(wanted("x", 8001), true)).why().key());
    }

    /** The same file loaded again gives the same rules other handles. */
    @Test
    void aTableThatWasLoadedAgainSinceThePlan() {
        table("inet filter", "input: accept, tcp dport 9 drop, counter drop");
        NftRule rule = changes(wanted("x", 8000)).getFirst();
        lab.inHost("nft", "delete table inet filter");
        table("inet filter", "input: accept, tcp dport 7 drop, tcp dport 9 drop, counter drop");
        assertEquals(Fact.known(State.PRESENT), rule.apply(world));
        assertEquals("open", phone(wanted("x", 8000)), ruleset());
        lab.inHost("nft", "flush chain inet filter input");
        assertEquals(Fact.known(State.ABSENT), rule.undo(world, false));
        lab.inHost("nft", "delete table inet filter");
        assertEquals(Fact.known(State.ABSENT), rule.undo(world, false), "the table is gone");
        assertEquals("firewall-linux.place-gone",
                assertInstanceOf(Fact.Unknown.class, rule.apply(world)).cause().key());
    }

    @Test
    void anEditedRuleStaysUnlessForced() {
        table("inet filter", "input: drop");
        String before = ruleset();
        NftRule rule = changes(wanted("x", 8000)).getFirst();
        rule.apply(world);
        lab.inHost("nft", "replace rule inet filter input handle " + handle() + " tcp dport 1-65535 accept comment \""
                + rule.comment() + "\"");
        assertEquals(Fact.known(State.EDITED), rule.state(world));
        assertEquals(Fact.known(State.EDITED), rule.undo(world, false));
        assertEquals(Fact.known(State.ABSENT), rule.undo(world, true));
        assertEquals(before, ruleset());
    }

    private String handle() {
        return lab.inHost("nft", "--handle", "list", "chain", "inet", "filter", "input").outText()
                .replaceFirst("(?s).*comment \"runbook .*\" # handle (\\d+).*", "$1");
    }

    /** What a person pastes does the same, and can be run twice. */
    @Test
    void theLinesToPaste() {
        table("inet filter", "forward: drop");
        String before = ruleset();
        NftRule rule = changes(wanted("it's \"quoted\" $(x) `y`; \\ # handle 7", 8001)).getFirst();
        paste(rule.paste().getFirst().line());
        assertEquals(Fact.known(State.PRESENT), rule.state(world), ruleset());
        assertEquals("open", phone(wanted("x", 8001)));
        paste(rule.pasteTest().orElseThrow().line());
        paste(rule.pasteUndo().getFirst().line());
        assertEquals(before, ruleset());
        paste(rule.pasteUndo().getFirst().line());
        paste("! " + rule.pasteTest().orElseThrow().line());
    }

    private void paste(String line) {
        lab.inHost("bash", "-efc", line.replace("sudo ", ""));
    }

    static Stream<String> names() {
        return Stream.of("it's \"quoted\" \\ $(touch /x) `y`; drop", "-j", "خدمة", "a\nb\tc\u001b[31m",
                "a".repeat(60) + "é".repeat(100), "*", "@set", "# handle 3");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aServiceMayBeCalledAnything(String name) {
        table("inet filter", "input: drop");
        thereAndBack(wanted(name, 8000));
    }
}
