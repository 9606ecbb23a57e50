package path.check;

import firewall.Rule;
import host.LanAddress;
import inventory.HealthCheck;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.SampleAddress;
import path.Cause;
import path.ContainerPort;
import path.FindingId;
import path.Hop;
import path.Outcome;
import path.Phone;
import path.SelfTest;
import path.Severity;
import probe.Reply;
import process.Fact;
import text.Message;

/**
 * What takes the place of this machine's own test of a published port that goes another way than a phone's packets, and
 * fails there: what the container answers at its own address, where it was asked.
 */
final class ContainerAnswer {

    private ContainerAnswer() { }

    /** Empty where the test counts as it is. */
    static Optional<Outcome> instead(Checklist checklist, Hop hop, Reply seen, InetAddress address) {
        boolean heard = switch (seen.state()) {
            case ANSWERED, REDIRECTED, TLS, HUNG_UP, WRONG_ANSWER, UNFINISHED, WANTS_TLS, WANTS_PLAIN, UNTRUSTED -> true;
            case HELD, CLOSED, SILENT, REFUSED, TIMED_OUT, UNREACHABLE -> false;
        };
        return heard ? Optional.empty() : SelfTest.of(checklist.facts, checklist.endpoint, address)
                .flatMap(test -> instead(checklist, hop, seen, test));
    }

    private static Optional<Outcome> instead(Checklist checklist, Hop hop, Reply seen, SelfTest test) {
        boolean well = well(checklist);
        return switch (test) {
            case SelfTest.Through through -> Optional.empty();
            case SelfTest.Translated translated -> seen.state() == Reply.State.REFUSED
                    ? refusedInside(checklist, seen) : Optional.empty();
            case SelfTest.Proxied proxied -> well && phoneIsTranslated(checklist) && seen.state() != Reply.State.HELD
                    ? Optional.of(aside(checklist, Message.of("path.self-test.proxy"))) : Optional.empty();
            case SelfTest.Untranslated untranslated ->
                Optional.of(atContainer(checklist, hop, Message.of("path.self-test.untranslated")));
            case SelfTest.Stopped stopped ->
                Optional.of(atContainer(checklist, hop, Message.of("path.self-test.blocked", stopped.by().text())));
            case SelfTest.Unclear unclear -> well && seen.state() != Reply.State.HELD
                    ? Optional.of(untested(hop, Message.of("path.hop.port-unlike-container", port(checklist))))
                    : Optional.empty();
        };
    }

    private static boolean well(Checklist checklist) {
        return reply(checklist).filter(Reply::wellAnswered).isPresent();
    }

    private static Optional<Reply> reply(Checklist checklist) {
        Fact<Reply> reply = checklist.facts.direct().get(checklist.endpoint);
        return reply == null ? Optional.empty() : reply.toOptional();
    }

    private static Outcome atContainer(Checklist checklist, Hop hop, Message why) {
        Optional<Reply> asked = reply(checklist);
        if (asked.isEmpty()) {
            return untested(hop, Message.of("path.hop.untested", why));
        }
        Reply reply = asked.get();
        return switch (reply.state()) {
            // The certificate is for the name that the app uses, and not for this address.
            case ANSWERED, TLS, HUNG_UP, UNTRUSTED -> aside(checklist, why);
            case HELD -> checklist.endpoint.health().filter(HealthCheck.TcpConnection.class::isInstance).isPresent()
                    ? aside(checklist, why) : new Outcome.Warning(Message.of("path.hop.not-proven"),
                            Cause.observed(FindingId.ANSWER_NOT_PROVEN, Severity.WARN, "")
                                    .seen(tried(checklist, reply, Message.of("path.hop.held")))
                                    .fixedBy(Remedies.proveAnswer()));
            case REDIRECTED -> RedirectCheck.outcome(checklist, hop, reply, port(checklist));
            case WRONG_ANSWER -> broken(checklist, reply, FindingId.UNHEALTHY_ANSWER,
                    AnswerTexts.wrong(checklist.endpoint, reply));
            case UNFINISHED -> broken(checklist, reply, reply.part().orElseThrow().cut() ? FindingId.UNHEALTHY_ANSWER
                    : FindingId.NO_ANSWER, AnswerTexts.unfinished(reply));
            case WANTS_TLS -> broken(checklist, reply, FindingId.PORT_SPEAKS_TLS, Message.of("path.hop.speaks-tls"));
            case WANTS_PLAIN -> broken(checklist, reply, FindingId.PORT_SPEAKS_PLAIN_HTTP,
                    Message.of("path.hop.speaks-plain-http"));
            case CLOSED -> broken(checklist, reply, FindingId.CLOSED_WITHOUT_ANSWER, Message.of("path.hop.closed"));
            case SILENT -> broken(checklist, reply, FindingId.NO_ANSWER,
                    Message.of("path.hop.silent", reply.total()));
            case REFUSED -> refusedInside(checklist, reply)
                    .orElseGet(() -> untested(hop, Message.of("path.hop.untested", why)));
            case TIMED_OUT, UNREACHABLE -> untested(hop, Message.of("path.hop.container-unreachable", why,
                    port(checklist)));
        };
    }

    /** The container itself refused: its process is dead, or listens on another port or on its own loopback. */
    private static Optional<Outcome> refusedInside(Checklist checklist, Reply seen) {
        return checklist.facts.containerPort(checklist.endpoint).map(inside -> new Outcome.Problem(
                Message.of("path.hop.refused-inside", inside.text()),
                Cause.observed(FindingId.NOTHING_LISTENING_INSIDE, Severity.FAIL, inside.container().name(),
                                inside.container().name(), inside.port())
                        .seen(tried(checklist, seen, Message.of("path.hop.refused")))
                        .fixedBy(Remedies.answer(FindingId.CLOSED_WITHOUT_ANSWER, checklist.endpoint,
                                Optional.of(inside.container()), checklist.facts.os(), Hop.ADDRESS))));
    }

    private static Outcome broken(Checklist checklist, Reply seen, FindingId id, Message text) {
        return new Outcome.Problem(text, Cause.observed(id, Severity.FAIL, "", text)
                .seen(tried(checklist, seen, text))
                .fixedBy(checklist.facts.containerPort(checklist.endpoint)
                        .flatMap(inside -> AnswerRemedies.of(id, checklist, seen, inside.address()))
                        .orElseGet(() -> Remedies.answer(id, checklist.endpoint, checklist.container(),
                                checklist.facts.os(), Hop.ADDRESS))));
    }

    private static Message tried(Checklist checklist, Reply seen, Message text) {
        return AnswerTexts.tried(checklist, seen, port(checklist), text);
    }

    private static Outcome aside(Checklist checklist, Message why) {
        return new Outcome.Skipped(Message.of("path.hop.answered-inside", why, port(checklist)));
    }

    /** On 127.0.0.1 that does not matter yet; of the address that phones use, nobody knows whether it answers. */
    private static Outcome untested(Hop hop, Message text) {
        return hop == Hop.ADDRESS ? new Outcome.Unknown(Outcome.Unknown.Reason.SELF_TEST, text)
                : new Outcome.Skipped(text);
    }

    private static String port(Checklist checklist) {
        return checklist.facts.containerPort(checklist.endpoint).map(ContainerPort::text).orElse("?");
    }

    private static boolean phoneIsTranslated(Checklist checklist) {
        return checklist.facts.chosen().flatMap(lan -> checklist.facts.firewall().toOptional().map(policy ->
                !policy.arrivesAt(checklist.facts.flow(checklist.endpoint, lan, device(checklist, lan))).getAddress()
                        .equals(lan.address().inet()))).orElse(false);
    }

    private static InetAddress device(Checklist checklist, LanAddress.Chosen lan) {
        return checklist.facts.phone().map(Phone::address)
                .orElseGet(() -> SampleAddress.unnamed(lan.address(), List.of()));
    }

    /**
     * Where a phone's packet is let in and ends at this machine and not at the container: at Docker's daemon, which
     * answers nobody, or at Docker's proxy, whose own connection the firewall may stop.
     */
    static Optional<Outcome> missedByPhone(Checklist checklist, LanAddress.Chosen lan) {
        InetAddress phone = device(checklist, lan);
        return SelfTest.ofPhone(checklist.facts, checklist.endpoint, lan, phone).flatMap(way -> switch (way) {
            case SelfTest.Untranslated untranslated -> Optional.of(untranslated(checklist));
            case SelfTest.Stopped(var by) -> Optional.of(stoppedBehindProxy(checklist, by));
            case SelfTest.Through through -> Optional.empty();
            case SelfTest.Translated translated -> Optional.empty();
            case SelfTest.Proxied proxied -> Optional.empty();
            case SelfTest.Unclear unclear -> Optional.empty();
        });
    }

    private static Outcome stoppedBehindProxy(Checklist checklist, Rule by) {
        return new Outcome.Problem(Message.of("path.hop.dropped", by.name()),
                Cause.observed(by.byDefault() ? FindingId.FIREWALL_BLOCKS_BY_DEFAULT : FindingId.FIREWALL_BLOCK_RULE,
                                Severity.FAIL, by.id(), FirewallCheck.named(by, checklist.facts.os()), by.where())
                        .seen(Message.of("path.evidence.rule", by.where(), by.text()),
                                Message.of("path.evidence.behind-proxy", port(checklist)))
                        .fixedBy(Remedies.restartDocker("nat-again")));
    }

    private static Outcome untranslated(Checklist checklist) {
        String name = checklist.facts.containerPort(checklist.endpoint).map(inside -> inside.container().name())
                .orElse("?");
        return new Outcome.Problem(Message.of("path.hop.nat-rules-missing"),
                Cause.observed(FindingId.NAT_RULES_MISSING, Severity.FAIL, "", name)
                        .seen(Message.of("path.evidence.no-nat-rule", checklist.endpoint.portText(),
                                port(checklist)))
                        .fixedBy(Remedies.restartDocker("nat-again"), Remedies.anywhere("then-start",
                                List.of("docker", "start", name), name)));
    }
}
