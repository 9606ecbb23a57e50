package path.check;

import firewall.Decision;
import firewall.Flow;
import firewall.Policy;
import firewall.Receiver;
import host.LanAddress;
import host.Listener;
import host.Profile;
import host.windows.HyperVFirewall;
import host.windows.HyperVFirewall.Rule;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Outcome;
import path.PortListeners;
import path.Remedy;
import path.Severity;
import path.check.HyperVRules.Verdict;
import probe.Reply;
import process.Fact;
import process.Os;
import text.Message;

/**
 * Services that run in WSL itself, without Docker Desktop in front of them
 * (learn.microsoft.com/windows/wsl/networking).
 * Behind NAT, Windows relays 127.0.0.1 to them and nothing else. In mirrored mode they share this machine's addresses,
 * and the Hyper-V firewall stands in front of them.
 */
public final class WslChecks {

    private WslChecks() { }

    /** True where only the relay listens. Beside Docker Desktop's own listener it is there too, and no trouble. */
    private static boolean onlyRelayed(List<Listener> here) {
        return !here.isEmpty() && here.stream().allMatch(listener -> listener.onLoopback()
                && PortListeners.isRelay(listener));
    }

    /** As above, of the listeners of one endpoint. */
    public static boolean onlyRelayed(Facts facts, Endpoint endpoint) {
        return facts.os() == Os.WINDOWS && facts.listenersOf(endpoint).filter(WslChecks::onlyRelayed).isPresent();
    }

    /**
     * True where a service may well be in WSL and this machine cannot tell: no process of Windows is known to have the
     * port, and in mirrored mode this machine may not reach what other machines do. Where the mode could not be read,
     * a connection to 127.0.0.1 that nobody refuses shows it.
     */
    static boolean hides(Facts facts, Endpoint endpoint) {
        boolean nobody = facts.listenersOf(endpoint).map(List::isEmpty).orElse(true);
        boolean unread = facts.os() == Os.WINDOWS && facts.windows().wsl() instanceof Fact.Unknown<WindowsFacts.Wsl>
                && facts.loopback().get(endpoint) instanceof Fact.Known<Reply>(Reply own)
                && own.state() == Reply.State.TIMED_OUT;
        return nobody && (facts.mirroredWsl() || unread) && !DockerDesktop.isTheEngine(facts);
    }

    /**
     * What the Hyper-V firewall makes of a packet that Windows Firewall lets in; nothing where it lets it in as well
     * or has no say.
     */
    public static Optional<Outcome> stoppedByHyperV(Facts facts, Endpoint endpoint, LanAddress.Chosen chosen,
            Policy policy, Flow flow) {
        if (!(flow.receiver() instanceof Receiver.Guest) && !hides(facts, endpoint)) {
            return Optional.empty();
        }
        return facts.windows().wsl().toOptional().map(WindowsFacts.Wsl::firewall)
                .flatMap(firewall -> switch (firewall) {
            case Fact.Unknown<HyperVFirewall>(Message cause) -> Optional.of(new Outcome.Unknown(cause));
            case Fact.Known<HyperVFirewall>(HyperVFirewall known) -> judge(facts, endpoint, chosen, policy, flow,
                    known);
        });
    }

    /** Where the kind of network is not known, it is told only if it is the same on each. */
    private static Optional<Outcome> judge(Facts facts, Endpoint endpoint, LanAddress.Chosen chosen, Policy policy,
            Flow flow, HyperVFirewall firewall) {
        List<Optional<Outcome>> outcomes = facts.profile().toOptional().orElse(Profile.NONE).possible().stream()
                .map(category -> judge(facts, endpoint, chosen, policy, flow, new HyperVRules(firewall,
                        chosen.address().network(), chosen.address().inet(), endpoint.service().protocol(),
                        endpoint.port(), category))).distinct().toList();
        return outcomes.size() == 1 ? outcomes.getFirst()
                : Optional.of(new Outcome.Unknown(Message.of("path.hyperv-category", chosen.adapter().name())));
    }

    private static Optional<Outcome> judge(Facts facts, Endpoint endpoint, LanAddress.Chosen chosen, Policy policy,
            Flow flow, HyperVRules rules) {
        return switch (rules.verdict()) {
            case Verdict.Passes passes -> Optional.empty();
            case Verdict.BlockedBy(Rule rule) ->
                Optional.of(problem(facts, endpoint, chosen, Message.of("path.hyperv-rule", rule.name()), rules));
            case Verdict.DependsOn(Rule rule) -> Optional.of(new Outcome.Unknown(dependsOn(rule)));
            case Verdict.BlockedByDefault(boolean localRulesCount) -> rules.firewall().mergesHostRules()
                    ? merged(facts, endpoint, chosen, policy.decideForMirrored(flow), rules, localRulesCount)
                    : Optional.of(byDefault(facts, endpoint, chosen, rules, localRulesCount));
        };
    }

    private static Message dependsOn(Rule rule) {
        return rule.allow() && !rule.reach().from().isEmpty()
                ? Message.of("path.hyperv-some", rule.name(), List.copyOf(rule.reach().from()))
                : Message.of("path.hyperv-open", rule.name());
    }

    /** Rules of Windows Firewall count beside its own, and none of its own that surely blocks is there. */
    private static Optional<Outcome> merged(Facts facts, Endpoint endpoint, LanAddress.Chosen chosen, Decision decision,
            HyperVRules rules, boolean localRulesCount) {
        return switch (decision) {
            case Decision.Allowed allowed when !allowed.by().byDefault() ->
                rules.mayBlock().map(rule -> new Outcome.Unknown(dependsOn(rule)));
            case Decision.Allowed allowed -> Optional.of(byDefault(facts, endpoint, chosen, rules, localRulesCount));
            case Decision.Blocked blocked -> Optional.of(byDefault(facts, endpoint, chosen, rules, localRulesCount));
            case Decision.Undecided undecided -> Optional.of(OpenRules.inMirrored(undecided));
        };
    }

    private static Outcome byDefault(Facts facts, Endpoint endpoint, LanAddress.Chosen chosen, HyperVRules rules,
            boolean localRulesCount) {
        return problem(facts, endpoint, chosen,
                Message.of(localRulesCount ? "path.hyperv-default" : "path.hyperv-managed"), rules);
    }

    private static Outcome problem(Facts facts, Endpoint endpoint, LanAddress.Chosen chosen, Message why,
            HyperVRules rules) {
        // That the service is in WSL is concluded: it answers, and no process of Windows has its port.
        Cause cause = Cause.observed(FindingId.HYPERV_FIREWALL_BLOCKS, Severity.FAIL, "", why).inferred()
                .seen(Message.of(facts.wellAnswered(endpoint) ? "path.evidence.in-wsl" : "path.evidence.maybe-in-wsl",
                        List.of(endpoint.port())));
        return new Outcome.Problem(Message.of("path.hop.hyperv-blocks"),
                cause.fixedBy(remedies(endpoint, chosen, rules)));
    }

    /** An allow rule comes after one that blocks, so that one has to go first; a policy's are not ours to change. */
    private static List<Remedy> remedies(Endpoint endpoint, LanAddress.Chosen chosen, HyperVRules rules) {
        return switch (rules.verdict()) {
            case Verdict.Passes passes -> List.of();
            case Verdict.DependsOn open -> List.of();
            case Verdict.BlockedBy(Rule rule) -> rule.reach().local() ? Stream.concat(
                    WindowsRemedies.disableInHyperV(rule.name()).stream(),
                    remedies(endpoint, chosen, rules.without(rule)).stream()).toList() : Remedies.askAdministrator();
            case Verdict.BlockedByDefault(boolean localRulesCount) -> localRulesCount
                    ? WindowsRemedies.allowInHyperV(endpoint.service(), chosen.address().network())
                    : Remedies.askAdministrator();
        };
    }
}
