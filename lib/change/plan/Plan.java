package change.plan;

import change.journal.RunId;
import firewall.Change;
import inventory.Endpoint;
import inventory.Service;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.Cidr;

/**
 * What would be changed, and what is well, cannot be told or is not ours to change. Pure data: making a plan changes
 * nothing, and carrying it out does exactly what it says.
 *
 * @param lan       the network that is let in; empty where none was found, and then there are no steps either
 * @param endpoints every port of the inventory, in its order
 * @param steps     one for each service that has something to change
 */
public record Plan(RunId run, Optional<Cidr> lan, List<PortAssessment> endpoints, List<PlanStep> steps) {

    public Plan {
        endpoints = List.copyOf(endpoints);
        steps = List.copyOf(steps);
    }

    /** What the plan comes to, the gravest first. */
    public enum Verdict {
        /** There is something to do, and we can do it. */
        CHANGES_WAIT,
        /** Something is blocked, and nothing of it is ours to change. */
        STUCK,
        UNKNOWN,
        NOTHING_TO_DO
    }

    public static Plan of(RunId run, Optional<Cidr> lan, List<PortAssessment> endpoints) {
        Map<Service, List<PortAssessment>> byService = new LinkedHashMap<>();
        for (PortAssessment each : endpoints) {
            if (each.answer() instanceof PortAnswer.Fixable) {
                byService.computeIfAbsent(each.endpoint().service(), service -> new ArrayList<>()).add(each);
            }
        }
        var steps = new ArrayList<PlanStep>();
        Set<Change> planned = new HashSet<>();
        byService.forEach((service, blocked) -> {
            List<Change> changes = joined(blocked.stream().flatMap(each -> changes(each.answer()).stream())
                    .filter(planned::add).toList());
            List<Endpoint> ports = blocked.stream().map(PortAssessment::endpoint).toList();
            if (!changes.isEmpty()) {
                steps.add(new PlanStep(steps.size() + 1, service, ports, changes));
            }
        });
        return new Plan(run, lan, endpoints, steps);
    }

    /** One change in place of two where one does what both do: one rule for all ports of a service. */
    private static List<Change> joined(List<Change> changes) {
        var fewer = new ArrayList<Change>();
        for (Change change : changes) {
            boolean done = false;
            for (int i = 0; i < fewer.size() && !done; i++) {
                Optional<Change> both = fewer.get(i).joined(change);
                if (both.isPresent()) {
                    fewer.set(i, both.get());
                    done = true;
                }
            }
            if (!done) {
                fewer.add(change);
            }
        }
        return fewer;
    }

    private static List<Change> changes(PortAnswer answer) {
        return answer instanceof PortAnswer.Fixable(var decision, List<Change> changes, var notes) ? changes
                : List.of();
    }

    public Verdict verdict() {
        if (!steps.isEmpty()) {
            return Verdict.CHANGES_WAIT;
        }
        boolean unknown = false;
        for (PortAssessment each : endpoints) {
            switch (each.answer()) {
                case PortAnswer.NeedsOverride needsOverride -> {
                    return Verdict.STUCK;
                }
                case PortAnswer.OutOfReach outOfReach -> {
                    return Verdict.STUCK;
                }
                case PortAnswer.CannotTell cannotTell -> unknown = true;
                case PortAnswer.Open open -> { }
                case PortAnswer.Fixable fixable -> { }
            }
        }
        return unknown ? Verdict.UNKNOWN : Verdict.NOTHING_TO_DO;
    }

    public List<Change> changes() {
        return steps.stream().flatMap(step -> step.changes().stream()).toList();
    }

    /** True when this plan, made anew, holds nothing that the one a person agreed to did not hold. */
    public boolean within(Plan agreed) {
        return changes().stream().allMatch(change -> agreed.changes().stream().anyMatch(one -> one.covers(change)));
    }
}
