package firewall.linux.netfilter;

import firewall.Rule;
import java.util.List;
import java.util.Optional;

/** A list of rules; a base chain is where a hook begins. */
public record Chain(String name, List<RuleStep> steps, Optional<Base> base) {

    public Chain {
        steps = List.copyOf(steps);
    }

    /**
     * Where a base chain hangs.
     *
     * @param priority the lower the earlier; connection tracking is at -200
     * @param nat      rules that are asked for the first packet of a connection only
     * @param devices  the adapters of an ingress or egress chain; empty for all
     * @param accepts  what becomes of a packet that no rule decides about
     * @param policy   that default, as a rule to name
     */
    public record Base(Hook hook, int priority, boolean nat, List<String> devices, boolean accepts, Rule policy) {

        public Base {
            devices = List.copyOf(devices);
        }
    }
}
