package path.check;

import docker.Engine;
import firewall.Policy;
import firewall.Rule;
import firewall.windows.policy.WindowsPolicy;
import host.Adapter;
import host.LanAddress;
import host.Profile;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import path.Cause;
import path.Confidence;
import path.Facts;
import path.Finding;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.Remedy;
import path.ServicePath;
import path.Severity;
import text.Message;

/** What is worth knowing about the machine as a whole, whatever becomes of a single port. */
final class HostFindings {

    /** Blocks that a rule, or another kind of network, would fix. */
    private static final Set<FindingId> A_RULE_HELPS = Set.of(FindingId.FIREWALL_BLOCKS_BY_DEFAULT,
            FindingId.FIREWALL_BLOCK_RULE, FindingId.FIREWALL_ALLOW_RULE_OTHER_PROFILE,
            FindingId.FIREWALL_ALLOW_RULE_DISABLED);

    private HostFindings() { }

    static List<Finding> findings(Facts facts, List<ServicePath> paths) {
        var findings = new ArrayList<Finding>();
        List<Endpoint> all = paths.stream().map(ServicePath::endpoint).toList();
        if (facts.docker() instanceof Engine.NoPermission(String said)
                && !(leftOut(paths, Hop.CONTAINER) && leftOut(paths, Hop.PUBLISHED))) {
            findings.add(about(FindingId.DOCKER_NO_PERMISSION, Severity.WARN, all, List.of(),
                    List.of(Message.verbatim(said)), Remedies.mayAskDocker(facts.os())));
        }
        facts.chosen().filter(LanAddress.Chosen::open).ifPresent(chosen -> chosen.against().ifPresent(why ->
                findings.add(about(FindingId.ADDRESS_WITHOUT_PHONES, Severity.WARN, all,
                        List.of(chosen.address().address(), chosen.adapter().name(), why), List.of(),
                        Remedies.useAddressOf(chosen.others())))));
        if (serviceStopped(facts) && !leftOut(paths, Hop.FIREWALL)) {
            findings.add(about(FindingId.FIREWALL_SERVICE_STOPPED, Severity.WARN, all, List.of(), List.of(),
                    WindowsRemedies.startFirewall()));
        }
        logged(facts, paths).ifPresent(findings::add);
        if (facts.chosen().filter(LanAddress.Chosen::open).isPresent()
                && facts.profile().toOptional().filter(profile -> profile == Profile.PUBLIC).isPresent()) {
            boolean rulesHelp = paths.stream().anyMatch(path ->
                    path.at(Hop.FIREWALL).outcome() instanceof Outcome.Problem(Message text, Cause cause)
                            && A_RULE_HELPS.contains(cause.id())
                            && !cause.remedies().equals(Remedies.askAdministrator()));
            findings.add(about(FindingId.NETWORK_PUBLIC, Severity.WARN, all, List.of(), List.of(),
                    WindowsRemedies.publicNetwork(rulesHelp, isListed(facts))));
        }
        vpn(facts, paths, all).ifPresent(findings::add);
        products(facts, all).ifPresent(findings::add);
        return findings;
    }

    /** Only a network that Windows has identified can be called private. */
    private static boolean isListed(Facts facts) {
        return facts.chosen().filter(chosen -> facts.networkAssumed(chosen.adapter().name())).isEmpty();
    }

    /** True where a finding about the machine says why this hop is unknown, so that it need not be said twice. */
    static boolean tells(Facts facts, HopResult result) {
        return result.hop() == Hop.FIREWALL && (serviceStopped(facts) || !ForeignFirewall.deciding(facts).isEmpty())
                || result.hop() == Hop.PHONE && PhoneFindings.nobodyCame(facts);
    }

    /** What nobody wants to know needs no finding that it could not be told. */
    private static boolean leftOut(List<ServicePath> paths, Hop hop) {
        return !paths.isEmpty() && paths.stream().map(path -> path.at(hop)).allMatch(HopResult::leftOut);
    }

    private static boolean serviceStopped(Facts facts) {
        Optional<Policy> policy = facts.firewall().toOptional();
        return policy.isPresent() && policy.get() instanceof WindowsPolicy windows
                && windows.running().isPresent() && !windows.running().get();
    }

    /** Packets that the firewall says it dropped, where its rules do not say that it should. */
    private static Optional<Finding> logged(Facts facts, List<ServicePath> paths) {
        List<Endpoint> unexplained = paths.stream()
                .filter(path -> !(path.at(Hop.FIREWALL).outcome() instanceof Outcome.Problem
                        || path.at(Hop.FIREWALL).outcome() instanceof Outcome.Skipped))
                .map(ServicePath::endpoint)
                .filter(endpoint -> !LoggedDrops.about(facts, endpoint).isEmpty())
                .toList();
        List<Message> evidence = unexplained.stream().flatMap(endpoint -> LoggedDrops.about(facts, endpoint).stream())
                .distinct().toList();
        return unexplained.isEmpty() ? Optional.empty() : Optional.of(about(FindingId.DROPS_IN_FIREWALL_LOG,
                Severity.WARN, unexplained, List.of(), evidence, WindowsRemedies.tryAgainAndReadLog()));
    }

    /** Tunnels that are up. Windows keeps some of its own (Teredo, ISATAP) that have no IPv4 address. */
    private static Optional<Finding> vpn(Facts facts, List<ServicePath> paths, List<Endpoint> all) {
        List<Adapter> tunnels = facts.adapters().toOptional().stream().flatMap(List::stream)
                // Where the phone is in the tunnel itself, nothing is to be had past it.
                .filter(adapter -> facts.chosen().filter(chosen -> chosen.adapter().name().equals(adapter.name()))
                        .isEmpty())
                .filter(adapter -> adapter.up() && adapter.tunnel() && adapter.addresses().stream()
                        .anyMatch(address -> address.isV4() && !address.inet().isLinkLocalAddress()))
                .filter(adapter -> paths.stream().noneMatch(path -> takesAnswers(path, adapter)))
                .toList();
        return tunnels.isEmpty() ? Optional.empty() : Optional.of(about(FindingId.VPN_ACTIVE, Severity.WARN, all,
                List.of(tunnels.stream().map(Adapter::name).toList()),
                tunnels.stream().map(adapter -> Message.of("path.evidence.adapter", adapter.name(), adapter.label(),
                        adapter.addresses())).toList(),
                WindowsRemedies.letLanPastVpn()));
    }

    /** One that is to blame by itself is not told of once more. */
    private static boolean takesAnswers(ServicePath path, Adapter adapter) {
        return path.at(Hop.ADDRESS).outcome() instanceof Outcome.Problem(Message text, Cause cause)
                && cause.id() == FindingId.ANSWERS_LEAVE_ELSEWHERE && cause.subject().equals(adapter.name());
    }

    /** A firewall of another maker may decide in Windows' place; an anti-virus program alone seldom does. */
    private static Optional<Finding> products(Facts facts, List<Endpoint> all) {
        List<WindowsFacts.SecurityProduct> products = facts.windows().products().toOptional().orElse(List.of());
        List<String> deciding = ForeignFirewall.deciding(facts);
        Optional<Rule> off = ForeignFirewall.switchedOff(facts);
        if (!deciding.isEmpty() && off.isPresent()) {
            return Optional.of(new Finding(FindingId.THIRD_PARTY_FIREWALL, Severity.WARN, Confidence.OBSERVED, all,
                    Message.of("path.finding.third-party-firewall-decides", deciding),
                    List.of(Message.of("path.evidence.rule", off.get().where(), off.get().text()),
                            Message.of("path.evidence.registered")), WindowsRemedies.letProductDecide()));
        }
        boolean firewall = off.isPresent() || products.stream().anyMatch(product -> product.kind() ==
                WindowsFacts.SecurityProduct.Kind.FIREWALL);
        return products.isEmpty() ? Optional.empty() : Optional.of(about(FindingId.THIRD_PARTY_FIREWALL,
                firewall ? Severity.WARN : Severity.INFO, all,
                List.of(products.stream().map(WindowsFacts.SecurityProduct::name).distinct().toList()),
                List.of(Message.of("path.evidence.registered")), WindowsRemedies.askProduct()));
    }

    private static Finding about(FindingId id, Severity severity, List<Endpoint> endpoints, List<Object> specifics,
            List<Message> evidence, List<Remedy> remedies) {
        return new Finding(id, severity, Confidence.OBSERVED, endpoints,
                Findings.sentence(id, endpoints, specifics), evidence, remedies);
    }
}
