package host.windows;

import java.util.List;
import net.Protocol;

/**
 * The firewall between the network and WSL in mirrored mode, which Windows Firewall's own list does not show.
 *
 * @param enabled         whether it filters at all
 * @param allowsInbound   what becomes of a packet that no rule speaks for
 * @param mergesHostRules whether rules of Windows Firewall that are ports and addresses alone count here too
 * @param rules           its own inbound rules that are switched on
 */
public record HyperVFirewall(boolean enabled, boolean allowsInbound, boolean mergesHostRules, List<Rule> rules) {

    public HyperVFirewall {
        rules = List.copyOf(rules);
    }

    /**
     * @param ports as Windows writes them: {@code 8000}, {@code 7880-7881}; empty for any port
     * @param from  remote addresses as Windows writes them: {@code LocalSubnet}, {@code 192.168.1.0/24}; empty for any
     */
    public record Rule(String name, boolean allow, Protocol protocol, List<String> ports, List<String> from) {
        public Rule {
            ports = List.copyOf(ports);
            from = List.copyOf(from);
        }

        /** A rule that does not ask who sends. */
        public Rule(String name, boolean allow, Protocol protocol, List<String> ports) {
            this(name, allow, protocol, ports, List.of());
        }
    }
}
