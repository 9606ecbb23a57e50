package firewall.linux.netfilter;

import firewall.Rule;
import java.util.Optional;

/** One way a packet may leave a chain. Where conditions cannot be evaluated there are several. */
public sealed interface Verdict {

    Packet packet();

    /** @param by the rule, empty where no rule decided: the end of the chain, or a return */
    record Passed(Packet packet, Optional<Rule> by) implements Verdict { }

    /**
     * @param catchAll true where nothing on the way to the rule asked anything of the packet
     * @param sure     false where this happens only if a condition holds that cannot be evaluated
     */
    record Stopped(Packet packet, Spot spot, boolean rejected, boolean catchAll, boolean sure) implements Verdict { }

    /** @param by the rule that hands the packet to something we cannot follow */
    record Lost(Packet packet, Rule by) implements Verdict { }

    /**
     * Where a packet is stopped.
     *
     * @param index position of the rule in its chain from 0, or -1 for the chain's policy
     */
    record Spot(Table table, Chain chain, int index, Rule rule) {

        /** Of the rule alone: tables hold thousands of rules, and each would be looked at every time. */
        @Override
        public int hashCode() {
            return rule.hashCode();
        }
    }
}
