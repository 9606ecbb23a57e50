package path;

import inventory.Endpoint;
import java.util.List;
import text.Message;

/** Something a person should know, once, with every endpoint it touches. */
public record Finding(FindingId id, Severity severity, Confidence confidence, List<Endpoint> endpoints,
        Message summary, List<Message> evidence, List<Remedy> remedies) {

    public Finding {
        endpoints = List.copyOf(endpoints);
        evidence = List.copyOf(evidence);
        remedies = List.copyOf(remedies);
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
