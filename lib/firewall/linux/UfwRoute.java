package firewall.linux;

import firewall.Decision;
import firewall.Firewall.Wanted;
import firewall.linux.iptables.IptablesArgs;
import firewall.linux.iptables.IptablesSave;
import firewall.linux.iptables.IptablesTables;
import firewall.linux.netfilter.Family;
import firewall.linux.netfilter.Packet;
import firewall.linux.netfilter.Table;
import firewall.linux.netfilter.Verdict;
import java.util.List;
import java.util.Optional;
import process.Shell;
import text.Message;

/**
 * What ufw itself can do for a container, whose packets are passed on: a rule for routed traffic (ufw(8), "route"). ufw
 * keeps it; a rule of ours in a chain of ufw's is gone when ufw loads its own again.
 */
final class UfwRoute {

    private UfwRoute() { }

    /** The line, where it lets the packet in as well. */
    static Optional<Message> note(LinuxPolicy policy, Wanted wanted) {
        return policy.ufw() ? policy.judge(wanted.flow()).stop().filter(stop -> ofContainer(stop.packet()))
                .flatMap(stop -> lets(policy, wanted, stop)) : Optional.empty();
    }

    private static boolean ofContainer(Packet packet) {
        return packet.translated() && packet.stage() == Packet.Stage.FIRST
                && packet.out().filter(out -> !out.isEmpty()).isPresent();
    }

    private static Optional<Message> lets(LinuxPolicy policy, Wanted wanted, Verdict.Stopped stop) {
        boolean v4 = wanted.lan().isV4();
        String chain = v4 ? "ufw-user-forward" : "ufw6-user-forward";
        Table table = stop.spot().table();
        String lan = wanted.lan().toString();
        String protocol = wanted.flow().protocol().id();
        String to = stop.packet().destination().getHostAddress();
        String port = stop.packet().destinationPort().low().toString();
        if (!table.chains().containsKey(chain)) {
            return Optional.empty();
        }
        var rule = IptablesTables.step(table.store(), v4 ? Family.V4 : Family.V6, chain,
                IptablesArgs.of(List.of("-s", lan, "-d", to, "-p", protocol, "-m", protocol, "--dport", port, "-j",
                        "ACCEPT").stream().map(word -> new IptablesSave.Word(word, false)).toList()));
        LinuxPolicy after = policy.inserted(table, chain, table.chains().get(chain).steps().size(), rule);
        return after.judge(wanted.flow()).decision() instanceof Decision.Allowed
                ? Optional.of(Message.of("firewall-linux.or-ufw-route", Shell.BASH.line(List.of("sudo", "ufw", "route",
                        "allow", "proto", protocol, "from", lan, "to", to, "port", port)))) : Optional.empty();
    }
}
