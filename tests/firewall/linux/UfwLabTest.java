package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Change;
import firewall.Change.State;
import firewall.Decision;
import firewall.Firewall;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.Flow;
import firewall.Lifetime;
import firewall.Policy;
import firewall.linux.netfilter.Lab;
import firewall.linux.netfilter.NamespaceWorld;
import firewall.linux.netfilter.Namespaces;
import firewall.linux.netfilter.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import process.Command;
import process.Exec;
import process.Fact;
import testing.HelperProcess;
import testing.Result;
import testing.UfwFiles;

/** ufw, with files of its own: the machine's are covered by private mounts that end with this test. */
@Tag("lab")
@Execution(ExecutionMode.SAME_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UfwLabTest {
    private static final Cidr LAN = Cidr.parse("192.168.1.0/24");

    /** Lays copies over ufw's files, in this mount namespace alone, and waits for the end of its input. */
    private static final String COVER = UfwFiles.FUNCTIONS + """
            set -e
            cover_ufw "$1"
            mount -t tmpfs tmpfs /run
            echo covered
            exec cat
            """;

    @TempDir
    private static Path copies;
    private Namespaces lab;
    private HelperProcess holder;
    private NamespaceWorld world;
    private String machines;

    @BeforeAll
    void build() throws IOException {
        Lab.required("ufw");
        machines = filesOfTheMachine();
        lab = new Namespaces(8000, 8002);
        var words = new ArrayList<>(lab.host);
        words.addAll(List.of("unshare", "--mount", "sh", "-c", COVER, "cover", copies.toString()));
        holder = HelperProcess.start(words).says("covered");
        world = new NamespaceWorld(List.of("nsenter", "--target", String.valueOf(holder.pid()), "--mount", "--net"));
        ufw("--force", "enable");
        // ufw 0.36.2 leaves two IPv6 rules out when it is enabled, and adds them whenever it loads its rules again.
        ufw("reload");
    }

    @AfterAll
    void takeDown() {
        if (holder != null) {
            holder.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    private void ufw(String... args) {
        Result.of(world.run(Command.of("ufw", args))).exitedWith(0);
    }

    /** Every file that a ufw of whatever packer has, outside of what this test covers. */
    private static String filesOfTheMachine() {
        return Result.of(new Exec().run(Command.of("sh", "-c", """
                for there in /etc/ufw /etc/default/ufw /usr/lib/ufw /var/lib/ufw; do
                    [ ! -e "$there" ] || find "$there" -type f -exec cksum {} +
                done"""))).exitedWith(0).out();
    }

    @Test
    void nothingOfTheMachineIsWritten() {
        ufw("allow", "9/tcp");
        assertEquals(machines, filesOfTheMachine());
        ufw("--force", "delete", "allow", "9/tcp");
    }

    private String everything() {
        String files = world.run(Command.of("sh", "-c", "cd /etc/ufw && cat *.rules *.conf && ls -l")).outText();
        return (files.replaceAll("(?m)\\S+ \\d+ \\d\\d:\\d\\d (\\S+)$", "$1")
                + world.run(Command.of("iptables-save")).outText() + world.run(Command.of("ip6tables-save")).outText())
                .replaceAll("(?m)^# (Generated|Completed).*\n", "").replaceAll("\\[\\d+:\\d+]", "[]");
    }

    private static Wanted wanted(int port) {
        return new Wanted("Eloquence \"API\" d'\u00e9t\u00e9", new Flow(Protocol.TCP,
                InetAddress.ofLiteral(Namespaces.PHONE), "eth0", InetAddress.ofLiteral(Namespaces.HOST), port,
                Optional.empty()), LAN);
    }

    private Decision decide(Wanted wanted) {
        Fact<Policy> policy = new LinuxFirewall(world, Namespaces.adapters()).read();
        return policy.toOptional().orElseThrow().decide(wanted.flow());
    }

    private UfwRule there(Wanted wanted, boolean override) {
        Proposal proposal = new LinuxFirewall(world, Namespaces.adapters())
                .propose(wanted, decide(wanted), "20261123-0450-1f3a", new Firewall.Permissions(override, false));
        var rule = assertInstanceOf(UfwRule.class,
                assertInstanceOf(Proposal.Changes.class, proposal).changes().getFirst());
        assertEquals(Fact.known(State.ABSENT), rule.state(world));
        assertEquals(Fact.known(State.PRESENT), rule.apply(world));
        assertEquals(Fact.known(State.PRESENT), rule.apply(world));
        assertInstanceOf(Decision.Allowed.class, decide(wanted));
        return rule;
    }

    private List<String> phone(int port) {
        return lab.connect(true, List.of(Namespaces.PHONE + " " + Namespaces.HOST + " " + port));
    }

    @Test
    void defaultDeny() {
        String before = everything();
        Decision.Blocked blocked = assertInstanceOf(Decision.Blocked.class, decide(wanted(8000)));
        assertEquals(Decision.Cause.DEFAULT, blocked.cause());
        assertEquals("firewall-linux.ufw-active", blocked.notes().getFirst().key());
        assertEquals(List.of("silent"), phone(8000));
        UfwRule rule = there(wanted(8000), false);
        assertEquals(List.of("open"), phone(8000));
        assertEquals(Fact.known(State.ABSENT), rule.undo(world, false));
        assertEquals(Fact.known(State.ABSENT), rule.undo(world, false));
        assertEquals(before, everything());
    }

    /** ufw writes an address where it was given a network of one. */
    @Test
    void oneDeviceAlone() {
        String before = everything();
        UfwRule rule = there(new Wanted("x", wanted(8000).flow(), Cidr.parse(Namespaces.PHONE)), false);
        assertEquals(List.of("open"), phone(8000));
        assertEquals(Fact.known(State.ABSENT), rule.undo(world, false));
        assertEquals(before, everything());
    }

    @Test
    void aRuleOfUfwThatDenies() {
        ufw("deny", "8002/tcp");
        ufw("allow", "9/tcp");
        String before = everything();
        Decision.Blocked blocked = assertInstanceOf(Decision.Blocked.class, decide(wanted(8002)));
        assertEquals(Decision.Cause.BLOCK_RULE, blocked.cause());
        assertInstanceOf(Proposal.NeedsOverride.class, new LinuxFirewall(world, Namespaces.adapters())
                .propose(wanted(8002), blocked, "r", Firewall.Permissions.NONE));
        UfwRule rule = there(wanted(8002), true);
        assertTrue(rule.first());
        assertEquals(List.of("open"), phone(8002));
        assertEquals(Fact.known(State.ABSENT), rule.undo(world, false));
        assertEquals(before, everything());
        ufw("--force", "delete", "deny", "8002/tcp");
        ufw("--force", "delete", "allow", "9/tcp");
    }

    /** What a change says of how long it stays: a rule of ufw's own, one in its chains, one in the kernel's. */
    @Test
    void whatAReloadOfUfwEnds() {
        var kept = new UfwRule(false, Protocol.TCP, LAN, 8000, "runbook r tcp/8000 x");
        var emptied = new IptablesRule(Store.IPTABLES_NFT, "ufw-before-input", "", 0, false, Protocol.TCP, LAN, 8000,
                "runbook r tcp/8000 y");
        var untouched = new IptablesRule(Store.IPTABLES_NFT, "INPUT", "", 0, false, Protocol.TCP, LAN, 8000,
                "runbook r tcp/8000 z");
        for (Change change : List.of(kept, emptied, untouched)) {
            assertEquals(Fact.known(State.PRESENT), change.apply(world));
        }
        ufw("reload");
        assertEquals(Lifetime.PERMANENT, kept.lifetime());
        assertEquals(Fact.known(State.PRESENT), kept.state(world));
        assertEquals(Lifetime.UNTIL_UFW_RELOAD, emptied.lifetime());
        assertEquals(Fact.known(State.ABSENT), emptied.state(world));
        assertEquals(Lifetime.UNTIL_RESTART, untouched.lifetime());
        assertEquals(Fact.known(State.PRESENT), untouched.state(world));
        kept.undo(world, false);
        untouched.undo(world, false);
    }

    @Test
    void aTwinMadeByHandIsNotTakenOver() {
        ufw("allow", "proto", "tcp", "from", "192.168.1.0/24", "to", "any", "port", "8002", "comment", "by hand");
        var ours = new UfwRule(false, Protocol.TCP, LAN, 8002, "runbook r tcp/8002 x");
        assertInstanceOf(Fact.Unknown.class, ours.apply(world));
        assertEquals(Fact.known(State.ABSENT), ours.undo(world, true));
        assertInstanceOf(Decision.Allowed.class, decide(wanted(8002)));
        ufw("--force", "delete", "allow", "proto", "tcp", "from", "192.168.1.0/24", "to", "any", "port", "8002");
    }

    @Test
    void anEditedRuleStays() {
        var ours = new UfwRule(false, Protocol.TCP, LAN, 8000, "runbook r tcp/8000 x");
        ufw("allow", "proto", "tcp", "from", "192.168.1.0/25", "to", "any", "port", "8000", "comment", ours.comment());
        assertEquals(Fact.known(State.EDITED), ours.state(world));
        assertEquals(Fact.known(State.EDITED), ours.undo(world, false));
        assertInstanceOf(Fact.Unknown.class, ours.undo(world, true));
        ufw("--force", "delete", "allow", "proto", "tcp", "from", "192.168.1.0/25", "to", "any", "port", "8000");
    }
}
