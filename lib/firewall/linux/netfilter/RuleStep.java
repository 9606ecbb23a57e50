package firewall.linux.netfilter;

import firewall.Rule;
import java.util.List;

/** A rule as the system writes it, and what it does. */
public record RuleStep(Rule rule, List<Statement> statements) {

    public RuleStep {
        statements = List.copyOf(statements);
    }

    /** True for a rule that takes every packet. */
    public boolean unconditional() {
        return statements.stream().noneMatch(Statement.Check.class::isInstance);
    }
}
