package path.check;

import firewall.Advice;
import firewall.Decision;
import firewall.Firewall.Permissions;
import firewall.Firewall.Proposal;
import firewall.Firewall.Wanted;
import firewall.Flow;
import firewall.Policy;
import host.LanAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import path.Remedy;
import process.Os;

/**
 * What helps where the firewall keeps a device out. {@code fix-firewall} is named where its plan, worked out on the
 * same rules, lets the device in; else what a person can do.
 */
record FirewallRemedies(Checklist checklist, LanAddress.Chosen chosen, Policy policy) {
    private static final Permissions OVERRIDING = new Permissions(true, false);
    /** No rule is made here, and no run has a name yet. */
    private static final String NO_RUN = "-";
    private static final int FEW = 3;

    /** For the phone that was named, or for one like most. @param flow its packet */
    List<Remedy> forAny(Flow flow, Decision.Blocked blocked) {
        return proposed(flow, blocked).orElseGet(() -> usual(blocked));
    }

    /** For devices that fare worse than most. */
    List<Remedy> forDevices(List<LanDevices.Part> shutOut) {
        return shutOut.stream().limit(FEW).flatMap(part -> part.decision() instanceof Decision.Blocked blocked
                ? proposed(checklist.facts.flow(checklist.endpoint, chosen, part.sample()), blocked).stream()
                .flatMap(List::stream) : Stream.empty()).distinct().toList();
    }

    private Optional<List<Remedy>> proposed(Flow flow, Decision.Blocked blocked) {
        return switch (blocked.cause()) {
            case DEFAULT, BLOCK_RULE -> policy.proposal(wanted(flow), NO_RUN, Permissions.NONE)
                    .flatMap(proposal -> remedies(proposal, flow));
            // Each of these has a remedy of its own, which is no rule.
            case ALL_INBOUND, POLICY_MANAGED, ALLOW_RULE_OTHER_PROFILE, ALLOW_RULE_DISABLED, FORWARDING_OFF ->
                Optional.empty();
        };
    }

    private Optional<List<Remedy>> remedies(Proposal proposal, Flow flow) {
        return switch (proposal) {
            case Proposal.Nothing nothing -> Optional.empty();
            case Proposal.Changes changes -> Optional.of(List.of(plan("fix-firewall", flow)));
            case Proposal.NeedsOverride needs -> policy.proposal(wanted(flow), NO_RUN, OVERRIDING)
                    .map(overriding -> overriding instanceof Proposal.OutOfReach beyond ? byHand(beyond)
                            : List.of(plan("fix-firewall-above", flow, "--override-blocks")));
            case Proposal.OutOfReach beyond -> Optional.of(byHand(beyond));
        };
    }

    /** What a person can do where no rule of this program would let it in; empty where one would, or nobody can tell. */
    static Optional<List<Remedy>> beyond(Policy policy, Wanted wanted) {
        return policy.proposal(wanted, NO_RUN, Permissions.NONE).filter(Proposal.OutOfReach.class::isInstance)
                .map(Proposal.OutOfReach.class::cast).map(FirewallRemedies::byHand);
    }

    private static List<Remedy> byHand(Proposal.OutOfReach beyond) {
        List<Remedy> steps = beyond.advice().stream().map(FirewallRemedies::remedy).toList();
        return steps.isEmpty() ? List.of(new Remedy(beyond.why(), List.of())) : steps;
    }

    private static Remedy remedy(Advice advice) {
        return new Remedy(advice.text(), advice.commands());
    }

    private Remedy plan(String key, Flow flow, String... options) {
        var words = new ArrayList<>(List.of("fix-firewall"));
        words.addAll(List.of(options));
        if (othersGetIn()) {
            words.addAll(List.of("--from", flow.from().getHostAddress()));
        }
        return Remedies.jbang(key, words.toArray(String[]::new));
    }

    /** True where the plan has to be told which device it is about. */
    private boolean othersGetIn() {
        return checklist.devices(chosen, policy).general() instanceof Decision.Allowed;
    }

    private Wanted wanted(Flow flow) {
        return new Wanted(checklist.endpoint.service().name(), flow, LanDevices.opened(checklist.facts, chosen,
                flow.from()));
    }

    private List<Remedy> usual(Decision.Blocked blocked) {
        Os os = checklist.facts.os();
        return os == Os.WINDOWS && FirewallCheck.forbids(blocked) ? Remedies.askAdministrator()
                : Remedies.firewall(FirewallCheck.id(blocked.cause()), os, policy.madeByPrompt(blocked.by()));
    }
}
