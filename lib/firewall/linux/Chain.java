package firewall.linux;

import firewall.Rule;
import java.util.List;
import java.util.Optional;

/** A list of rules; a base chain is where a hook begins. */
record Chain(String name, List<Step> steps, Optional<Base> base) {

    Chain {
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
    record Base(Hook hook, int priority, boolean nat, List<String> devices, boolean accepts, Rule policy) {

        Base {
            devices = List.copyOf(devices);
        }
    }
}
