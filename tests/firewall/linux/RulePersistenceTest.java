package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import firewall.Change;
import firewall.Persistence;
import firewall.Persistence.Way;
import firewall.linux.netfilter.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.Cidr;
import net.Protocol;
import org.junit.jupiter.api.Test;
import process.SystemdWords;
import text.Language;
import text.Words;

/** Which way is chosen for a rule to outlast a restart, by what the machine has. */
class RulePersistenceTest {
    private static final String RUN = "20261123-045000-1f3a";
    private static final String RULES = "/etc/iptables/rules.v4";
    private static final String CONF = "/etc/nftables.conf";
    private static final IptablesRule IN = new IptablesRule(Store.IPTABLES_NFT, "INPUT", "", 0, false, Protocol.TCP,
            Cidr.parse("192.168.1.0/24"), 8000, "runbook " + RUN + " tcp/8000 API");
    private static final IptablesRule TOP = new IptablesRule(Store.IPTABLES_NFT, "INPUT", "-A INPUT -j DROP", 1, false,
            Protocol.TCP, Cidr.parse("fd00:1::/64").network(), 8000, "runbook " + RUN + " tcp/8000 API");
    private static final IptablesRule AMONG = new IptablesRule(Store.IPTABLES_NFT, "INPUT", "-A INPUT -j DROP", 3,
            false, Protocol.TCP, Cidr.parse("192.168.1.0/24"), 8000, "runbook " + RUN + " tcp/8000 API");

    private boolean systemd = true;
    private boolean netfilterPersistent;
    private boolean nftables;
    private Store restores = Store.IPTABLES_NFT;
    private boolean nativeComments = true;
    private Map<String, String> files = Map.of(RULES, "*filter\nCOMMIT\n", CONF, "flush ruleset\n");
    private List<String> folders = List.of("/etc/iptables");
    private Map<String, String> programs = Map.of("iptables-nft", "/usr/sbin/iptables-nft", "ip6tables-nft",
            "/usr/sbin/ip6tables-nft", "iptables-legacy", "/usr/sbin/iptables-legacy");

    private Persistence how(IptablesRule... rules) {
        return new RulePersistence(new BootLoaders(systemd, netfilterPersistent, nftables, Optional.of(restores),
                nativeComments, files, folders, programs), RUN).of(List.of(rules));
    }

    private List<Change> by(Way way, IptablesRule... rules) {
        Persistence.Kept kept = assertInstanceOf(Persistence.Kept.class, how(rules));
        assertEquals(way, kept.way());
        for (IptablesRule rule : rules) {
            assertTrue(kept.changes().stream().anyMatch(change -> change.keeps(rule)), () -> "who keeps " + rule);
        }
        return kept.changes();
    }

    private String why(IptablesRule rule) {
        return assertInstanceOf(Persistence.Kept.class, how(rule)).why().args().getFirst().toString();
    }

    @Test
    void netfilterPersistentWhereItIsEnabled() {
        netfilterPersistent = true;
        assertEquals(List.of(new RulesFileEntry(List.of(IN))), by(Way.NETFILTER_PERSISTENT, IN));
        files = Map.of();
        by(Way.NETFILTER_PERSISTENT, IN);
        folders = List.of();
        by(Way.SYSTEMD_UNIT, IN);
    }

    @Test
    void netfilterPersistentNotForTheOtherIptablesAndNotWithoutAPlace() {
        netfilterPersistent = true;
        restores = Store.IPTABLES_LEGACY;
        by(Way.SYSTEMD_UNIT, IN);
        restores = Store.IPTABLES_NFT;
        by(Way.SYSTEMD_UNIT, AMONG);
        assertTrue(why(AMONG).contains("no-place-in"), why(AMONG));
    }

    @Test
    void nftablesWhereItsServiceIsEnabled() {
        nftables = true;
        assertEquals(List.of(NftablesFile.of(RUN, List.of(IN, TOP)), new NftablesInclude(RUN)),
                by(Way.NFTABLES, IN, TOP));
        by(Way.SYSTEMD_UNIT, AMONG);
        files = Map.of(CONF, "flush ruleset");
        by(Way.SYSTEMD_UNIT, IN);
        files = Map.of();
        by(Way.SYSTEMD_UNIT, IN);
    }

    /** What iptables would not know again as ours after a restart could not be taken back then. */
    @Test
    void nftablesNotWhereIptablesWouldNotKnowTheRuleAgain() {
        nftables = true;
        nativeComments = false;
        by(Way.SYSTEMD_UNIT, IN);
    }

    @Test
    void nftablesNotForContainersNorForWhatItCannotQuote() {
        nftables = true;
        by(Way.SYSTEMD_UNIT, RulesFileTest.DOCKER);
        by(Way.SYSTEMD_UNIT, RulesFileTest.AT_END);
    }

    @Test
    void ofTwoThatLoadRulesNoneIsRelied() {
        netfilterPersistent = true;
        nftables = true;
        by(Way.SYSTEMD_UNIT, IN);
        assertTrue(why(IN).contains("two-load"), why(IN));
    }

    @Test
    void withoutSystemdAndWithoutTheProgramThereIsNoWay() {
        programs = Map.of();
        assertInstanceOf(Persistence.NoWay.class, how(IN));
        programs = Map.of("iptables-nft", "/usr/sbin/iptables-nft");
        by(Way.SYSTEMD_UNIT, IN);
        systemd = false;
        assertInstanceOf(Persistence.NoWay.class, how(IN));
    }

    /** No word of the data is read by the shell that the unit starts: it gets them as arguments. */
    @Test
    void theUnitStartsConstantTextAndNamesItsProgramsInFull() {
        var odd = new IptablesRule(Store.IPTABLES_NFT, "INPUT", "-A INPUT -m comment --comment \"50% $x\" -j DROP", 2,
                false, Protocol.TCP, Cidr.parse("192.168.1.0/24"), 8000, "runbook r tcp/8000 $(reboot) 100% \"q\" \\");
        BootUnit unit = BootUnit.of(RUN, List.of(odd, IN), programs);
        List<String> starts = unit.text().lines().filter(line -> line.startsWith("ExecStart=")).toList();
        assertEquals(2, starts.size());
        assertTrue(starts.stream().allMatch(line -> line.startsWith("ExecStart=/bin/sh -c \"t=$$1 ")), unit.text());
        List<String> words = SystemdWords.words(starts.getFirst());
        assertEquals(List.of("runbook", "/usr/sbin/iptables-nft", "INPUT", odd.above()), words.subList(1, 5));
        assertEquals(odd.spec(), words.subList(5, words.size()));
        assertEquals(words.getFirst(), SystemdWords.words(starts.getLast()).getFirst(), "the same text for all");
    }

    @Test
    void whatLastsAnywayNeedsNoWay() {
        var ufw = new UfwRule(false, Protocol.TCP, Cidr.parse("192.168.1.0/24"), 8000, "runbook r tcp/8000 API");
        assertInstanceOf(Persistence.Lasting.class, RulePersistence.of(new FakeLinux(), List.of(ufw), RUN));
    }

    /** Its table is made anew from a file that is a person's own: what to write there is said. */
    @Test
    void aRuleOfNftIsForAPersonToWriteDown() {
        var rule = new NftRule("inet filter", "input", "counter drop", 7, NftMatch.ARRIVING, Protocol.TCP,
                Cidr.parse("192.168.1.0/24"), 8000, "runbook " + RUN + " tcp/8000 API");
        var firewalld = new FirewalldRule("public", false, Protocol.TCP, Cidr.parse("192.168.1.0/24"), 8000);
        Persistence.NoWay alone = assertInstanceOf(Persistence.NoWay.class,
                RulePersistence.of(new FakeLinux(), List.of(rule), RUN));
        assertEquals("A rule in a table that nft has made is gone when /etc/nftables.conf is loaded again, and this "
                + "tool does not edit that file. Add to it, to keep the rule: in inet filter input above \"counter drop\": "
                + "ip saddr 192.168.1.0/24 tcp dport 8000 accept comment \"runbook " + RUN + " tcp/8000 API\"",
                new Words(Language.ENGLISH).say(alone.why()));
        Persistence.Kept both = assertInstanceOf(Persistence.Kept.class,
                RulePersistence.of(new FakeLinux(), List.of(rule, firewalld), RUN));
        assertEquals(List.of(firewalld.lasting()), both.changes());
        assertTrue(new Words(Language.ENGLISH).say(both.why()).contains("above \"counter drop\""));
    }
}
