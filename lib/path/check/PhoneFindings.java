package path.check;

import host.LanAddress;
import inventory.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import path.Cause;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Outcome;
import path.PageVisit;
import path.PhoneReport;
import path.ServicePath;
import path.Severity;
import process.Fact;
import text.Message;

/** What is worth knowing about phones as a whole: where they are, whether one came, and what none has proven. */
final class PhoneFindings {
    private final Facts facts;
    private final List<ServicePath> paths;
    private final List<Endpoint> all;

    private PhoneFindings(Facts facts, List<ServicePath> paths) {
        this.facts = facts;
        this.paths = paths;
        this.all = paths.stream().map(ServicePath::endpoint).toList();
    }

    static List<Finding> findings(Facts facts, List<ServicePath> paths) {
        var on = new PhoneFindings(facts, paths);
        Optional<Cause> trouble = PhoneNetworkCheck.trouble(facts);
        var findings = new ArrayList<Finding>();
        trouble.or(() -> PhoneNetworkCheck.place(facts)).map(on::finding).ifPresent(findings::add);
        facts.phoneFacts().page().ifPresent(page -> findings.addAll(on.page(page, trouble)));
        findings.addAll(on.overruled());
        on.notProven(trouble.isPresent()).ifPresent(findings::add);
        return findings;
    }

    /** True where a page was there for phones and none opened it, which is a finding of its own. */
    static boolean nobodyCame(Facts facts) {
        return facts.words().isEmpty() && facts.phoneFacts().page().filter(page -> page.opened().isEmpty()).isPresent();
    }

    private List<Finding> page(PageVisit page, Optional<Cause> trouble) {
        var findings = new ArrayList<Finding>();
        boolean known = trouble.filter(cause -> cause.id() == FindingId.PHONE_ON_OTHER_NETWORK).isPresent();
        List<String> strangers = page.turnedAway().stream()
                .filter(from -> !known || facts.phone().filter(phone -> phone.address().equals(from)).isEmpty())
                .map(InetAddress::getHostAddress).sorted().toList();
        if (!strangers.isEmpty()) {
            Object lan = facts.chosen().map(LanAddress.Chosen::address).map(Cidr::network).map(Cidr::toString)
                    .orElse("-");
            findings.add(finding(Cause.observed(FindingId.PHONE_ON_OTHER_NETWORK, Severity.WARN, "", strangers, lan)
                    .seen(Message.of("path.evidence.turned-away", strangers, page.port()))
                    .fixedBy(Remedies.joinThisNetwork(facts))));
        }
        if (nobodyCame(facts)) {
            var port = new PageCheck(facts, page);
            Optional<Cause> blocked = port.blocked();
            blocked.map(this::finding).ifPresent(findings::add);
            if (blocked.isEmpty() && strangers.isEmpty()) {
                // Where it is known what ails the phone, that says what to do.
                findings.add(finding(trouble.isPresent() ? port.notOpened().fixedBy() : port.notOpened()));
            }
        }
        return findings;
    }

    /** What was read here and a phone proved wrong: one finding, and never a reason to worry. */
    private List<Finding> overruled() {
        var evidence = new ArrayList<Message>();
        var endpoints = new ArrayList<Endpoint>();
        for (ServicePath path : paths) {
            path.hops().stream().filter(PhoneOverrides::is).forEach(result -> {
                endpoints.add(path.endpoint());
                Findings.add(evidence, Message.of("path.evidence.overruled", List.<Object>of(path.endpoint().port()),
                        Message.of("path.name." + result.hop().id()), result.outcome().text().args().getFirst()));
            });
        }
        List<Endpoint> distinct = endpoints.stream().distinct().toList();
        return distinct.isEmpty() ? List.of() : List.of(new Finding(FindingId.PHONE_GOT_THROUGH_ANYWAY, Severity.INFO,
                Confidence.OBSERVED, distinct, Findings.sentence(FindingId.PHONE_GOT_THROUGH_ANYWAY, distinct,
                        List.of()), evidence, List.of()));
    }

    /** The ports of which no phone has proven anything: not in this run, and not lately. */
    private Optional<Finding> notProven(boolean troubled) {
        Map<Endpoint, Outcome.Skipped> unproven = new LinkedHashMap<>();
        all.forEach(endpoint -> {
            if (Checklist.phone(facts, endpoint) instanceof Outcome.Skipped skipped) {
                unproven.put(endpoint, skipped);
            }
        });
        if (unproven.isEmpty()) {
            return Optional.empty();
        }
        List<Endpoint> endpoints = List.copyOf(unproven.keySet());
        boolean asked = facts.phoneFacts().page().isPresent() || !facts.words().isEmpty();
        boolean sound = paths.stream().allMatch(path -> path.broken().isEmpty());
        Message summary = endpoints.size() == all.size() && !asked
                ? Findings.sentence(FindingId.NOT_PROVEN_FROM_A_PHONE, endpoints, List.of())
                : Message.of("path.some-not-proven", endpoints.stream().map(Endpoint::port).distinct().toList());
        return Optional.of(new Finding(FindingId.NOT_PROVEN_FROM_A_PHONE, Severity.INFO, Confidence.OBSERVED,
                endpoints, summary, Stream.concat(reasons(unproven).stream(),
                        troubled ? Stream.empty() : PhoneNetworkCheck.seen(facts).stream()).toList(),
                sound && !asked ? PhoneRemedies.prove() : List.of()));
    }

    private List<Message> reasons(Map<Endpoint, Outcome.Skipped> unproven) {
        var reasons = new ArrayList<Message>();
        unproven.forEach((endpoint, skipped) -> {
            if (skipped.reason() != Outcome.Skipped.Reason.NO_PHONE_ASKED) {
                Findings.add(reasons, Message.of("path.evidence.of-ports", List.<Object>of(endpoint.port()),
                        skipped.why()));
            }
        });
        if (facts.phoneFacts().before() instanceof Fact.Unknown<List<PhoneReport>>(Message cause)) {
            reasons.add(Message.of("path.evidence.forgotten", cause));
        }
        return reasons;
    }

    private Finding finding(Cause cause) {
        return new Finding(cause.id(), cause.severity(), cause.confidence(), all,
                Findings.sentence(cause.id(), all, cause.specifics()), cause.evidence(), cause.remedies());
    }
}
