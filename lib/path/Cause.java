package path;

import firewall.Rule;
import java.util.List;
import text.Message;

/**
 * Why a hop of one endpoint is not well. Causes with the same id and subject become one finding for all their
 * endpoints.
 *
 * @param subject   what is to blame: a container's name, a rule's id; empty where it is the endpoint itself
 * @param specifics what the finding's sentence tells besides ports and services, from {@code {2}} on
 * @param evidence  what was seen, in the words of whoever said it
 * @param rules     rules of the firewall that the evidence names, as the system writes them
 */
public record Cause(FindingId id, Severity severity, Confidence confidence, String subject, List<Object> specifics,
        List<Message> evidence, List<Remedy> remedies, List<Rule> rules) {

    public Cause {
        rules = List.copyOf(rules);
        specifics = List.copyOf(specifics);
        evidence = List.copyOf(evidence);
        remedies = List.copyOf(remedies);
    }

    public Cause(FindingId id, Severity severity, Confidence confidence, String subject, List<Object> specifics,
            List<Message> evidence, List<Remedy> remedies) {
        this(id, severity, confidence, subject, specifics, evidence, remedies, List.of());
    }

    public static Cause observed(FindingId id, Severity severity, String subject, Object... specifics) {
        return new Cause(id, severity, Confidence.OBSERVED, subject, List.of(specifics), List.of(), List.of());
    }

    public Cause inferred() {
        return new Cause(id, severity, Confidence.INFERRED, subject, specifics, evidence, remedies, rules);
    }

    public Cause seen(List<Message> seen) {
        return new Cause(id, severity, confidence, subject, specifics, seen, remedies, rules);
    }

    public Cause seen(Message... seen) {
        return seen(List.of(seen));
    }

    public Cause fixedBy(List<Remedy> steps) {
        return new Cause(id, severity, confidence, subject, specifics, evidence, steps, rules);
    }

    public Cause fixedBy(Remedy... steps) {
        return fixedBy(List.of(steps));
    }

    public Cause naming(List<Rule> named) {
        return new Cause(id, severity, confidence, subject, specifics, evidence, remedies, named);
    }
}
