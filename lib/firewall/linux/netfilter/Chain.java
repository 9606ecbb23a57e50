package firewall.linux.netfilter;

import firewall.Rule;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A list of rules; a base chain is where a hook begins. */
public final class Chain {
    private final String name;
    private final List<RuleStep> steps;
    private final Optional<Base> base;
    /** Made when it is first asked for: most chains of most machines never are. */
    private final AtomicReference<PortIndex> byPort = new AtomicReference<>();

    public Chain(String name, List<RuleStep> steps, Optional<Base> base) {
        this.name = name;
        this.steps = List.copyOf(steps);
        this.base = base;
    }

    public String name() {
        return name;
    }

    public List<RuleStep> steps() {
        return steps;
    }

    public Optional<Base> base() {
        return base;
    }

    /** The rules that a packet may meet, by their places; all others are for another port. */
    int[] stepsFor(Packet packet) {
        PortIndex index = byPort.get();
        if (index == null) {
            index = new PortIndex(steps);
            byPort.set(index);
        }
        return index.of(packet);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Chain chain && name.equals(chain.name)
                && steps.equals(chain.steps) && base.equals(chain.base);
    }

    /** Of the name alone: chains hold thousands of rules. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name + " " + base + " " + steps;
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
