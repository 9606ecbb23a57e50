package phone;

import inventory.Endpoint;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.PhoneAttempt;
import path.PhoneReport;
import path.PhoneReports;
import path.ServicePath;
import path.check.Checklist;
import phone.page.PageServer;
import text.Message;

/**
 * What this machine makes of an endpoint, for somebody who holds a phone and sees no other screen.
 *
 * @param why      in one sentence without a word of the trade; empty where there is nothing to explain
 * @param standing as the report will have it: what is broken there is not well on a page
 */
record PhoneVerdict(Optional<Message> why, PageServer.Standing standing) {

    /** What is known without a phone. Of the firewall, the phone's own try says more. */
    private static final Set<Hop> HERE = EnumSet.of(Hop.CONTAINER, Hop.PUBLISHED, Hop.LISTENING, Hop.LOOPBACK,
            Hop.ADDRESS);

    /** They say that it failed; what is known here may say why. */
    private static final Set<FindingId> GENERAL = EnumSet.of(FindingId.PHONE_REFUSED, FindingId.PHONE_TIMED_OUT,
            FindingId.PHONE_GOT_NO_ANSWER, FindingId.ARRIVED_NO_ANSWER);

    private record Broken(Cause cause, Message text) {
        static Optional<Broken> of(HopResult result) {
            return switch (result.outcome()) {
                case Outcome.Problem(Message text, Cause cause) -> Optional.of(new Broken(cause, text));
                // The server says itself that it fails: whoever expects nothing else of it is warned, and a page that
                // shows it as well would be believed.
                case Outcome.Warning(Message text, Cause cause) when cause.id() == FindingId.UNHEALTHY_ANSWER ->
                    Optional.of(new Broken(cause, (Message) cause.specifics().getFirst()));
                case Outcome.Warning warning -> Optional.empty();
                case Outcome.Ok ok -> Optional.empty();
                case Outcome.Skipped skipped -> Optional.empty();
                case Outcome.Unknown unknown -> Optional.empty();
            };
        }
    }

    /** Why no phone will get there, where that is known before one has tried. */
    static Optional<Message> before(Facts facts, Endpoint endpoint) {
        return Checklist.of(facts, endpoint, HERE).broken().flatMap(Broken::of)
                .flatMap(broken -> sentence(broken, Optional.empty()));
    }

    /** @param facts with the words of one phone alone */
    static PhoneVerdict of(Facts facts, Endpoint endpoint) {
        ServicePath path = Checklist.of(facts, endpoint, LiveView.HOPS);
        HopResult phone = path.at(Hop.PHONE);
        PageServer.Standing standing = path.contradicted() ? PageServer.Standing.UNSEEN
                : path.hops().stream().anyMatch(result -> Broken.of(result).isPresent()) ? PageServer.Standing.ILL
                : phone.outcome() instanceof Outcome.Ok ? PageServer.Standing.WELL : PageServer.Standing.OPEN;
        return new PhoneVerdict(why(facts, endpoint, phone, standing), standing);
    }

    private static Optional<Message> why(Facts facts, Endpoint endpoint, HopResult phone,
            PageServer.Standing standing) {
        Optional<PhoneAttempt> attempt = phone.phone().map(PhoneReports::words).flatMap(words -> words.stream()
                .map(PhoneReport::attempt).findFirst());
        if (standing == PageServer.Standing.WELL) {
            return attempt.filter(tried -> !(tried instanceof PhoneAttempt.GotThrough))
                    .map(tried -> Message.of("phone.why.connected"));
        }
        if (phone.outcome() instanceof Outcome.Unknown && standing == PageServer.Standing.OPEN) {
            return known(facts, endpoint).or(() -> attempt.filter(PhoneAttempt.FailedFast.class::isInstance)
                    .map(tried -> Message.of("phone.why.failed")));
        }
        Optional<Broken> met = Broken.of(phone);
        Optional<Message> sentence = Stream.of(
                        met.filter(broken -> !GENERAL.contains(broken.cause().id()))
                                .flatMap(broken -> sentence(broken, attempt)),
                        known(facts, endpoint),
                        met.flatMap(broken -> sentence(broken, attempt)))
                .flatMap(Optional::stream).findFirst();
        return sentence.isPresent() || standing == PageServer.Standing.OPEN ? sentence
                : Optional.of(Message.of("phone.why.other"));
    }

    /**
     * The same in a word of the page. Browsers differ in what they tell of a failure, and some repeat by themselves what
     * was reset; what is known here is called the same on each phone.
     */
    Optional<Message> word() {
        return why.flatMap(sentence -> switch (sentence.key()) {
            case "phone.why.closed", "phone.why.tls", "phone.why.certificate", "phone.why.nobody", "phone.why.redirect" ->
                Optional.of(Message.of("phone.page.failed"));
            case "phone.why.no-answer" -> Optional.of(Message.of("phone.page.nothing"));
            case "phone.why.unfinished" -> Optional.of(Message.of("phone.page.unfinished"));
            case "phone.why.intermittent" -> Optional.of(Message.of("phone.page.some", sentence.args().toArray()));
            default -> Optional.empty();
        });
    }

    /** What was found out here, unless the phone proved it wrong. */
    private static Optional<Message> known(Facts facts, Endpoint endpoint) {
        return Checklist.of(facts, endpoint, EnumSet.allOf(Hop.class)).hops().stream()
                .filter(result -> HERE.contains(result.hop())).flatMap(result -> Broken.of(result).stream())
                .findFirst().flatMap(broken -> sentence(broken, Optional.empty()));
    }

    private static Optional<Message> sentence(Broken broken, Optional<PhoneAttempt> attempt) {
        return switch (broken.cause().id()) {
            case FIREWALL_BLOCKS_BY_DEFAULT, FIREWALL_BLOCK_RULE, FIREWALL_BLOCKS_ALL_INBOUND, FIREWALL_POLICY_MANAGED,
                    FIREWALL_ALLOW_RULE_OTHER_PROFILE, FIREWALL_ALLOW_RULE_DISABLED, HYPERV_FIREWALL_BLOCKS,
                    DROPPED_ON_ARRIVAL -> why("firewall");
            case NOTHING_LISTENING, PORT_RESERVED, PHONE_REFUSED -> why("nobody");
            case NOTHING_LISTENING_INSIDE -> why("nobody-inside");
            case LISTENING_ON_LOOPBACK, PORT_PUBLISHED_ON_LOOPBACK, DESKTOP_BINDS_LOCALHOST, WSL_RELAY_ONLY ->
                why("loopback");
            case LISTENING_ON_OTHER_ADDRESS, PORT_PUBLISHED_ON_OTHER_ADDRESS -> why("other-address");
            case DOCKER_NOT_RUNNING, DOCKER_NOT_INSTALLED -> why("docker");
            case CONTAINER_MISSING, CONTAINER_STOPPED, CONTAINER_RESTARTING, NETWORK_MISSING -> why("container");
            case CONTAINER_PAUSED -> why("paused");
            case PORT_NOT_PUBLISHED, PUBLICATIONS_CANCELLED, CONTAINER_WITHOUT_NETWORK, NETWORK_INTERNAL,
                    NETWORK_PUBLISHES_NOTHING, HOST_NETWORK_IN_VM, PORT_PUBLISHED_ELSEWHERE, NAT_RULES_MISSING,
                    BRIDGE_MISSING -> why("not-published");
            case WRONG_PROCESS_LISTENING -> why("wrong-program");
            case PORT_REDIRECTED, FORWARDING_OFF, ANSWERS_LEAVE_ELSEWHERE, ANSWERS_NOT_ROUTED, REQUESTS_NOT_ROUTED,
                    REVERSE_PATH_FILTER, PORTPROXY_STALE, PORTPROXY_OUTBOUND_BLOCKED -> why("forwarding");
            case NO_ANSWER -> why(broken.cause().subject().isEmpty() ? "no-answer" : "unfinished");
            case PHONE_GOT_NO_ANSWER -> why(attempt.filter(PhoneAttempt.Unfinished.class::isInstance).isPresent()
                    ? "unfinished"
                    : attempt.filter(PhoneAttempt.FailedFast.class::isInstance).isPresent() ? "closed" : "no-answer");
            case CLOSED_WITHOUT_ANSWER -> why("closed");
            case UNHEALTHY_ANSWER -> why("unhealthy", broken.text());
            case REDIRECTS_TO_LOCALHOST, REDIRECTS_ELSEWHERE -> why("redirect", broken.text());
            case PORT_SPEAKS_TLS -> why("tls");
            case PORT_SPEAKS_PLAIN_HTTP -> why("plain");
            case CERTIFICATE_NOT_TRUSTED -> why("certificate");
            case PHONE_TIMED_OUT -> why("silence");
            case ARRIVED_NO_ANSWER -> why("arrived");
            case NEVER_ARRIVED -> why("never-arrived");
            case PHONE_CONTRADICTED -> why("unseen");
            case INTERMITTENT_ANSWERS -> why("intermittent", broken.cause().specifics().toArray());
            default -> Optional.empty();
        };
    }

    private static Optional<Message> why(String key, Object... values) {
        return Optional.of(Message.of("phone.why." + key, values));
    }
}
