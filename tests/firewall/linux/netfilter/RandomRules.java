package firewall.linux.netfilter;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rules drawn at random: valid ones, each likely to touch the flows that are asked about. */
public final class RandomRules {
    private static final List<String> CHAINS = List.of("INPUT", "FORWARD", "DOCKER-USER", "X", "Y", "OUTPUT");
    private static final List<String> CONDITIONS = List.of("-s 192.168.1.24", "! -s 192.168.1.24", "-s 192.168.1.0/24",
            "-i eth0", "! -i eth0", "-i docker0", "-m conntrack --ctstate NEW", "-m conntrack --ctstate ESTABLISHED",
            "-m conntrack ! --ctstate NEW", "-m mark --mark 1", "-m mark ! --mark 1/3", "-m addrtype --dst-type LOCAL",
            "-m conntrack --ctorigdstport 8001", "-m conntrack --ctstate DNAT", "-d 172.17.0.2", "-d 192.168.1.44",
            "-m connmark --mark 2", "-m pkttype --pkt-type unicast");
    private static final List<String> PORTS = List.of("-p tcp --dport 8000", "-p tcp --dport 8001:8002",
            "-p tcp -m multiport --dports 80,8002", "-p tcp ! --dport 8000", "-p udp --dport 8000", "-p tcp --syn",
            "-p tcp --sport 8000", "");
    private static final List<String> TARGETS = List.of("ACCEPT", "ACCEPT", "DROP", "REJECT", "RETURN", "X", "Y",
            "MARK --set-mark 1", "CONNMARK --set-mark 2", "NFLOG");

    private final Random random;

    public RandomRules(Random random) {
        this.random = random;
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public List<String> iptables() {
        List<String> lines = new ArrayList<>(List.of("-N X", "-N Y"));
        for (int i = 0; i < 9; i++) {
            String chain = one(CHAINS);
            String target = one(TARGETS);
            // Marks can be set everywhere; a chain may only call one that comes after it, or there would be loops.
            boolean forward = chain.equals("X") && target.equals("Y") || !chain.equals("X") && !chain.equals("Y");
            boolean call = target.equals("X") || target.equals("Y");
            if (call && !forward) {
                target = "DROP";
                call = false;
            }
            boolean mark = target.contains("MARK");
            String in = chain.equals("OUTPUT") ? "" : one(CONDITIONS);
            String jump = call && random.nextInt(4) == 0 ? "-g " : "-j ";
            lines.add((mark ? "-t mangle -A PREROUTING " : "-A " + chain + " ") + one(PORTS) + " "
                    + (mark ? "-s 192.168.1.0/24" : in) + " " + jump + target);
        }
        if (random.nextInt(3) == 0) {
            lines.add("-P INPUT DROP");
        }
        return lines;
    }

    public String nft() {
        List<String> conditions = List.of("ip saddr 192.168.1.24", "iifname != \"eth0\"", "ct state new",
                "ct state != new", "meta mark 1", "ct direction original", "ip daddr 172.17.0.0/16", "");
        List<String> ports = List.of("tcp dport { 80, 8000-8001 }", "tcp dport != 8002", "udp dport 8000",
                "ip saddr . tcp dport { 192.168.1.23 . 8000 }", "meta l4proto tcp");
        List<String> verdicts = List.of("accept", "drop", "reject", "jump other", "goto other", "return", "counter");
        var rules = new StringBuilder("table inet r {\nchain other {\n");
        rules.append(one(ports)).append(" drop\n").append(one(conditions)).append(" accept\n}\n");
        for (String hook : List.of("input", "forward", "prerouting")) {
            rules.append("chain ").append(hook).append(" { type filter hook ").append(hook).append(" priority ")
                    .append(random.nextInt(41) - 20).append("; policy accept;\n");
            for (int i = 0; i < 3; i++) {
                String verdict = one(verdicts);
                rules.append(one(conditions)).append(' ').append(one(ports)).append(' ')
                        .append(hook.equals("prerouting") && verdict.equals("reject") ? "drop" : verdict).append('\n');
            }
            rules.append("}\n");
        }
        return rules.append('}').toString();
    }
}
