package path;

import firewall.Rule;
import inventory.Endpoint;
import java.util.List;
import text.Message;

/**
 * Something a person should know, once, with every endpoint it touches.
 *
 * @param rules rules of the firewall that leave it open, or nearly let phones in, as the system writes them: too long
 *              for a sentence
 */
public record Finding(FindingId id, Severity severity, Confidence confidence, List<Endpoint> endpoints,
        Message summary, List<Message> evidence, List<Remedy> remedies, List<Rule> rules) {

    public Finding {
        endpoints = List.copyOf(endpoints);
        evidence = List.copyOf(evidence);
        remedies = List.copyOf(remedies);
        rules = List.copyOf(rules);
    }

    public Finding(FindingId id, Severity severity, Confidence confidence, List<Endpoint> endpoints, Message summary,
            List<Message> evidence, List<Remedy> remedies) {
        this(id, severity, confidence, endpoints, summary, evidence, remedies, List.of());
    }

    /** Names of the services it touches, each once. */
    public List<String> services() {
        return endpoints.stream().map(endpoint -> endpoint.service().name()).distinct().toList();
    }

    /** Where the runbook says more. */
    public String help(String page) {
        return page + "#" + id.id();
    }
}
