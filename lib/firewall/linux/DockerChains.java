package firewall.linux;

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
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Docker's own chains: what {@code iptables -F} and programs that load their rules anew take away while containers run,
 * and what Docker makes again when it starts (docs.docker.com/engine/network/packet-filtering-firewalls).
 */
final class DockerChains {
    /** Where Docker lets in what it publishes, and its answers; DOCKER-USER is for others. */
    private static final List<String> ITS_OWN = List.of("DOCKER", "DOCKER-FORWARD", "DOCKER-CT", "DOCKER-BRIDGE");
    private static final String PORTS = "DOCKER";

    private DockerChains() { }

    /**
     * The table whose rules of Docker's are gone, where that is why a packet to a container is stopped: Docker still
     * translates it, and nothing lets it pass.
     */
    static Optional<Table> incomplete(List<Table> tables, HostNetwork hostNetwork, Verdict.Stopped stop) {
        Table table = stop.spot().table();
        boolean ofFilter = table.store() != Store.NFT && table.name().equals("filter");
        return ofFilter && tables.stream().anyMatch(each -> translates(each, stop))
                && (unreached(table) || stop.packet().stage() == Packet.Stage.FIRST
                && !accepted(table, stop.packet(), hostNetwork)) ? Optional.of(table) : Optional.empty();
    }

    private static boolean translates(Table table, Verdict.Stopped stop) {
        Packet packet = stop.packet();
        Optional<Chain> chain = Optional.ofNullable(table.chains().get(PORTS));
        return table.name().equals("nat") && packet.translated() && chain.stream()
                .flatMap(docker -> docker.steps().stream()).flatMap(step -> step.statements().stream())
                .anyMatch(statement -> statement instanceof Statement.Translate(var address, var ports, var toSelf)
                        && address.filter(to -> to.equals(packet.stage() == Packet.Stage.ANSWER ? packet.source()
                        : packet.destination())).isPresent());
    }

    /** A chain of Docker's that is there, and that no rule leads to. */
    private static boolean unreached(Table table) {
        Map<String, Chain> chains = table.chains();
        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of("FORWARD"));
        while (!next.isEmpty()) {
            String name = next.pop();
            if (reached.add(name) && chains.containsKey(name)) {
                chains.get(name).steps().stream().flatMap(step -> step.statements().stream()).forEach(statement -> {
                    if (statement instanceof Statement.Jump(String to)) {
                        next.push(to);
                    } else if (statement instanceof Statement.Goto(String to)) {
                        next.push(to);
                    }
                });
            }
        }
        return !chains.containsKey(PORTS)
                || ITS_OWN.stream().anyMatch(name -> chains.containsKey(name) && !reached.contains(name));
    }

    private static boolean accepted(Table table, Packet packet, HostNetwork hostNetwork) {
        return table.chains().get(PORTS).steps().stream().map(RuleStep::statements)
                .filter(statements -> statements.contains(new Statement.Accept()))
                .anyMatch(statements -> statements.stream().allMatch(statement ->
                        !(statement instanceof Statement.Check(var match))
                                || match.holds(packet, hostNetwork) != Ternary.NO));
    }
}
