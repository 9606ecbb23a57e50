package firewall.linux;

import firewall.Rule;
import java.util.List;

/** A rule as the system writes it, and what it does. */
record Step(Rule rule, List<Statement> statements) {

    Step {
        statements = List.copyOf(statements);
    }

    /** True for a rule that takes every packet. */
    boolean unconditional() {
        return statements.stream().noneMatch(Statement.Check.class::isInstance);
    }
}
