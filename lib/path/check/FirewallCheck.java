package path.check;

import firewall.Decision;
import firewall.Flow;
import firewall.IneffectiveRule;
import firewall.Policy;
import firewall.Receiver;
import firewall.Rule;
import firewall.windows.policy.WindowsPolicy;
import host.LanAddress;
import host.Neighbour;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
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
import path.Phone;
import path.Remedy;
import path.Severity;
import path.check.LanDevices.Part;
import process.Fact;
import process.Os;
import text.Message;

/** Would the firewall let a device of the LAN in, and which rule decides? */
final class FirewallCheck {

    /** Rules that are quoted: where a hundred may decide, nobody reads them all. */
    private static final int AT_MOST = 5;

    private FirewallCheck() { }

    static HopResult check(Checklist checklist) {
        Outcome outcome = checklist.facts.chosen()
                .<Outcome>map(chosen -> !chosen.open()
                        ? new Outcome.Skipped(Message.of("path.hop.no-phone-there", chosen.adapter().name()))
                        : switch (checklist.facts.firewall()) {
                    case Fact.Unknown<Policy>(Message cause) -> new Outcome.Unknown(cause);
                    case Fact.Known<Policy>(Policy policy) -> judge(checklist, chosen, policy);
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
    static Optional<Block> blockOf(Checklist checklist, InetAddress device) {
        return checklist.facts.chosen().flatMap(chosen -> checklist.facts.firewall().toOptional().flatMap(policy -> {
            Decision decision = policy.decide(checklist.facts.flow(checklist.endpoint, chosen, device));
            boolean rejected = decision instanceof Decision.Blocked blocked && blocked.rejected();
            return outcome(checklist, chosen, policy, decision, List.of()) instanceof Outcome.Problem(var text,
                    var cause)
                    ? Optional.of(new Block(text, cause, rejected)) : Optional.empty();
        }));
    }

    private static Outcome judge(Checklist checklist, LanAddress.Chosen chosen, Policy policy) {
        return checklist.facts.phone()
                .map(phone -> outcome(checklist, chosen, policy,
                        policy.decide(checklist.facts.flow(checklist.endpoint, chosen, phone.address())), List.of()))
                .orElseGet(() -> judgeForAny(checklist, chosen, policy));
    }

    private static Outcome judgeForAny(Checklist checklist, LanAddress.Chosen chosen, Policy policy) {
        LanDevices devices = checklist.devices(chosen, policy);
        return outcome(checklist, chosen, policy, devices.general(), devices.otherwise());
    }

    /** @param otherwise devices that fare otherwise than most, or may */
    private static Outcome outcome(Checklist checklist, LanAddress.Chosen chosen, Policy policy, Decision general,
            List<Part> otherwise) {
        List<Part> shutOut = otherwise.stream().filter(part -> part.decision() instanceof Decision.Blocked).toList();
        List<Part> letIn = otherwise.stream().filter(part -> part.decision() instanceof Decision.Allowed).toList();
        return switch (general) {
            case Decision.Allowed allowed when ledAstray(checklist, chosen, policy).isPresent() ->
                redirected(checklist, chosen, policy);
            case Decision.Allowed allowed when inMirrored(checklist, chosen, policy).isPresent() ->
                inMirrored(checklist, chosen, policy).get();
            case Decision.Allowed allowed when ForeignFirewall.unknown(checklist.facts).isPresent() ->
                new Outcome.Unknown(ForeignFirewall.unknown(checklist.facts).get());
            case Decision.Allowed allowed when !shutOut.isEmpty() ->
                someDevices(checklist, Message.of("path.devices-shut-out", devices(shutOut)), shutOut, allowed.by(),
                        new FirewallRemedies(checklist, chosen, policy).forDevices(shutOut));
            case Decision.Allowed allowed -> ContainerAnswer.missedByPhone(checklist, chosen)
                    .or(() -> undecided(checklist, otherwise))
                    .orElseGet(() -> new Outcome.Ok(allowed(checklist, allowed.by())));
            case Decision.Blocked blocked -> anyoneHere(checklist, letIn)
                    ? someDevices(checklist, Message.of("path.devices-let-in", devices(letIn)), letIn, blocked.by(),
                            new FirewallRemedies(checklist, chosen, policy).forAny(flow(checklist, chosen, policy),
                                    blocked))
                    : GuestFirewall.lettingIn(checklist.facts, checklist.endpoint, chosen)
                            .orElseGet(() -> GuestFirewall.blocked(checklist, chosen,
                                    blocked(checklist, ineffective(checklist, chosen, policy, blocked), blocked,
                                            devices(letIn), new FirewallRemedies(checklist, chosen, policy)
                                                    .forAny(flow(checklist, chosen, policy), blocked))));
            case Decision.Undecided undecided -> forWhomeverComes(checklist, chosen, policy, undecided)
                    .orElseGet(() -> OpenRules.outcome(checklist.facts, checklist.endpoint, undecided));
        };
    }

    /** Where nobody listens yet, and only programs with a rule of their own would be let in. */
    private static Optional<Outcome> forWhomeverComes(Checklist checklist, LanAddress.Chosen chosen, Policy policy,
            Decision.Undecided undecided) {
        Flow flow = flow(checklist, chosen, policy);
        return !flow.receiver().mayListen() && undecided.byProgram()
                && policy.decide(flow.to(new Receiver.Other())) instanceof Decision.Blocked blocked
                ? Optional.of(OpenRules.forOthers(undecided, blocked)) : Optional.empty();
    }

    /** From the phone that was named, or from one that fares as most do. */
    private static Flow flow(Checklist checklist, LanAddress.Chosen chosen, Policy policy) {
        return checklist.facts.flow(checklist.endpoint, chosen, checklist.facts.phone().map(Phone::address)
                .orElseGet(() -> checklist.devices(chosen, policy).typical()));
    }

    private static Message allowed(Checklist checklist, Rule by) {
        return ForeignFirewall.switchedOff(checklist.facts).filter(by::equals)
                .map(off -> Message.of("path.hop.firewall-off", off.text()))
                .orElseGet(() -> by.byDefault() ? Message.of("path.hop.allowed-by-default")
                        : Message.of("path.hop.allowed", by.name()));
    }

    /** Where all others get in, and it cannot be told of a device that is here: it may be the phone. */
    private static Optional<Outcome> undecided(Checklist checklist, List<Part> otherwise) {
        return otherwise.stream().filter(part -> anyoneHere(checklist, List.of(part))).map(Part::decision)
                .filter(Decision.Undecided.class::isInstance).map(Decision.Undecided.class::cast)
                .map(open -> OpenRules.outcome(checklist.facts, checklist.endpoint, open)).findFirst();
    }

    private static List<Cidr> devices(List<Part> parts) {
        return parts.stream().map(Part::devices).toList();
    }

    private static Optional<Outcome> inMirrored(Checklist checklist, LanAddress.Chosen chosen, Policy policy) {
        return WslChecks.stoppedByHyperV(checklist.facts, checklist.endpoint, chosen, policy,
                checklist.facts.flow(checklist.endpoint, chosen, SampleAddress.unnamed(chosen.address(), List.of())));
    }

    /**
     * Where the packet goes instead, if not to the service: to another port of this machine while the service listens
     * on its own, or to an address that its container does not have.
     */
    private static Optional<InetSocketAddress> ledAstray(Checklist checklist, LanAddress.Chosen chosen, Policy policy) {
        InetSocketAddress end = policy.arrivesAt(unnamed(checklist, chosen));
        InetAddress own = chosen.address().inet();
        if (end.getAddress().equals(own)) {
            boolean listensHere = checklist.facts.listenersOf(checklist.endpoint).filter(here -> !here.isEmpty())
                    .isPresent();
            return end.getPort() != checklist.endpoint.port() && listensHere ? Optional.of(end) : Optional.empty();
        }
        boolean foreign = checklist.container().filter(container -> !container.addresses().isEmpty()
                && !container.addresses().contains(end.getAddress().getHostAddress())).isPresent();
        return foreign && checklist.containerHasOwnPorts() ? Optional.of(end) : Optional.empty();
    }

    private static Flow unnamed(Checklist checklist, LanAddress.Chosen chosen) {
        return checklist.facts.flow(checklist.endpoint, chosen, SampleAddress.unnamed(chosen.address(), List.of()));
    }

    private static Outcome redirected(Checklist checklist, LanAddress.Chosen chosen, Policy policy) {
        InetSocketAddress end = ledAstray(checklist, chosen, policy).orElseThrow();
        List<Remedy> ways = policy.redirections(unnamed(checklist, chosen)).stream()
                .filter(one -> ledAstray(checklist, chosen, one.after()).isEmpty())
                .map(one -> new Remedy(one.advice().text(), one.advice().commands())).toList();
        String where = end.getAddress().getHostAddress() + ":" + end.getPort();
        return new Outcome.Problem(Message.of("path.hop.redirected", where),
                Cause.observed(FindingId.PORT_REDIRECTED, Severity.FAIL, where, where)
                        .fixedBy(ways.isEmpty() ? Remedies.showTranslation() : ways));
    }

    private static List<IneffectiveRule> ineffective(Checklist checklist, LanAddress.Chosen chosen, Policy policy,
            Decision.Blocked blocked) {
        return IneffectiveRules.of(checklist.facts, checklist.endpoint, policy, flow(checklist, chosen, policy),
                blocked);
    }

    private static Outcome.Problem blocked(Checklist checklist, List<IneffectiveRule> ineffective,
            Decision.Blocked blocked, List<Cidr> letIn, List<Remedy> remedies) {
        Rule rule = blocked.by();
        List<Message> evidence = new ArrayList<>(blocked.notes());
        ineffective.forEach(one -> evidence.add(one.why()));
        // A rule of iptables says in a few words what it does; one of the registry is for whoever wants the proof.
        evidence.add(checklist.facts.os() == Os.WINDOWS ? evidence.size() : 0,
                Message.of("path.evidence.rule", rule.where(), rule.text()));
        if (!letIn.isEmpty()) {
            evidence.add(Message.of("path.devices-let-in", letIn));
        }
        evidence.addAll(LoggedDrops.about(checklist.facts, checklist.endpoint));
        return new Outcome.Problem(
                Message.of(blocked.rejected() ? "path.hop.rejected" : "path.hop.dropped", rule.name()),
                Cause.observed(id(blocked.cause()), Severity.FAIL, rule.id(), named(rule, checklist.facts.os()),
                                rule.where())
                        .seen(evidence)
                        .naming(ineffective.stream().map(IneffectiveRule::rule).toList())
                        .fixedBy(remedies));
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
    private static Outcome someDevices(Checklist checklist, Message which, List<Part> some, Rule ofTheOthers,
            List<Remedy> remedies) {
        Severity severity = anyoneHere(checklist, some) ? Severity.WARN : Severity.INFO;
        List<Message> rules = Stream.concat(some.stream().map(Part::decision).flatMap(FirewallCheck::decider),
                        Stream.of(ofTheOthers)).distinct().limit(AT_MOST)
                .map(rule -> Message.of("path.evidence.rule", rule.where(), rule.text())).toList();
        Cause cause = Cause.observed(FindingId.FIREWALL_BLOCKS_SOME_DEVICES, severity, "", which).seen(rules)
                .fixedBy(severity == Severity.WARN ? remedies : List.of());
        return severity == Severity.WARN ? new Outcome.Warning(which, cause)
                : new Outcome.Ok(Message.of("path.hop.allowed-but", which));
    }

    /** A default that a policy sets forbids nothing: a rule made here overrules it. */
    static boolean forbids(Decision.Blocked blocked) {
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

    private static boolean anyoneHere(Checklist checklist, List<Part> some) {
        List<Neighbour> neighbours = checklist.facts.neighbours().toOptional().orElse(List.of());
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
