package path.check;

import firewall.Decision;
import firewall.Firewall;
import firewall.Flow;
import firewall.Rule;
import host.LanAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.Protocol;
import net.SampleAddress;
import path.Cause;
import path.Confidence;
import path.Facts;
import path.FindingId;
import path.PacketFate;
import path.PageVisit;
import path.Phone;
import path.Remedy;
import path.Severity;
import process.Fact;
import process.Os;
import text.Message;

/** Why nobody opened the page: whether anything arrived at its port, and what the firewall does with that port. */
final class PageCheck {
    private final Facts facts;
    private final PageVisit page;

    PageCheck(Facts facts, PageVisit page) {
        this.facts = facts;
        this.page = page;
    }

    /** The firewall that kept a phone from the page, or seems to have; empty where it is not to blame. */
    Optional<Cause> blocked() {
        Optional<PacketFate.Dropped> dropped = page.became().values().stream()
                .filter(PacketFate.Dropped.class::isInstance).map(PacketFate.Dropped.class::cast).findFirst();
        Optional<Decision.Blocked> byRules = byRules();
        if (dropped.isPresent()) {
            Cause cause = cause(Message.of("path.rule", dropped.get().by(), dropped.get().where()), byRules);
            return Optional.of(dropped.get().confidence() == Confidence.OBSERVED ? cause : cause.inferred());
        }
        // Where it is seen that nothing came, no rule can have dropped it.
        return byRules.filter(blocked -> !silent())
                .map(blocked -> cause(FirewallCheck.named(blocked.by(), facts.os()), byRules).inferred());
    }

    private Cause cause(Message rule, Optional<Decision.Blocked> byRules) {
        List<Message> evidence = new ArrayList<>();
        byRules.map(Decision.Blocked::by).ifPresent(by -> evidence.add(quoted(by)));
        evidence.addAll(seen());
        return Cause.observed(FindingId.PAGE_BLOCKED, Severity.WARN, "", page.port(), rule)
                .seen(evidence).fixedBy(byRules.map(this::remedies).orElseGet(PhoneRemedies::openPage));
    }

    private List<Remedy> remedies(Decision.Blocked blocked) {
        if (facts.os() == Os.WINDOWS && FirewallCheck.forbids(blocked)) {
            return Remedies.askAdministrator();
        }
        return switch (blocked.cause()) {
            case ALL_INBOUND, POLICY_MANAGED ->
                Remedies.firewall(FirewallCheck.id(blocked.cause()), facts.os(), false);
            case DEFAULT, BLOCK_RULE, ALLOW_RULE_OTHER_PROFILE, ALLOW_RULE_DISABLED, FORWARDING_OFF -> openPage();
        };
    }

    /** By a rule that verify makes for it; where none would help, what does. */
    private List<Remedy> openPage() {
        return facts.chosen().flatMap(chosen -> facts.firewall().toOptional().flatMap(policy ->
                FirewallRemedies.beyond(policy, new Firewall.Wanted(FindingId.PAGE_BLOCKED.id(), flow(chosen),
                        LanDevices.opened(facts, chosen, someone(chosen)))))).orElseGet(PhoneRemedies::openPage);
    }

    private Flow flow(LanAddress.Chosen chosen) {
        return new Flow(Protocol.TCP, someone(chosen), chosen.adapter().name(), chosen.address().inet(), page.port(),
                page.program());
    }

    private static Message quoted(Rule rule) {
        return Message.of("path.evidence.rule", rule.where(), rule.text());
    }

    /** What the rules do with a phone's packet to the page's port. */
    private Optional<Decision.Blocked> byRules() {
        return page.letIn() ? Optional.empty() : facts.chosen().flatMap(chosen -> facts.firewall().toOptional()
                .map(policy -> policy.decide(flow(chosen)))
                .filter(Decision.Blocked.class::isInstance).map(Decision.Blocked.class::cast));
    }

    private InetAddress someone(LanAddress.Chosen chosen) {
        return facts.phone().map(Phone::address).orElseGet(() -> SampleAddress.unnamed(chosen.address(), List.of()));
    }

    /** True where it is known that nothing arrived. */
    private boolean silent() {
        return page.arrivals().toOptional().filter(Set::isEmpty).isPresent() && page.became().isEmpty();
    }

    /** What is known of a page that nobody opened. */
    Cause notOpened() {
        List<Message> evidence = new ArrayList<>(seen());
        boolean unseen = page.arrivals() instanceof Fact.Unknown<Set<InetAddress>>;
        var remedies = new ArrayList<Remedy>();
        remedies.add(Remedies.byHand("scan-again"));
        remedies.addAll(Remedies.joinThisNetwork(facts));
        if (page.arrivals().toOptional().filter(from -> !from.isEmpty()).isEmpty()) {
            // Whoever was heard of could send; where nothing came, its own system may have kept it.
            remedies.add(Remedies.byHand("browser-nearby"));
        }
        if (silent() && byRules().isPresent()) {
            evidence.add(Message.of("path.evidence.page-would-be-blocked", byRules().get().by().name()));
            remedies.addAll(openPage());
        }
        if (unseen) {
            remedies.add(PhoneRemedies.watch(facts));
        }
        return Cause.observed(FindingId.PAGE_NOT_OPENED, Severity.WARN, "").seen(evidence).fixedBy(remedies);
    }

    private List<Message> seen() {
        var seen = new ArrayList<Message>();
        seen.add(Message.of("path.evidence.page-offered", page.waited(), page.port(),
                page.offered().stream().map(InetAddress::getHostAddress).toList()));
        seen.add(switch (page.arrivals()) {
            case Fact.Unknown<Set<InetAddress>>(Message cause) -> Message.of("path.evidence.page-unseen", cause);
            case Fact.Known<Set<InetAddress>>(Set<InetAddress> from) when from.isEmpty() ->
                Message.of("path.evidence.page-silent");
            case Fact.Known<Set<InetAddress>>(Set<InetAddress> from) -> Message.of("path.evidence.page-arrivals",
                    from.stream().map(InetAddress::getHostAddress).sorted().toList());
        });
        page.became().entrySet().stream().sorted(Map.Entry.comparingByKey(
                        (one, other) -> one.getHostAddress().compareTo(other.getHostAddress())))
                .forEach(entry -> seen.add(Message.of("path.evidence.page-became", entry.getKey().getHostAddress(),
                        PhoneTexts.of(entry.getValue()))));
        return seen;
    }
}
