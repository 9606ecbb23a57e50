package path.check;

import firewall.Decision;
import firewall.Flow;
import firewall.Policy;
import host.LanAddress;
import host.Listener;
import host.windows.HyperVFirewall;
import host.windows.WindowsFacts;
import inventory.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.Cidr;
import path.Cause;
import path.Facts;
import path.FindingId;
import path.Outcome;
import path.Severity;
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

    /** They relay this machine's 127.0.0.1 and [::1] into WSL: never for anybody else. */
    private static final Set<String> RELAYS = Set.of("wslrelay.exe", "wslhost.exe");

    private WslChecks() { }

    /** True where only the relay listens. Beside Docker Desktop's own listener it is there too, and no trouble. */
    private static boolean onlyRelayed(List<Listener> here) {
        return !here.isEmpty() && here.stream().allMatch(listener -> listener.onLoopback() && isRelay(listener));
    }

    /** As above, of the listeners of one endpoint. */
    public static boolean onlyRelayed(Facts facts, Endpoint endpoint) {
        return facts.os() == Os.WINDOWS && facts.listenersOf(endpoint).filter(WslChecks::onlyRelayed).isPresent();
    }

    private static boolean isRelay(Listener listener) {
        return listener.program().filter(program -> RELAYS.contains(program.toLowerCase(Locale.ROOT))).isPresent();
    }

    static boolean isMirrored(Facts facts) {
        return facts.os() == Os.WINDOWS && facts.windows().wsl().toOptional().filter(WindowsFacts.Wsl::mirrored)
                .isPresent();
    }

    /**
     * What the Hyper-V firewall makes of a packet that Windows Firewall lets in; nothing where it lets it in as well
     * or has no say.
     */
    public static Optional<Outcome> stoppedByHyperV(Facts facts, Endpoint endpoint, LanAddress.Chosen chosen,
            Policy policy, Flow flow) {
        if (!isMirrored(facts) || !servedInside(facts, endpoint)) {
            return Optional.empty();
        }
        return facts.windows().wsl().toOptional().map(WindowsFacts.Wsl::firewall)
                .flatMap(firewall -> switch (firewall) {
            case Fact.Unknown<HyperVFirewall>(Message cause) -> Optional.of(new Outcome.Unknown(cause));
            case Fact.Known<HyperVFirewall>(HyperVFirewall known) -> judge(endpoint, chosen, policy, flow, known);
        });
    }

    /** No process of Windows has the port, and still it answers on 127.0.0.1. */
    private static boolean servedInside(Facts facts, Endpoint endpoint) {
        boolean nobody = facts.listenersOf(endpoint).filter(List::isEmpty).isPresent();
        return nobody && facts.wellAnswered(endpoint);
    }

    private static Optional<Outcome> judge(Endpoint endpoint, LanAddress.Chosen chosen, Policy policy, Flow flow,
            HyperVFirewall firewall) {
        if (!firewall.enabled()) {
            return Optional.empty();
        }
        // A rule that blocks is asked before one that allows (New-NetFirewallHyperVRule, RulePriority).
        Cidr lan = chosen.address().network();
        Optional<HyperVFirewall.Rule> block = rule(firewall, false, endpoint).filter(rule -> isFor(rule, lan));
        if (block.isPresent()) {
            return Optional.of(problem(endpoint, chosen, Message.of("path.hyperv-rule", block.get().name())));
        }
        Optional<HyperVFirewall.Rule> allow = rule(firewall, true, endpoint);
        if (firewall.allowsInbound() || allow.filter(rule -> isFor(rule, lan)).isPresent()) {
            return Optional.empty();
        }
        if (allow.isPresent()) {
            return Optional.of(new Outcome.Unknown(
                    Message.of("path.hyperv-some", allow.get().name(), List.copyOf(allow.get().from()))));
        }
        if (!firewall.mergesHostRules()) {
            return Optional.of(problem(endpoint, chosen, Message.of("path.hyperv-default")));
        }
        return switch (policy.decideForMirrored(flow)) {
            case Decision.Allowed allowed when !allowed.by().byDefault() -> Optional.empty();
            case Decision.Allowed allowed -> Optional.of(problem(endpoint, chosen, Message.of("path.hyperv-default")));
            case Decision.Blocked blocked -> Optional.of(problem(endpoint, chosen, Message.of("path.hyperv-default")));
            case Decision.Undecided undecided -> Optional.of(OpenRules.inMirrored(undecided));
        };
    }

    private static Outcome problem(Endpoint endpoint, LanAddress.Chosen chosen, Message why) {
        // That the service is in WSL is concluded: it answers, and no process of Windows has its port.
        return new Outcome.Problem(Message.of("path.hop.hyperv-blocks"), Cause
                .observed(FindingId.HYPERV_FIREWALL_BLOCKS, Severity.FAIL, "", why).inferred()
                .seen(Message.of("path.evidence.in-wsl", List.of(endpoint.port())))
                .fixedBy(WindowsRemedies.allowInHyperV(endpoint.service(), chosen.address().network())));
    }

    private static Optional<HyperVFirewall.Rule> rule(HyperVFirewall firewall, boolean allow, Endpoint endpoint) {
        return firewall.rules().stream()
                .filter(rule -> rule.allow() == allow && rule.protocol() == endpoint.service().protocol())
                .filter(rule -> rule.ports().isEmpty()
                        || rule.ports().stream().anyMatch(ports -> holds(ports, endpoint.port())))
                .findFirst();
    }

    /** True where it speaks for every device of the LAN. */
    private static boolean isFor(HyperVFirewall.Rule rule, Cidr lan) {
        return rule.from().isEmpty() || rule.from().stream().anyMatch(from -> from.equalsIgnoreCase("LocalSubnet")
                || from.matches("[0-9.]+/\\d{1,2}") && holds(Cidr.parse(from), lan));
    }

    private static boolean holds(Cidr network, Cidr lan) {
        return network.prefix() <= lan.prefix() && network.contains(lan.inet());
    }

    /** {@code 8000}, {@code 7880-7881}; {@code Any} and {@code 0-65535} are every port. */
    private static boolean holds(String ports, int port) {
        if (!ports.matches("\\d{1,5}(-\\d{1,5})?")) {
            return ports.equalsIgnoreCase("Any");
        }
        String[] ends = ports.split("-");
        return Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]);
    }
}
