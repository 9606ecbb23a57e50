package path.check;

import firewall.Decision;
import firewall.Rule;
import firewall.windows.policy.WindowsPolicy;
import host.Adapter;
import host.LanAddress;
import host.Profile;
import host.windows.WindowsFacts;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import path.Facts;
import text.Message;

/**
 * What Windows Firewall makes of the connection by which a forwarding goes on: it is outbound, of the service iphlpsvc.
 * A WSL or Hyper-V switch mostly has no network category of its own; such a network is public to Windows Firewall
 * (WSL issue 4139), but Windows does not say so.
 */
public sealed interface ForwardedLeg {

    record Passes() implements ForwardedLeg { }

    /**
     * @param adapter the adapter on the way, where Windows does not tell its network category and that matters
     */
    record Blocked(WindowsPolicy policy, Decision.Blocked decision, Optional<String> adapter)
            implements ForwardedLeg {

        public boolean sure() {
            return adapter.isEmpty();
        }

        public Rule by() {
            return decision.by();
        }
    }

    /** Whether it passes depends on conditions that cannot be evaluated. */
    record Open(Message why) implements ForwardedLeg { }

    static ForwardedLeg of(Facts facts, WindowsFacts.PortProxy proxy) {
        return facts.firewall().toOptional().filter(WindowsPolicy.class::isInstance).map(WindowsPolicy.class::cast)
                .map(policy -> of(facts, policy, proxy)).orElse(new Passes());
    }

    /** What it would be by other rules. */
    static ForwardedLeg of(Facts facts, WindowsPolicy policy, WindowsFacts.PortProxy proxy) {
        return target(proxy).<ForwardedLeg>map(to -> {
            String adapter = onTheWay(facts, to);
            Profile told = facts.networkAssumed(adapter) ? Profile.NONE : policy.network(adapter).category();
            return judge(facts, policy, adapter, policy.forwarded(to, proxy.connectPort(), adapter, told.possible()));
        }).orElse(new Passes());
    }

    private static ForwardedLeg judge(Facts facts, WindowsPolicy policy, String adapter,
            Map<Profile, Decision> decisions) {
        boolean sure = decisions.values().stream().allMatch(Decision.Blocked.class::isInstance);
        List<Decision> likely = decisions.size() == 1 ? List.copyOf(decisions.values())
                : Stream.of(Profile.PUBLIC, facts.profile().toOptional().orElse(Profile.NONE)).distinct()
                        .map(decisions::get).filter(Objects::nonNull).toList();
        for (Decision decision : likely) {
            if (decision instanceof Decision.Blocked blocked) {
                return new Blocked(policy, blocked, sure ? Optional.empty() : Optional.of(adapter));
            }
        }
        return likely.stream().filter(Decision.Undecided.class::isInstance).map(Decision.Undecided.class::cast)
                .<ForwardedLeg>map(open -> new Open(open.why())).findFirst().orElse(new Passes());
    }

    private static String onTheWay(Facts facts, InetAddress to) {
        return facts.adapters().toOptional().stream().flatMap(List::stream)
                .filter(adapter -> adapter.addresses().stream().anyMatch(address -> address.contains(to)))
                .map(Adapter::name).findFirst()
                .or(() -> facts.chosen().map(LanAddress.Chosen::adapter).map(Adapter::name)).orElse("?");
    }

    /** Whether it leads to this machine itself. */
    static boolean staysHere(Facts facts, WindowsFacts.PortProxy proxy) {
        return target(proxy).filter(to -> to.isLoopbackAddress() || facts.adapters().toOptional().stream()
                .flatMap(List::stream).flatMap(adapter -> adapter.addresses().stream())
                .anyMatch(address -> address.inet().equals(to))).isPresent();
    }

    /** Where it leads; a name is looked up by Windows, and nobody knows here where that leads. */
    static Optional<InetAddress> target(WindowsFacts.PortProxy proxy) {
        try {
            return Optional.of(InetAddress.ofLiteral(proxy.connectAddress().equalsIgnoreCase("localhost")
                    ? "127.0.0.1" : proxy.connectAddress()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
