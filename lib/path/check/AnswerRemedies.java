package path.check;

import inventory.Endpoint;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import path.FindingId;
import path.Remedy;
import probe.Reply;

/** What a person can do about an answer in another protocol than the one that is asked by, or that wants a token. */
final class AnswerRemedies {

    private AnswerRemedies() { }

    /** @return empty where the service's own log is the place to look */
    static Optional<List<Remedy>> of(FindingId id, Checklist checklist, Reply seen, InetAddress address) {
        return switch (id) {
            case PORT_SPEAKS_TLS -> Optional.of(List.of(
                    Remedies.byHand("ask-by-tls", path(checklist.endpoint)), Remedies.byHand("app-by-tls")));
            case PORT_SPEAKS_PLAIN_HTTP ->
                Optional.of(List.of(Remedies.byHand("ask-plainly"), Remedies.byHand("app-plainly")));
            case CERTIFICATE_NOT_TRUSTED -> Optional.of(List.of(certificate(checklist, seen, address)));
            case UNHEALTHY_ANSWER -> seen.status() != AnswerTexts.UNAUTHORIZED ? Optional.empty()
                    : Optional.of(List.of(Remedies.byHand("app-token"),
                            Remedies.byHand("expect-401", path(checklist.endpoint))));
            default -> Optional.empty();
        };
    }

    private static String path(Endpoint endpoint) {
        return endpoint.healthPath().orElse("/");
    }

    private static Remedy certificate(Checklist checklist, Reply seen, InetAddress address) {
        return switch (seen.refused().orElseThrow().flaw()) {
            case UNKNOWN_AUTHORITY -> Remedies.byHand("name-authority", seen.refused().get().issuer());
            case OTHER_NAME, NOT_NOW -> Remedies.byHand("certificate-for",
                    checklist.facts.inventory().host().orElse(address.getHostAddress()));
        };
    }
}
