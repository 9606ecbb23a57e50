package firewall.linux;

import firewall.Advice;
import firewall.Rule;
import firewall.Ternary;
import firewall.linux.netfilter.Chain;
import firewall.linux.netfilter.HostNetwork;
import firewall.linux.netfilter.Packet;
import firewall.linux.netfilter.RuleStep;
import firewall.linux.netfilter.Statement;
import firewall.linux.netfilter.Store;
import firewall.linux.netfilter.Table;
import firewall.linux.netfilter.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import text.Message;

/**
 * Docker's own chains: what {@code iptables -F} and programs that load their rules anew take away while containers run,
 * and what Docker makes again when it starts (docs.docker.com/engine/network/packet-filtering-firewalls).
 */
final class DockerChains {
    /** Where Docker lets in what it publishes. */
    private static final String PORTS = "DOCKER";
    /** Where it lets answers through, since version 28; before that, FORWARD itself has the rules. */
    private static final String ANSWERS = "DOCKER-CT";
    /** For rules of others: Docker keeps them, and calls them before its own. */
    private static final String OF_OTHERS = "DOCKER-USER";
    private static final String FORWARD = "FORWARD";

    private DockerChains() { }

    /**
     * The table whose rules of Docker's are gone, where that is why a packet to a container is stopped: Docker still
     * translates it, and nothing lets it pass.
     */
    static Optional<Table> incomplete(List<Table> tables, HostNetwork hostNetwork, Verdict.Stopped stop) {
        Table table = stop.spot().table();
        boolean ofDocker = table.store() != Store.NFT && table.name().equals("filter")
                && table.chains().containsKey(FORWARD)
                && !reached(table, OF_OTHERS).contains(stop.spot().chain().name());
        return ofDocker && tables.stream().anyMatch(each -> translates(each, stop))
                && lacks(table, stop.packet(), hostNetwork) ? Optional.of(table) : Optional.empty();
    }

    private static boolean lacks(Table table, Packet packet, HostNetwork hostNetwork) {
        Set<String> reached = reached(table, FORWARD);
        return packet.stage() == Packet.Stage.FIRST
                ? !table.chains().containsKey(PORTS) || !reached.contains(PORTS) || !accepted(table, packet, hostNetwork)
                : table.chains().containsKey(ANSWERS) && !reached.contains(ANSWERS);
    }

    /** Whether this is where Docker translates the ports that it publishes. */
    static boolean translates(Table table, Chain chain) {
        return table.store() != Store.NFT && table.name().equals("nat") && chain.name().equals(PORTS);
    }

    static Advice restart() {
        return new Advice(Message.of("firewall-linux.advice-restart-docker"),
                List.of(RuleLine.paste(List.of("sudo", "systemctl", "restart", "docker"))));
    }

    private static boolean translates(Table table, Verdict.Stopped stop) {
        Packet packet = stop.packet();
        Optional<Chain> chain = Optional.ofNullable(table.chains().get(PORTS));
        return table.name().equals("nat") && packet.translated() && chain.stream()
                .flatMap(docker -> docker.steps().stream()).flatMap(step -> step.statements().stream())
                .anyMatch(statement -> statement instanceof Statement.Translate(var address, var ports, var toSelf)
                        && address.filter(to -> to.equals(packet.stage().isBack() ? packet.source()
                        : packet.destination())).isPresent());
    }

    /** The chain itself, and all that its rules lead to. */
    private static Set<String> reached(Table table, String from) {
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            Chain chain = table.chains().get(next.pop());
            if (chain != null && reached.add(chain.name())) {
                chain.steps().stream().flatMap(step -> step.statements().stream()).forEach(statement -> {
                    if (statement instanceof Statement.Jump(String to)) {
                        next.push(to);
                    } else if (statement instanceof Statement.Goto(String to)) {
                        next.push(to);
                    }
                });
            }
        }
        return reached;
    }

    /** As it is once Docker has started: below what it calls for others, it lets in what it publishes. */
    static LinuxPolicy restarted(LinuxPolicy policy, Table table, RuleStep accept) {
        List<RuleStep> steps = table.chains().get(FORWARD).steps();
        var call = new Statement.Jump(OF_OTHERS);
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).statements().contains(call)) {
                return policy.inserted(table, FORWARD, i + 1, accept);
            }
        }
        var rule = new Rule("docker", FORWARD, "-A FORWARD -j " + OF_OTHERS, table.name() + " " + FORWARD, false);
        List<RuleStep> first = new ArrayList<>(List.of(accept));
        if (table.chains().containsKey(OF_OTHERS)) {
            first.addFirst(new RuleStep(rule, List.of(call)));
        }
        return policy.inserted(table, FORWARD, 0, first);
    }

    private static boolean accepted(Table table, Packet packet, HostNetwork hostNetwork) {
        return table.chains().get(PORTS).steps().stream().map(RuleStep::statements)
                .filter(statements -> statements.contains(new Statement.Accept()))
                .anyMatch(statements -> statements.stream().allMatch(statement ->
                        !(statement instanceof Statement.Check(var match))
                                || match.holds(packet, hostNetwork) != Ternary.NO));
    }
}
