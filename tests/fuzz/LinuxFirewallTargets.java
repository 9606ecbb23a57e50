package fuzz;

import firewall.Decision;
import firewall.Policy;
import firewall.Rule;
import firewall.linux.LinuxFirewall;
import firewall.linux.RuleCounters;
import firewall.linux.netfilter.Rules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import process.Fact;
import process.Os;
import testing.FakeWorld;
import testing.Project;

/** The rules of a Linux machine, read and then asked about a packet. */
final class LinuxFirewallTargets {
    private static final String NO_RULES = "{\"nftables\": []}";
    private static final String NAMES_A_SET = """
            *filter
            :INPUT ACCEPT [0:0]
            -A INPUT -m set --match-set banned src -j DROP
            -A INPUT -p tcp -m set --match-set ports dst -j ACCEPT
            COMMIT
            """;
    private static final String SETS = """
            create banned hash:ip family inet hashsize 1024 maxelem 65536
            add banned 192.168.1.23
            add banned 10.0.0.0/8 timeout 300 comment "a \\"b\\""
            create ports bitmap:port range 1-1024
            add ports 8000-8002
            create pairs hash:net,port family inet6
            add pairs fe80::/10,tcp:22
            """;

    private LinuxFirewallTargets() { }

    static List<Target> all() {
        return List.of(
                Target.of("iptables-save", List.of("firewall-linux/docker-iptables-nft-save.txt",
                        "firewall-linux/ufw-docker-iptables-nft-save.txt",
                        "firewall-linux/catch-all-iptables-nft-save.txt",
                        "firewall-linux/many-iptables-legacy-save.txt"),
                        bytes -> decide(empty().command("iptables-nft-save", bytes)
                                .command("nft --handle", "").command("ip6tables-nft-save", ""))),
                Target.of("ip6tables-save", List.of("firewall-linux/ufw-ip6tables-nft-save.txt"),
                        bytes -> decide(empty().command("ip6tables-nft-save", bytes)
                                .command("nft --handle", "").command("iptables-nft-save", ""))),
                Target.of("iptables-save-of-user", List.of("firewall-linux/docker-iptables-nft-save.txt"), bytes ->
                        decide(empty().look("file /etc/ufw/ufw.conf", text(bytes))
                                .look("file /proc/net/ip_tables_names", text(bytes))
                                .command("iptables-legacy-save", bytes).command("nft --handle", bytes)
                                .command("iptables-nft-save", ""))),
                Target.of("nft-json", List.of("firewall-linux/firewalld-nft.json",
                        "firewall-linux/statements-nft.json", "firewall-linux/firewalld-zones-nft.json"),
                        bytes -> decide(new FakeWorld(Os.LINUX).command("nft --json", bytes)
                                .command("nft --handle", Project.fixture("firewall-linux/statements-nft.txt")))),
                Target.of("nft-text", List.of("firewall-linux/firewalld-nft.txt",
                        "firewall-linux/statements-nft.txt"),
                        bytes -> decide(new FakeWorld(Os.LINUX).command("nft --handle", bytes)
                                .command("nft --json", Project.fixture("firewall-linux/statements-nft.json")))),
                Target.ofTexts("ipset", List.of(SETS), bytes -> decide(empty().command("ipset save", bytes)
                        .command("iptables-nft-save", NAMES_A_SET))),
                Target.of("counters-iptables", List.of("counters/iptables-nft-save.txt"), bytes ->
                        Sound.fact(RuleCounters.read(new FakeWorld(Os.LINUX).command("iptables-nft-save", bytes)
                                .command("nft --json", NO_RULES)))),
                Target.of("counters-nft", List.of("counters/ruleset.json"), bytes ->
                        Sound.fact(RuleCounters.read(new FakeWorld(Os.LINUX).command("iptables-nft-save", "")
                                .command("nft --json", bytes)))));
    }

    private static FakeWorld empty() {
        return new FakeWorld(Os.LINUX).command("nft --json", NO_RULES)
                .look("file /proc/sys/net/ipv4/ip_forward", "1\n");
    }

    private static void decide(FakeWorld world) {
        Fact<Policy> policy = Sound.fact(new LinuxFirewall(world, Fact.known(Rules.ADAPTERS)).read());
        policy.toOptional().ifPresent(known -> Rules.flows().stream().limit(6).forEach(flow ->
                decided(known.decide(flow))));
    }

    static void decided(Decision decision) {
        switch (decision) {
            case Decision.Allowed allowed -> rule(allowed.by());
            case Decision.Blocked blocked -> rule(blocked.by());
            case Decision.Undecided undecided -> {
                Sound.message(undecided.why());
                undecided.rules().forEach(LinuxFirewallTargets::rule);
            }
        }
    }

    private static void rule(Rule rule) {
        if (rule.text().isEmpty() || rule.id().isEmpty()) {
            throw new AssertionError("a rule without a text or a place: " + rule);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
