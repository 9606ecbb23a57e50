package firewall.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import firewall.Advice;
import firewall.Decision;
import firewall.Firewall.Permissions;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.Flow;
import firewall.Redirection;
import firewall.linux.iptables.Ipsets;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Rules;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import firewall.linux.nft.NftRuleset;
import firewall.linux.nft.NftText;
import java.util.ArrayList;
import java.util.List;
import json.JsonShapeException;
import net.Cidr;
import org.junit.jupiter.api.Test;
import process.ShellCommand;

/** What is advised where no change of ours helps: worked out on rules as data, and nothing that would not help. */
class AdviceTest {
    private static final Cidr LAN = Cidr.parse("192.168.1.0/24");
    private static final String NAT = """
            *nat
            :PREROUTING ACCEPT
            :DOCKER -
            -A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
            -A DOCKER ! -i docker0 -p tcp -m tcp --dport 8000 -j DNAT --to-destination 172.17.0.2:80
            COMMIT
            """;
    private static final String DOCKER = NAT + """
            *filter
            :INPUT ACCEPT
            :FORWARD DROP
            :DOCKER -
            :DOCKER-CT -
            :DOCKER-USER -
            -A FORWARD -j DOCKER-USER
            -A FORWARD -j DOCKER-CT
            -A FORWARD -o docker0 -j DOCKER
            -A FORWARD -i docker0 -j ACCEPT
            -A DOCKER -d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT
            -A DOCKER-CT -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
            COMMIT
            """;

    private static LinuxPolicy rules(String iptables, String nft) {
        List<Table> tables = new ArrayList<>(IptablesTables.of(IptablesSave.parse(iptables), Store.IPTABLES_NFT,
                Family.V4));
        try {
            if (!nft.isEmpty()) {
                tables.addAll(NftRuleset.parse("{\"nftables\": [" + nft + "]}", NftText.NONE, (family, name) -> false));
            }
        } catch (JsonShapeException e) {
            throw new AssertionError(nft, e);
        }
        return Rules.of("").with(tables);
    }

    private static String table(String name) {
        return "{\"table\": {\"family\": \"inet\", \"name\": \"" + name + "\", \"handle\": 1}}";
    }

    private static String chain(String table, String hook, String policy) {
        return "{\"chain\": {\"family\": \"inet\", \"table\": \"" + table + "\", \"name\": \"" + hook
                + "\", \"handle\": 1, \"type\": \"filter\", \"hook\": \"" + hook + "\", \"prio\": 0, \"policy\": \""
                + policy + "\"}}";
    }

    private static String rule(String table, String chain, int handle, String expressions) {
        return "{\"rule\": {\"family\": \"inet\", \"table\": \"" + table + "\", \"chain\": \"" + chain
                + "\", \"handle\": " + handle + ", \"expr\": [" + expressions + "]}}";
    }

    private static String match(String left, String right) {
        return "{\"match\": {\"op\": \"==\", \"left\": " + left + ", \"right\": " + right + "}}";
    }

    private static final String DROP = "{\"drop\": null}";
    private static final String DPORT = match(payload("tcp", "dport"), "8000");

    private static String payload(String protocol, String field) {
        return "{\"payload\": {\"protocol\": \"" + protocol + "\", \"field\": \"" + field + "\"}}";
    }

    private static Wanted wanted(Cidr lan, String from) {
        Flow flow = Rules.flow("tcp " + from + " eth0 192.168.1.44 8000");
        return new Wanted("API", flow, lan);
    }

    private static Proposal proposal(LinuxPolicy policy, String from) {
        return policy.proposal(wanted(LAN, from), "r", Permissions.NONE).orElseThrow();
    }

    private static Proposal.OutOfReach beyond(LinuxPolicy policy) {
        return assertInstanceOf(Proposal.OutOfReach.class, proposal(policy, "192.168.1.23"));
    }

    private static List<String> keys(LinuxPolicy policy) {
        return beyond(policy).advice().stream().map(step -> step.text().key().replace("firewall-linux.advice-", ""))
                .toList();
    }

    private static List<String> lines(LinuxPolicy policy) {
        return beyond(policy).advice().stream().map(Advice::commands).flatMap(List::stream)
                .map(ShellCommand::line).map(line -> line.replaceFirst("^sudo ", "")).toList();
    }

    @Test
    void dockersRulesAreGoneAndItSetsThemUpAgain() {
        LinuxPolicy flushed = rules(NAT + "*filter\n:INPUT ACCEPT\n:FORWARD DROP\n:DOCKER -\n:DOCKER-USER -\nCOMMIT\n", "");
        assertEquals("firewall-linux.docker-rules-gone", beyond(flushed).why().key());
        assertEquals(List.of("restart-docker"), keys(flushed));
        LinuxPolicy notCalled = rules(DOCKER.replace("-A FORWARD -o docker0 -j DOCKER\n", ""), "");
        assertEquals(List.of("restart-docker"), keys(notCalled));
        LinuxPolicy emptied = rules(DOCKER.replaceFirst("-A DOCKER -d .*\n", ""), "");
        assertEquals(List.of("restart-docker"), keys(emptied));
        LinuxPolicy answersLost = rules(DOCKER.replace("-A FORWARD -j DOCKER-CT\n", "")
                .replace("-A FORWARD -i docker0 -j ACCEPT\n", ""), "");
        assertEquals(List.of("restart-docker"), keys(answersLost));
    }

    @Test
    void dockerIsNotRestartedForARuleOfSomebodyElse() {
        assertInstanceOf(Decision.Allowed.class, rules(DOCKER, "").decide(wanted(LAN, "192.168.1.23").flow()));
        LinuxPolicy dropped = rules(DOCKER.replace("-A FORWARD -j DOCKER-USER", "-A FORWARD -j DOCKER-USER\n"
                + "-A DOCKER-USER -i eth0 -j DROP"), "");
        assertInstanceOf(Proposal.NeedsOverride.class, proposal(dropped, "192.168.1.23"));
        // Somebody translated it by hand, and Docker never let it through.
        LinuxPolicy byHand = rules(DOCKER.replace("-A DOCKER ! -i docker0 -p tcp -m tcp --dport 8000 -j DNAT "
                + "--to-destination 172.17.0.2:80", "-A PREROUTING -p tcp -m tcp --dport 8000 -j DNAT "
                + "--to-destination 172.17.0.3:80"), "");
        assertInstanceOf(Proposal.Changes.class, proposal(byHand, "192.168.1.23"));
    }

    @Test
    void aRedirectionIsFoundByWhatBecomesOfThePacketWithoutIt() {
        Flow flow = wanted(LAN, "192.168.1.23").flow();
        LinuxPolicy led = rules("*nat\n:PREROUTING ACCEPT\n-A PREROUTING -p tcp -m tcp --dport 80 -j REDIRECT "
                + "--to-ports 1\n-A PREROUTING -i eth0 -p tcp -m tcp --dport 8000 -j REDIRECT --to-ports 9999\nCOMMIT\n", "");
        Redirection only = led.redirections(flow).getFirst();
        assertEquals(1, led.redirections(flow).size());
        assertEquals(8000, only.after().arrivesAt(flow).getPort());
        assertEquals("sudo iptables-nft -w -t nat -D PREROUTING -i eth0 -p tcp -m tcp --dport 8000 -j REDIRECT "
                + "--to-ports 9999", only.advice().commands().getFirst().line());
        assertEquals("firewall-linux.advice-restart-docker",
                rules(DOCKER, "").redirections(flow).getFirst().advice().text().key());
        assertEquals(List.of(), rules("", "").redirections(flow));
    }

    /** Docker was another version once, and left a chain behind that nothing calls. */
    @Test
    void aChainThatDockerLeftBehindIsNoSign() {
        String left = DOCKER.replace("-A FORWARD -j DOCKER-CT\n", "").replace("-A DOCKER-CT -o",
                "-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\n-A DOCKER-CT -o");
        assertInstanceOf(Decision.Allowed.class, rules(left, "").decide(wanted(LAN, "192.168.1.23").flow()));
        assertInstanceOf(Proposal.NeedsOverride.class, proposal(rules(left.replace("-A FORWARD -j DOCKER-USER",
                "-A FORWARD -p tcp -m tcp --dport 80 -j DROP\n-A FORWARD -j DOCKER-USER"), ""), "192.168.1.23"));
    }

    /** What others wrote into DOCKER-USER stops it before Docker's own rules, and after a restart too. */
    @Test
    void aRestartDoesNotHelpAgainstWhatDockerKeeps() {
        LinuxPolicy both = rules(DOCKER.replaceFirst("-A DOCKER -d .*\n", "").replace("-A FORWARD -j DOCKER-USER",
                "-A FORWARD -j DOCKER-USER\n-A DOCKER-USER -p tcp -m tcp --dport 80 -j DROP"), "");
        assertInstanceOf(Proposal.NeedsOverride.class, proposal(both, "192.168.1.23"));
    }

    @Test
    void oneLineOfNftLetsAContainersAnswersThroughToo() {
        LinuxPolicy policy = rules(DOCKER, String.join(",", table("lxc"), chain("lxc", "forward", "drop")));
        assertEquals("firewall-linux.beyond-nft", beyond(policy).why().key());
        assertEquals(List.of("accept", "lasts"), keys(policy));
        assertEquals(List.of("nft add rule inet lxc forward ct original ip saddr 192.168.1.0/24 meta l4proto tcp "
                + "ct original proto-dst 8000 accept"), lines(policy));
    }

    @Test
    void whereTheAnswersHaveATableOfTheirOwnThereAreTwoLines() {
        LinuxPolicy policy = rules("", String.join(",", table("lxc"), chain("lxc", "input", "drop"),
                chain("lxc", "output", "drop")));
        assertEquals(List.of("nft add rule inet lxc input ip saddr 192.168.1.0/24 tcp dport 8000 accept",
                "nft add rule inet lxc output ct original ip saddr 192.168.1.0/24 meta l4proto tcp "
                        + "ct original proto-dst 8000 accept"), lines(policy));
    }

    @Test
    void aRuleMayBeDeletedInsteadWhereThatOpensIt() {
        String drop = rule("sshguard", "input", 7, DPORT + "," + DROP);
        LinuxPolicy alone = rules("", String.join(",", table("sshguard"), chain("sshguard", "input", "accept"), drop));
        assertEquals(List.of("nft insert rule inet sshguard input ip saddr 192.168.1.0/24 tcp dport 8000 accept",
                "nft delete rule inet sshguard input handle 7"), lines(alone));
        LinuxPolicy twice = rules("", String.join(",", table("sshguard"), chain("sshguard", "input", "drop"), drop));
        assertEquals(List.of("nft insert rule inet sshguard input ip saddr 192.168.1.0/24 tcp dport 8000 accept"),
                lines(twice).stream().filter(line -> !line.contains("output")).toList());
    }

    /** As nft 1.0.6 lists it. */
    @Test
    void aSetOfPortsThatWereAskedFor() {
        LinuxPolicy policy = rules("", String.join(",", table("lxc"), chain("lxc", "input", "accept"),
                rule("lxc", "input", 4, match("{\"meta\": {\"key\": \"l4proto\"}}", "\"tcp\"") + ","
                        + match("{\"ct\": {\"key\": \"proto-dst\", \"dir\": \"original\"}}",
                                "{\"set\": [\"0x1f40 [invalid type]\", \"0x1f41 [invalid type]\"]}") + "," + DROP)));
        assertEquals("nft insert rule inet lxc input ip saddr 192.168.1.0/24 tcp dport 8000 accept",
                lines(policy).getFirst());
    }

    @Test
    void aTableOfIptablesThatWeDoNotChange() {
        LinuxPolicy raw = rules("*raw\n:PREROUTING ACCEPT\n-A PREROUTING -p tcp -m tcp --dport 8000 -j DROP\nCOMMIT\n",
                "");
        assertEquals("firewall-linux.beyond-table", beyond(raw).why().key());
        assertEquals(List.of("iptables-nft -w -t raw -I PREROUTING 1 -s 192.168.1.0/24 -p tcp -m tcp --dport 8000 "
                + "-j ACCEPT", "iptables-nft -w -t raw -D PREROUTING -p tcp -m tcp --dport 8000 -j DROP"), lines(raw));
    }

    @Test
    void answersThatAreBlockedAreLetOutByTheirConnection() {
        LinuxPolicy out = rules("*filter\n:INPUT ACCEPT\n:OUTPUT ACCEPT\n"
                + "-A OUTPUT -o eth0 -p tcp -m tcp --sport 8000 -j DROP\nCOMMIT\n", "");
        assertEquals("firewall-linux.beyond-answer", beyond(out).why().key());
        assertEquals("iptables-nft -w -t filter -I OUTPUT 1 -p tcp -m conntrack --ctorigsrc 192.168.1.0/24 "
                + "--ctorigdstport 8000 -j ACCEPT", lines(out).getFirst());
        LinuxPolicy all = rules(DOCKER.replace("-A FORWARD -j DOCKER-USER", "-A FORWARD -j DOCKER-USER\n"
                + "-A DOCKER-USER -j DROP"), "");
        assertEquals("iptables-nft -w -t filter -I DOCKER-USER 1 -p tcp -m conntrack --ctorigsrc 192.168.1.0/24 "
                + "--ctorigdstport 8000 -j ACCEPT", lines(all).getFirst());
    }

    private static LinuxPolicy banned(String table, String set, String elements) {
        String json = "{\"set\": {\"family\": \"inet\", \"table\": \"" + table + "\", \"name\": \"" + set
                + "\", \"handle\": 2, \"type\": \"ipv4_addr\", \"elem\": [" + elements + "]}}";
        return rules("", String.join(",", table(table), json, chain(table, "input", "accept"),
                rule(table, "input", 5, match(payload("ip", "saddr"), "\"@" + set + "\"") + "," + DROP)));
    }

    @Test
    void aBanIsLiftedWhereItWasMade() {
        LinuxPolicy crowdsec = banned("crowdsec", "crowdsec-blacklists", "{\"elem\": {\"val\": \"192.168.1.23\", "
                + "\"expires\": 14000}}, \"192.168.1.99\"");
        assertEquals("firewall-linux.beyond-ban", beyond(crowdsec).why().key());
        assertEquals(List.of("cscli decisions delete --ip 192.168.1.23",
                "nft delete element inet crowdsec crowdsec-blacklists '{ 192.168.1.23 }'"), lines(crowdsec));
        LinuxPolicy fail2ban = banned("f2b-table", "addr-set-nginx-http-auth", "\"192.168.1.23\"");
        assertEquals(List.of("fail2ban-client set nginx-http-auth unbanip 192.168.1.23",
                "nft delete element inet f2b-table addr-set-nginx-http-auth '{ 192.168.1.23 }'"), lines(fail2ban));
        LinuxPolicy own = banned("guard", "blocked", "{\"prefix\": {\"addr\": \"192.168.1.16\", \"len\": 28}}");
        assertEquals(List.of("nft delete element inet guard blocked '{ 192.168.1.16/28 }'"), lines(own));
        assertInstanceOf(Decision.Allowed.class, crowdsec.decide(wanted(LAN, "192.168.1.24").flow()));
    }

    @Test
    void aBanInASetOfIpset() {
        String rules = "*filter\n:INPUT ACCEPT\n-A INPUT -m set --match-set %s src -j DROP\nCOMMIT\n";
        LinuxPolicy crowdsec = withIpsets(rules.formatted("crowdsec-blacklists"));
        assertEquals(List.of("cscli decisions delete --ip 192.168.1.23", "ipset del crowdsec-blacklists 192.168.1.23"),
                lines(crowdsec));
        LinuxPolicy fail2ban = withIpsets(rules.formatted("f2b-sshd"));
        assertEquals(List.of("fail2ban-client set sshd unbanip 192.168.1.23", "ipset del f2b-sshd 192.168.1.16/28"),
                lines(fail2ban));
        assertInstanceOf(Decision.Allowed.class, crowdsec.decide(wanted(LAN, "192.168.1.24").flow()));
        for (String unknown : List.of("ports", "holes", "other")) {
            assertInstanceOf(Decision.Undecided.class, withIpsets(rules.formatted(unknown))
                    .decide(wanted(LAN, "192.168.1.23").flow()), unknown);
        }
    }

    private static LinuxPolicy withIpsets(String iptables) {
        return Rules.of("").with(Ipsets.parse("""
                create crowdsec-blacklists hash:net family inet hashsize 1024 maxelem 131072 timeout 300 bucketsize 12
                add crowdsec-blacklists 192.168.1.23 timeout 14399
                add crowdsec-blacklists 203.0.113.0/24 timeout 0
                create f2b-sshd hash:net family inet hashsize 1024 maxelem 65536
                add f2b-sshd 192.168.1.16/28
                create ports hash:ip,port family inet hashsize 1024 maxelem 65536
                add ports 192.168.1.23,tcp:8000
                create holes hash:net family inet hashsize 1024 maxelem 65536
                add holes 192.168.1.0/24
                add holes 192.168.1.23 nomatch
                """).in(rules(iptables, "").tables()));
    }

    @Test
    void aSetOfWholeNetworksIsNoBan() {
        LinuxPolicy bogons = banned("sshguard", "bogons", "{\"prefix\": {\"addr\": \"192.168.0.0\", \"len\": 16}}");
        assertEquals("firewall-linux.beyond-nft", beyond(bogons).why().key());
        assertEquals("nft insert rule inet sshguard input ip saddr 192.168.1.0/24 tcp dport 8000 accept",
                lines(bogons).getFirst());
    }

    @Test
    void aRuleOfFail2banForOneAddress() {
        LinuxPolicy policy = rules("*filter\n:INPUT ACCEPT\n:f2b-sshd -\n-A INPUT -p tcp -j f2b-sshd\n"
                + "-A f2b-sshd -s 192.168.1.23/32 -j REJECT --reject-with icmp-port-unreachable\n"
                + "-A f2b-sshd -j RETURN\nCOMMIT\n", "");
        assertEquals("firewall-linux.beyond-ban", beyond(policy).why().key());
        assertEquals(List.of("fail2ban-client set sshd unbanip 192.168.1.23", "iptables-nft -w -t filter -D f2b-sshd "
                + "-s 192.168.1.23/32 -j REJECT --reject-with icmp-port-unreachable"), lines(policy));
        assertInstanceOf(Proposal.Nothing.class, proposal(policy, "192.168.1.24"));
    }

    @Test
    void aBanAndAPolicyTogetherTakeBothSteps() {
        LinuxPolicy policy = rules("", String.join(",", table("crowdsec"),
                "{\"set\": {\"family\": \"inet\", \"table\": \"crowdsec\", \"name\": \"b\", \"handle\": 2, "
                        + "\"type\": \"ipv4_addr\", \"elem\": [\"192.168.1.23\"]}}",
                chain("crowdsec", "input", "accept"), rule("crowdsec", "input", 5,
                        match(payload("ip", "saddr"), "\"@b\"") + "," + DROP), table("filter"),
                chain("filter", "input", "drop")));
        assertEquals(List.of("cscli decisions delete --ip 192.168.1.23",
                "nft delete element inet crowdsec b '{ 192.168.1.23 }'",
                "nft add rule inet filter input ip saddr 192.168.1.0/24 tcp dport 8000 accept"), lines(policy));
    }

    @Test
    void nothingIsAdvisedThatWouldNotHelp() {
        LinuxPolicy unclear = rules("", String.join(",", table("a"), chain("a", "input", "drop"), table("b"),
                chain("b", "input", "accept"), rule("b", "input", 3, "{\"queue\": {\"num\": 1}}")));
        assertInstanceOf(Decision.Blocked.class, unclear.decide(wanted(LAN, "192.168.1.23").flow()));
        assertEquals(List.of(), keys(unclear));
    }

    @Test
    void aBlockThatNoOverrideGetsPastIsSaidWithoutOne() {
        LinuxPolicy policy = rules("*filter\n:INPUT ACCEPT\n-A INPUT -p tcp -m tcp --dport 8000 -j DROP\nCOMMIT\n",
                String.join(",", table("lxc"), chain("lxc", "input", "drop")));
        assertEquals(List.of("accept", "accept", "lasts"), keys(policy));
    }
}
