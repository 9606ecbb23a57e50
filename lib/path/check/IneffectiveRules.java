package path.check;

import firewall.Decision;
import firewall.Flow;
import firewall.IneffectiveRule;
import firewall.Policy;
import inventory.Endpoint;
import java.util.List;
import java.util.stream.Stream;
import path.Facts;
import text.Message;

/** The rules of a person that were to let a service in, and do not: where the firewall blocks for want of a rule. */
public final class IneffectiveRules {
    /** Whoever reads more of them looks for the one that was meant. */
    private static final int AT_MOST = 3;

    private IneffectiveRules() { }

    /** The closest first; none that a note of the decision names, nor one that opens another port of the inventory. */
    public static List<IneffectiveRule> of(Facts facts, Endpoint endpoint, Policy policy, Flow flow,
            Decision.Blocked blocked) {
        return switch (blocked.cause()) {
            case DEFAULT, ALLOW_RULE_OTHER_PROFILE, ALLOW_RULE_DISABLED, POLICY_MANAGED ->
                policy.ineffective(flow).stream().filter(rule -> !blocked.notes().contains(rule.why()))
                        .filter(rule -> !opensAnother(facts, endpoint, rule)).limit(AT_MOST).toList();
            case BLOCK_RULE, ALL_INBOUND, FORWARDING_OFF -> List.of();
        };
    }

    /** Every rule that looks as if it were enough already, those of the decision's notes first. */
    public static List<Message> sentences(Facts facts, Endpoint endpoint, Policy policy, Flow flow,
            Decision.Blocked blocked) {
        List<Message> noted = switch (blocked.cause()) {
            case ALLOW_RULE_OTHER_PROFILE, ALLOW_RULE_DISABLED -> blocked.notes();
            case DEFAULT, POLICY_MANAGED, BLOCK_RULE, ALL_INBOUND, FORWARDING_OFF -> List.of();
        };
        return Stream.concat(noted.stream(), of(facts, endpoint, policy, flow, blocked).stream()
                .map(IneffectiveRule::why)).toList();
    }

    private static boolean opensAnother(Facts facts, Endpoint endpoint, IneffectiveRule rule) {
        return facts.inventory().endpoints().stream()
                .filter(other -> other.service().protocol() == endpoint.service().protocol())
                .anyMatch(other -> rule.otherPorts().stream().anyMatch(ports -> ports.contains(other.port())));
    }
}
