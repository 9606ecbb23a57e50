package firewall.windows.policy;

import firewall.Flow;
import firewall.IneffectiveRule;
import firewall.Ternary;
import firewall.windows.policy.NearRule.Unmet;
import host.Profile;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.PortRange;

/**
 * The allow rules that nearly let a packet in: all of their conditions surely hold but one, or but two where somebody
 * made them for this very port or program. That a rule differs in the port or the program alone says little, as most
 * rules of a machine do: it has to have something to do with this one.
 */
final class ClosestRules {
    /** A rule that opens more ports was not made for one of them. */
    private static final int FEW_PORTS = 1000;

    /** A service whose usual port is taken moves to one of the next. */
    private static final int NEXT_PORTS = 10;

    /** What a person may have meant otherwise of a rule that nobody made for this very packet. */
    private static final Set<Unmet> CIRCUMSTANCES = EnumSet.of(Unmet.DISABLED, Unmet.PROFILE, Unmet.ADAPTER,
            Unmet.ADAPTER_TYPE, Unmet.REMOTE, Unmet.LOCAL);
    private static final Set<Unmet> OF_ITS_PROGRAM = EnumSet.of(Unmet.PROTOCOL, Unmet.PROGRAM);

    private final WindowsPolicy policy;
    private final Flow flow;
    private final AdapterNetwork network;
    private final RuleMatcher matcher;
    private final UnmetText text;

    /** @param network its category is known */
    ClosestRules(WindowsPolicy policy, Flow flow, AdapterNetwork network) {
        this.policy = policy;
        this.flow = flow;
        this.network = network;
        this.matcher = policy.matcher(Traffic.of(flow), network);
        this.text = new UnmetText(policy, flow, network, matcher.programs());
    }

    /** The closest first; of rules that a person cannot tell apart, one. */
    List<IneffectiveRule> closest() {
        List<NearRule> near = policy.rules().stream().flatMap(rule -> near(rule).stream()).filter(this::related)
                .sorted(NearRule.CLOSEST).toList();
        List<NearRule> ofOne = near.stream().filter(rule -> rule.unmet().size() == 1).toList();
        var told = new HashSet<Object>();
        return (ofOne.isEmpty() ? near : ofOne).stream().map(this::told).filter(rule -> told.add(rule.why())).toList();
    }

    private IneffectiveRule told(NearRule near) {
        return new IneffectiveRule(near.rule().asRule(), text.why(near),
                near.lacks(Unmet.PORT) ? near.rule().head().ports().ranges() : List.of());
    }

    private Optional<NearRule> near(WindowsRule rule) {
        Set<Unmet> unmet = EnumSet.noneOf(Unmet.class);
        Profile profile = network.category();
        boolean namesPort = namesPort(rule);
        // Most rules of a machine are Windows' own and for something else.
        if (rule.action() != WindowsRule.Action.ALLOW || rule.forPackage() || rule.ofWindows() && !namesPort
                || !policy.profiles().get(profile).counts(rule)) {
            return Optional.empty();
        }
        add(unmet, Unmet.DIRECTION, Ternary.of(rule.inbound()));
        add(unmet, Unmet.DISABLED, Ternary.of(rule.active()));
        add(unmet, Unmet.PROFILE, Ternary.of(rule.profiles().contains(profile)));
        RuleString string = rule.string();
        boolean certain = add(unmet, Unmet.PROTOCOL, matcher.protocol(rule.head().protocol()))
                && add(unmet, Unmet.PORT, matcher.port(rule))
                && add(unmet, string.has("Svc") ? Unmet.SERVICE : Unmet.PROGRAM, matcher.program(string))
                && add(unmet, Unmet.REMOTE, AddressConditions.remote(string, flow.from(), network.addresses()))
                && add(unmet, Unmet.REMOTE_PORT, PortConditions.remote(string))
                && add(unmet, Unmet.LOCAL, AddressConditions.local(string, flow.to(), network.addresses()))
                && add(unmet, Unmet.ADAPTER, matcher.adapter(string))
                && add(unmet, Unmet.ADAPTER_TYPE, matcher.adapterType(string))
                && matcher.judgedWhole(rule);
        return certain && !unmet.isEmpty()
                ? Optional.of(new NearRule(rule, List.copyOf(unmet), namesPort)) : Optional.empty();
    }

    /** @return whether to look on: not where the condition may hold, nor after a third that does not */
    private static boolean add(Set<Unmet> unmet, Unmet condition, Ternary holds) {
        if (holds == Ternary.NO) {
            unmet.add(condition);
        }
        return holds != Ternary.UNKNOWN && unmet.size() <= 2;
    }

    private boolean namesPort(WindowsRule rule) {
        PortConditions.Local ports = rule.head().ports();
        return !ports.any() && matcher.port(rule) == Ternary.YES
                && ports.ranges().stream().mapToInt(PortRange::size).sum() <= FEW_PORTS;
    }

    private boolean related(NearRule near) {
        WindowsRule rule = near.rule();
        if (rule.ofWindows()) {
            return near.unmet().size() == 1 && CIRCUMSTANCES.containsAll(near.unmet());
        }
        boolean itsProgram = rule.program().isPresent() && (!near.lacks(Unmet.PROGRAM) || alike(rule));
        if (near.unmet().size() > 1) {
            return (itsProgram || near.namesPort() && !near.lacks(Unmet.PROGRAM)) && near.unmet().stream()
                    .allMatch(unmet -> CIRCUMSTANCES.contains(unmet) || OF_ITS_PROGRAM.contains(unmet));
        }
        boolean madeForIt = near.namesPort() || itsProgram;
        return switch (near.unmet().getFirst()) {
            case DISABLED, PROFILE, ADAPTER, ADAPTER_TYPE, REMOTE, LOCAL -> true;
            case PROTOCOL -> madeForIt && rule.head().overTcpOrUdp();
            case PROGRAM, SERVICE -> madeForIt;
            case DIRECTION -> near.namesPort();
            case REMOTE_PORT -> PortConditions.remotes(rule.string()).stream()
                    .anyMatch(ports -> ports.equals(PortRange.of(flow.port())));
            case PORT -> itsProgram || nearby(rule.head().ports().ranges());
        };
    }

    private boolean alike(WindowsRule rule) {
        String app = ProgramConditions.expand(rule.program().orElse(""), policy.machine().environment());
        return matcher.programs().stream()
                .anyMatch(program -> ProgramFamily.holds(app, program));
    }

    /** Ports that a service of this kind has moved away from, or a range that ends too early. */
    private boolean nearby(List<PortRange> ports) {
        return ports.stream().anyMatch(range -> distance(range) <= Math.max(NEXT_PORTS, range.size()));
    }

    private int distance(PortRange range) {
        return range.first() > flow.port() ? range.first() - flow.port() : flow.port() - range.last();
    }
}
