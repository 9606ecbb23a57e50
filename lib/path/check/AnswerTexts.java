package path.check;

import inventory.Endpoint;
import inventory.HealthCheck;
import inventory.HttpTerms;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import probe.Reply;
import text.Message;

/** What is said of answers that are none, or not the right ones. */
final class AnswerTexts {

    static final int UNAUTHORIZED = 401;

    private AnswerTexts() { }

    /** An answer that came to its end, and is another than the one that is wanted. */
    static Message wrong(Endpoint endpoint, Reply seen) {
        if (seen.status() == 0) {
            return Message.of("path.hop.not-http");
        }
        if (seen.redirect().isPresent()) {
            return Message.of("path.hop.redirects-on-and-on", seen.status());
        }
        return endpoint.health().filter(HealthCheck.HttpGet.class::isInstance).map(HealthCheck.HttpGet.class::cast)
                .map(HealthCheck.HttpGet::terms).filter(terms -> terms.takes(seen.status()))
                .map(terms -> Message.of("path.hop.body-differs", seen.status(), wanted(terms)))
                .orElseGet(() -> status(seen.status()));
    }

    /** A status that is told by its number alone tells little. */
    private static Message status(int status) {
        return status == UNAUTHORIZED ? Message.of("path.hop.status-401") : Message.of("path.hop.status", status);
    }

    private static List<String> wanted(HttpTerms terms) {
        var wanted = new ArrayList<String>();
        terms.contains().ifPresent(text -> wanted.add("\"" + text + "\""));
        terms.json().forEach((path, value) -> wanted.add(path + ": " + value));
        return List.copyOf(wanted);
    }

    /** An answer whose end did not come. */
    static Message unfinished(Reply seen) {
        Reply.Part part = seen.part().orElseThrow();
        if (part.length().isEmpty()) {
            return Message.of(part.cut() ? "path.hop.cut-off" : "path.hop.endless", seen.status(), part.received());
        }
        return Message.of(part.cut() ? "path.hop.cut-off-of" : "path.hop.endless-of", seen.status(), part.received(),
                part.length().get());
    }

    static Message untrusted(Reply.Certificate certificate, InetAddress address) {
        return switch (certificate.flaw()) {
            case UNKNOWN_AUTHORITY -> Message.of("path.hop.certificate-unknown-authority", certificate.issuer());
            case OTHER_NAME -> certificate.names().isEmpty() ? Message.of("path.hop.certificate-no-name")
                    : Message.of("path.hop.certificate-other-name", certificate.names(), address.getHostAddress());
            case NOT_NOW -> Message.of("path.hop.certificate-not-now", day(certificate.from()),
                    day(certificate.until()));
        };
    }

    /** Of a port that was asked in plain words and speaks TLS: what a phone does not take of it. */
    static Optional<Message> certificate(Reply seen, InetAddress address) {
        return seen.state() == Reply.State.WANTS_TLS ? seen.refused().map(shown ->
                Message.of("path.evidence.by-tls", untrusted(shown, address))) : Optional.empty();
    }

    private static String day(String instant) {
        int end = instant.indexOf('T');
        return end < 0 ? instant : instant.substring(0, end);
    }

    /** What was asked at an address, and what came of it. */
    static Message tried(Checklist checklist, Reply seen, InetAddress address, Message text) {
        return tried(checklist, seen, host(checklist, address), text);
    }

    /** @param host with its port: {@code 172.17.0.2:80} */
    static Message tried(Checklist checklist, Reply seen, String host, Message text) {
        Optional<HealthCheck> health = checklist.endpoint.health();
        String url = health.flatMap(HealthCheck::path)
                .map(path -> health.flatMap(HealthCheck::scheme).orElseThrow() + "://" + host + path).orElse(host);
        // What the system says of a refused connection is that it was refused.
        boolean plain = seen.detail().isBlank() || seen.state() == Reply.State.REFUSED
                || seen.state() == Reply.State.WANTS_TLS || seen.state() == Reply.State.WANTS_PLAIN;
        return plain ? Message.of("path.evidence.tried", url, text)
                : Message.of("path.evidence.tried-said", url, text, seen.detail());
    }

    static String host(Checklist checklist, InetAddress address) {
        return literal(address) + ":" + checklist.endpoint.port();
    }

    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }
}
