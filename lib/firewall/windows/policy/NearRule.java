package firewall.windows.policy;

import java.util.Comparator;
import java.util.List;

/**
 * An allow rule, and the conditions for which it does not speak for a packet.
 *
 * @param unmet     not empty, each once, in the order of {@link Unmet}
 * @param namesPort it names the packet's port, and not nearly all others
 */
record NearRule(WindowsRule rule, List<Unmet> unmet, boolean namesPort) {
    /** What a person made for this port comes first: that is the rule that was thought to help. */
    static final Comparator<NearRule> CLOSEST = Comparator.comparing((NearRule near) -> near.rule().ofWindows())
            .thenComparing(near -> !near.namesPort())
            .thenComparing(near -> near.unmet().getFirst());

    /** Conditions of a rule, those first that a person most easily overlooks. */
    enum Unmet {
        DISABLED, PROFILE, ADAPTER, ADAPTER_TYPE, REMOTE, LOCAL, PROTOCOL, PROGRAM, SERVICE, DIRECTION, REMOTE_PORT,
        PORT
    }

    NearRule {
        unmet = List.copyOf(unmet);
    }

    boolean lacks(Unmet condition) {
        return unmet.contains(condition);
    }
}
