package path.check;

import firewall.Ternary;
import host.Profile;
import host.windows.HyperVFirewall;
import host.windows.HyperVFirewall.Reach;
import host.windows.HyperVFirewall.Rule;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.AddressRange;
import net.Cidr;
import net.PortRange;
import net.Protocol;

/**
 * What the Hyper-V firewall's own rules make of a packet from anybody on the LAN, on one kind of network. The rule with
 * the lowest priority that speaks for it decides; of the same priority, one that blocks goes first
 * (New-NetFirewallHyperVRule, RulePriority: blocks have 1 and allows 2 unless somebody gave them others).
 *
 * @param lan      where the phone is
 * @param to       the address of this machine that it uses
 * @param category the kind of network that address is on
 */
record HyperVRules(HyperVFirewall firewall, Cidr lan, InetAddress to, Protocol protocol, int port, Profile category) {
    /** What becomes of the packet. */
    sealed interface Verdict {

        /** It gets through: by a rule, by default, or because nothing filters here. */
        record Passes() implements Verdict { }

        record BlockedBy(Rule rule) implements Verdict { }

        /** No rule of its own speaks for it, and what none speaks for is blocked. */
        record BlockedByDefault(boolean localRulesCount) implements Verdict { }

        /** This rule may speak for it, and then the outcome is another. */
        record DependsOn(Rule rule) implements Verdict { }
    }

    Verdict verdict() {
        if (!firewall.enabledIn(category)) {
            return new Verdict.Passes();
        }
        var possible = new ArrayList<Rule>();
        Optional<Rule> deciding = Optional.empty();
        for (Rule rule : inForce()) {
            Ternary match = match(rule);
            if (match == Ternary.YES) {
                deciding = Optional.of(rule);
                break;
            }
            if (match == Ternary.UNKNOWN) {
                possible.add(rule);
            }
        }
        boolean passes = deciding.map(Rule::allow).orElse(firewall.allowsInboundIn(category));
        Optional<Rule> other = possible.stream().filter(rule -> rule.allow() != passes).findFirst();
        if (other.isPresent()) {
            return new Verdict.DependsOn(other.get());
        }
        return passes ? new Verdict.Passes() : deciding.<Verdict>map(Verdict.BlockedBy::new)
                .orElse(new Verdict.BlockedByDefault(firewall.countsLocalRulesIn(category)));
    }

    /** The same firewall without this rule. */
    HyperVRules without(Rule gone) {
        var others = new HyperVFirewall(firewall.enabled(), firewall.allowsInbound(), firewall.mergesHostRules(),
                firewall.profiles(), firewall.rules().stream().filter(rule -> !rule.equals(gone)).toList());
        return new HyperVRules(others, lan, to, protocol, port, category);
    }

    /** The first rule that may block it though nothing surely does: what another firewall allows depends on it. */
    Optional<Rule> mayBlock() {
        return inForce().stream().filter(rule -> !rule.allow() && match(rule) == Ternary.UNKNOWN).findFirst();
    }

    private List<Rule> inForce() {
        return firewall.rules().stream()
                .filter(rule -> !rule.reach().local() || firewall.countsLocalRulesIn(category))
                .filter(rule -> rule.reach().profiles().contains(category))
                .sorted(Comparator.comparingInt(Rule::priority).thenComparing(Rule::allow)).toList();
    }

    private Ternary match(Rule rule) {
        Reach reach = rule.reach();
        return Ternary.of(rule.protocol() == protocol)
                .and(any(reach.ports(), ports -> holds(ports, port)))
                .and(any(reach.from(), this::fromLan))
                .and(any(reach.to(), this::toUs))
                .and(any(reach.farPorts(), HyperVRules::ephemeral))
                .and(reach.whole() ? Ternary.YES : Ternary.UNKNOWN);
    }

    private static Ternary any(List<String> values, Function<String, Ternary> holds) {
        return values.isEmpty() ? Ternary.YES
                : values.stream().map(holds).reduce(Ternary.NO, Ternary::or);
    }

    private static Ternary holds(String ports, int port) {
        return PortRange.parse(ports).map(range -> Ternary.of(range.contains(port))).orElse(Ternary.UNKNOWN);
    }

    /** Whether it is for the port that a phone sends from. */
    private static Ternary ephemeral(String ports) {
        return PortRange.parse(ports).map(range -> range.holdsNoEphemeral() ? Ternary.NO
                : range.holdsEveryEphemeral() ? Ternary.YES : Ternary.UNKNOWN).orElse(Ternary.UNKNOWN);
    }

    /** Where it is for a part of the LAN, the phone may be in that part. */
    private Ternary fromLan(String from) {
        if (from.equalsIgnoreCase("LocalSubnet")) {
            return Ternary.YES;
        }
        AddressRange whole = AddressRange.of(lan);
        return AddressRange.parse(from).map(range -> range.contains(whole) ? Ternary.YES
                : range.overlaps(whole) ? Ternary.UNKNOWN : Ternary.NO).orElse(Ternary.UNKNOWN);
    }

    private Ternary toUs(String own) {
        return AddressRange.parse(own).map(range -> Ternary.of(range.contains(to))).orElse(Ternary.UNKNOWN);
    }
}
