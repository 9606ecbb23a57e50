package path.check;

import firewall.Decision;
import firewall.Policy;
import firewall.Rule;
import firewall.windows.policy.WindowsPolicy;
import host.LanAddress;
import host.Neighbour;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.Cidr;
import net.SampleAddress;
import path.Cause;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import path.Severity;
import process.Fact;
import process.Os;
import text.Message;

/** Would the firewall let a device of the LAN in, and which rule decides? */
final class FirewallCheck {

    /** Rules that are quoted: where a hundred may decide, nobody reads them all. */
    private static final int AT_MOST = 5;

    private FirewallCheck() { }

    static HopResult check(Checklist walk) {
        Outcome outcome = walk.facts.chosen()
                .map(chosen -> switch (walk.facts.firewall()) {
                    case Fact.Unknown<Policy>(Message cause) -> new Outcome.Unknown(cause);
                    case Fact.Known<Policy>(Policy policy) -> judge(walk, chosen, policy);
                })
                .orElseGet(() -> new Outcome.Skipped(Message.of("path.hop.no-address-to-judge")));
        return HopResult.of(Hop.FIREWALL, outcome);
    }

    /**
     * What keeps one device out.
     *
     * @param text     as the hop says it
     * @param rejected true where the device is told at once
     */
    record Block(Message text, Cause cause, boolean rejected) { }

    /** What keeps this very device out, by the rules; empty where they let it in or nothing can be told. */
    static Optional<Block> blockOf(Checklist walk, InetAddress device) {
        return walk.facts.chosen().flatMap(chosen -> walk.facts.firewall().toOptional().flatMap(policy -> {
            Decision decision = policy.decide(walk.facts.flow(walk.endpoint, chosen, device));
            boolean rejected = decision instanceof Decision.Blocked blocked && blocked.rejected();
            return outcome(walk, chosen, policy, decision, List.of()) instanceof Outcome.Problem(var text, var cause)
                    ? Optional.of(new Block(text, cause, rejected)) : Optional.empty();
        }));
    }

    /** What the devices of one part of the LAN get. */
    private record Part(Cidr devices, BigInteger addresses, Decision decision) { }

    private static Outcome judge(Checklist walk, LanAddress.Chosen chosen, Policy policy) {
        return walk.facts.phone()
                .map(phone -> outcome(walk, chosen, policy,
                        policy.decide(walk.facts.flow(walk.endpoint, chosen, phone.address())), List.of()))
                .orElseGet(() -> judgeForAny(walk, chosen, policy));
    }

    private static Outcome judgeForAny(Checklist walk, LanAddress.Chosen chosen, Policy policy) {
        Cidr lan = chosen.address().network();
        List<Cidr> exceptions = policy.exceptionsWithin(lan).stream()
                .filter(cidr -> !cidr.network().equals(Cidr.parse(chosen.address().address())))
                .toList();
        List<Part> parts = new ArrayList<>();
        BigInteger left = SampleAddress.count(lan);
        for (Cidr exception : exceptions) {
            Decision decision = policy.decide(walk.facts.flow(walk.endpoint, chosen, SampleAddress.oneOf(exception)));
            parts.add(new Part(exception, SampleAddress.count(exception), decision));
            left = left.subtract(SampleAddress.count(exception));
        }
        Decision ofTheRest = policy.decide(
                walk.facts.flow(walk.endpoint, chosen, SampleAddress.unnamed(chosen.address(), exceptions)));
        Decision general = ofMost(parts, ofTheRest, left);
        List<Part> otherwise = parts.stream().filter(part -> part.decision().getClass() != general.getClass())
                .toList();
        return outcome(walk, chosen, policy, general, otherwise);
    }

    /** @param otherwise devices that fare otherwise than most, or may */
    private static Outcome outcome(Checklist walk, LanAddress.Chosen chosen, Policy policy, Decision general,
            List<Part> otherwise) {
        List<Part> shutOut = otherwise.stream().filter(part -> part.decision() instanceof Decision.Blocked).toList();
        List<Part> letIn = otherwise.stream().filter(part -> part.decision() instanceof Decision.Allowed).toList();
        return switch (general) {
            case Decision.Allowed allowed when ledAstray(walk, chosen, policy).isPresent() ->
                redirected(walk, ledAstray(walk, chosen, policy).get());
            case Decision.Allowed allowed when inMirrored(walk, chosen, policy).isPresent() ->
                inMirrored(walk, chosen, policy).get();
            case Decision.Allowed allowed when !shutOut.isEmpty() ->
                someDevices(walk, Message.of("path.devices-shut-out", devices(shutOut)), shutOut, allowed.by());
            case Decision.Allowed allowed -> undecided(walk, otherwise).orElseGet(() ->
                    new Outcome.Ok(allowed.by().byDefault() ? Message.of("path.hop.allowed-by-default")
                            : Message.of("path.hop.allowed", allowed.by().name())));
            case Decision.Blocked blocked -> anyoneHere(walk, letIn)
                    ? someDevices(walk, Message.of("path.devices-let-in", devices(letIn)), letIn, blocked.by())
                    : blocked(walk, blocked, devices(letIn));
            case Decision.Undecided undecided -> unknown(undecided);
        };
    }

    private static Outcome unknown(Decision.Undecided undecided) {
        return new Outcome.Unknown(undecided.rules().isEmpty() ? undecided.why()
                : Message.of("path.hop.undecided", undecided.why(),
                        undecided.rules().stream().limit(AT_MOST).map(Rule::text).toList()));
    }

    /** Where all others get in, and it cannot be told of a device that is here: it may be the phone. */
    private static Optional<Outcome> undecided(Checklist walk, List<Part> otherwise) {
        return otherwise.stream().filter(part -> anyoneHere(walk, List.of(part))).map(Part::decision)
                .filter(Decision.Undecided.class::isInstance).map(Decision.Undecided.class::cast)
                .map(FirewallCheck::unknown).findFirst();
    }

    private static List<Cidr> devices(List<Part> parts) {
        return parts.stream().map(Part::devices).toList();
    }

    private static Optional<Outcome> inMirrored(Checklist walk, LanAddress.Chosen chosen, Policy policy) {
        return WslChecks.stoppedByHyperV(walk.facts, walk.endpoint, chosen, policy,
                walk.facts.flow(walk.endpoint, chosen, SampleAddress.unnamed(chosen.address(), List.of())));
    }

    /**
     * Where the packet goes instead, if not to the service: to another port of this machine while the service listens
     * on its own, or to an address that its container does not have.
     */
    private static Optional<InetSocketAddress> ledAstray(Checklist walk, LanAddress.Chosen chosen, Policy policy) {
        InetSocketAddress end = policy.arrivesAt(
                walk.facts.flow(walk.endpoint, chosen, SampleAddress.unnamed(chosen.address(), List.of())));
        InetAddress own = chosen.address().inet();
        if (end.getAddress().equals(own)) {
            boolean listensHere = walk.facts.listenersOf(walk.endpoint).filter(here -> !here.isEmpty()).isPresent();
            return end.getPort() != walk.endpoint.port() && listensHere ? Optional.of(end) : Optional.empty();
        }
        boolean foreign = walk.container().filter(container -> !container.addresses().isEmpty()
                && !container.addresses().contains(end.getAddress().getHostAddress())).isPresent();
        return foreign && walk.containerHasOwnPorts() ? Optional.of(end) : Optional.empty();
    }

    private static Outcome redirected(Checklist walk, InetSocketAddress end) {
        String where = end.getAddress().getHostAddress() + ":" + end.getPort();
        return new Outcome.Problem(Message.of("path.hop.redirected", where),
                Cause.observed(FindingId.PORT_REDIRECTED, Severity.FAIL, where, where)
                        .mendedBy(Remedies.showTranslation()));
    }

    /**
     * Nobody knows which address the phone has, so it is taken for one of the many: a rule for a range that is nearly
     * the whole LAN is no exception.
     */
    private static Decision ofMost(List<Part> parts, Decision ofTheRest, BigInteger rest) {
        BigInteger alike = parts.stream().filter(part -> part.decision().getClass() == ofTheRest.getClass())
                .map(Part::addresses).reduce(rest, BigInteger::add);
        BigInteger others = parts.stream().filter(part -> part.decision().getClass() != ofTheRest.getClass())
                .map(Part::addresses).reduce(BigInteger.ZERO, BigInteger::add);
        return others.compareTo(alike) <= 0 ? ofTheRest : parts.stream()
                .filter(part -> part.decision().getClass() != ofTheRest.getClass())
                .max(Comparator.comparing(Part::addresses)).orElseThrow().decision();
    }

    private static Outcome blocked(Checklist walk, Decision.Blocked blocked, List<Cidr> letIn) {
        Rule rule = blocked.by();
        List<Message> evidence = new ArrayList<>(blocked.notes());
        // A rule of iptables says in a few words what it does; one of the registry is for whoever wants the proof.
        evidence.add(walk.facts.os() == Os.WINDOWS ? evidence.size() : 0,
                Message.of("path.evidence.rule", rule.where(), rule.text()));
        if (!letIn.isEmpty()) {
            evidence.add(Message.of("path.devices-let-in", letIn));
        }
        evidence.addAll(LoggedDrops.about(walk.facts, walk.endpoint));
        boolean asked = blocked.notes().stream().anyMatch(note -> note.key().equals("firewall-windows.asked-user"));
        return new Outcome.Problem(
                Message.of(blocked.rejected() ? "path.hop.rejected" : "path.hop.dropped", rule.name()),
                Cause.observed(id(blocked.cause()), Severity.FAIL, rule.id(), named(rule, walk.facts.os()),
                                rule.where())
                        .seen(evidence)
                        .mendedBy(walk.facts.os() == Os.WINDOWS && forbids(blocked)
                                ? Remedies.askAdministrator()
                                : Remedies.firewall(id(blocked.cause()), walk.facts.os(), asked)));
    }

    /** Few Linux rules have a name: then the table and chain have to do, and the evidence quotes the rule. */
    static Message named(Rule rule, Os os) {
        if (os == Os.WINDOWS) {
            return Message.of("path.rule-called", rule.name());
        }
        return rule.name().isBlank() || rule.where().endsWith(rule.name()) ? Message.of("path.a-rule", rule.where())
                : Message.of("path.rule", rule.name(), rule.where());
    }

    /** Rules treat single devices otherwise. It is a warning only where such a device is really around. */
    private static Outcome someDevices(Checklist walk, Message which, List<Part> some, Rule ofTheOthers) {
        Severity severity = anyoneHere(walk, some) ? Severity.WARN : Severity.INFO;
        List<Message> rules = Stream.concat(some.stream().map(Part::decision).flatMap(FirewallCheck::decider),
                        Stream.of(ofTheOthers)).distinct().limit(AT_MOST)
                .map(rule -> Message.of("path.evidence.rule", rule.where(), rule.text())).toList();
        Cause cause = Cause.observed(FindingId.FIREWALL_BLOCKS_SOME_DEVICES, severity, "", which).seen(rules);
        return severity == Severity.WARN ? new Outcome.Warning(which, cause)
                : new Outcome.Ok(Message.of("path.hop.allowed-but", which));
    }

    /** A default that a policy sets forbids nothing: a rule made here overrules it. */
    private static boolean forbids(Decision.Blocked blocked) {
        return (blocked.cause() == Decision.Cause.BLOCK_RULE || blocked.cause() == Decision.Cause.ALL_INBOUND)
                && WindowsPolicy.isOfPolicy(blocked.by());
    }

    private static Stream<Rule> decider(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> Stream.of(allowed.by());
            case Decision.Blocked blocked -> Stream.of(blocked.by());
            case Decision.Undecided undecided -> undecided.rules().stream();
        };
    }

    private static boolean anyoneHere(Checklist walk, List<Part> some) {
        List<Neighbour> neighbours = walk.facts.neighbours().toOptional().orElse(List.of());
        return neighbours.stream().filter(Neighbour::reachable).map(Neighbour::address).map(InetAddress::ofLiteral)
                .anyMatch(seen -> some.stream().anyMatch(part -> part.devices().contains(seen)));
    }

    static FindingId id(Decision.Cause cause) {
        return switch (cause) {
            case DEFAULT -> FindingId.FIREWALL_BLOCKS_BY_DEFAULT;
            case BLOCK_RULE -> FindingId.FIREWALL_BLOCK_RULE;
            case ALL_INBOUND -> FindingId.FIREWALL_BLOCKS_ALL_INBOUND;
            case POLICY_MANAGED -> FindingId.FIREWALL_POLICY_MANAGED;
            case ALLOW_RULE_OTHER_PROFILE -> FindingId.FIREWALL_ALLOW_RULE_OTHER_PROFILE;
            case ALLOW_RULE_DISABLED -> FindingId.FIREWALL_ALLOW_RULE_DISABLED;
            case FORWARDING_OFF -> FindingId.FORWARDING_OFF;
        };
    }
}
