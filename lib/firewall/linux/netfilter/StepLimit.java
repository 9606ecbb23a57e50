package firewall.linux.netfilter;

import firewall.Rule;
import java.util.Optional;

/**
 * How far one question is followed through the rules. Conditions that cannot be evaluated double the ways of a packet,
 * chains that call each other multiply them; past this limit the answer is that it could not be told. One limit serves
 * one question: the packet, the answer to it, and what follows.
 */
final class StepLimit {

    /** Comparisons. A machine with 100,000 rules needs some hundredths of it, which is a fraction of a second. */
    static final int MOST_STEPS = 10_000_000;

    /** A way that is kept, for the memory it takes: all steps together are some 50,000 of them. */
    static final int KEPT = 200;

    private int taken;
    private Optional<Rule> reached = Optional.empty();

    /**
     * @param steps what comes next takes
     * @param rule  where
     * @return false where that is more than is left; from then on nothing is
     */
    boolean allows(int steps, Rule rule) {
        if (reached.isEmpty() && steps > MOST_STEPS - taken) {
            reached = Optional.of(rule);
        }
        if (reached.isPresent()) {
            return false;
        }
        taken += steps;
        return true;
    }

    /** The rule at which the limit was reached. */
    Optional<Rule> reached() {
        return reached;
    }

    int taken() {
        return taken;
    }
}
