package change.plan;

import change.journal.RunId;
import firewall.Decision;
import firewall.Firewall;
import firewall.Flow;
import firewall.Policy;
import host.LanAddress;
import inventory.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import net.Cidr;
import path.Facts;
import path.FindingId;
import path.Phone;
import path.check.ForeignFirewall;
import path.check.ForwardedLeg;
import path.check.GuestFirewall;
import path.check.IneffectiveRules;
import path.check.LanDevices;
import path.check.LocalPublications;
import path.check.OpenRules;
import path.check.OtherNetworks;
import path.check.PortProxyCheck;
import path.check.WayBack;
import path.check.WslChecks;
import process.Fact;
import text.Message;

/**
 * Asks the firewall about every port of the inventory, on behalf of the phone that was named, or of a device of the LAN
 * that fares as most do.
 *
 * @param firewall empty on a system whose firewall we cannot read
 * @param may      what may be changed besides adding rules
 */
public record Planner(Facts facts, Optional<Firewall> firewall, RunId run, Firewall.Permissions may) {

    /** The plan that follows from these rules, the ones of the facts or others read later. */
    public Plan plan(Fact<Policy> policy) {
        Set<Endpoint> local = LocalPublications.of(facts);
        return Plan.of(run, lan(), facts.inventory().endpoints().stream().filter(endpoint -> !local.contains(endpoint))
                        .map(endpoint -> new PortAssessment(endpoint, answer(endpoint, policy)))
                        .toList());
    }

    /** The same question under the name of another run. */
    public Planner as(RunId other) {
        return new Planner(facts, firewall, other, may);
    }

    /** What would let the LAN in to ports that this very program listens on, or is about to. */
    public Plan page(List<Endpoint> endpoints, Fact<Policy> policy) {
        return Plan.of(run, lan(), endpoints.stream()
                .map(endpoint -> new PortAssessment(endpoint, ofThisProgram(endpoint, policy))).toList());
    }

    /** What becomes of a packet to a port that this very program listens on, or is about to. */
    public PortAnswer ofThisProgram(Endpoint endpoint, Fact<Policy> policy) {
        if (!(facts.address() instanceof LanAddress.Chosen chosen) || !chosen.open()) {
            return new PortAnswer.CannotTell(noAddress(), List.of());
        }
        return answer(endpoint, policy, chosen, device -> new Flow(endpoint.service().protocol(), device,
                chosen.adapter().name(), chosen.address().inet(), endpoint.port(),
                ProcessHandle.current().info().command()));
    }

    private PortAnswer answer(Endpoint endpoint, Fact<Policy> policy) {
        if (lan().isEmpty()) {
            return new PortAnswer.CannotTell(noAddress(), List.of());
        }
        if (WslChecks.onlyRelayed(facts, endpoint)) {
            return new PortAnswer.CannotTell(Message.of("change.behind-relay"), List.of());
        }
        Optional<Message> foreign = ForeignFirewall.noRuleHelps(facts);
        if (foreign.isPresent()) {
            return new PortAnswer.CannotTell(foreign.get(), List.of());
        }
        LanAddress.Chosen chosen = facts.chosen().get();
        return besides(endpoint, answer(endpoint, policy, chosen, device -> facts.flow(endpoint, chosen, device)));
    }

    /** What rules of this network do not reach: phones on others, and answers that leave by another way. */
    private PortAnswer besides(Endpoint endpoint, PortAnswer answer) {
        var more = new ArrayList<Message>();
        WayBack.problem(facts, endpoint).ifPresent(lost -> more.add(
                lost.cause().id() == FindingId.ANSWERS_LEAVE_ELSEWHERE
                        ? Message.of("change.answers-leave", lost.cause().subject())
                        : Message.of("change.way-lost", lost.text())));
        List<Message> others = OtherNetworks.shutOut(facts, endpoint);
        if (!others.isEmpty()) {
            more.add(Message.of("change.other-networks", others));
        }
        return switch (answer) {
            case PortAnswer.Open(Decision.Allowed(var by, List<Message> notes)) ->
                new PortAnswer.Open(new Decision.Allowed(by, also(notes, more)));
            case PortAnswer.Fixable(var decision, var changes, List<Message> notes) ->
                new PortAnswer.Fixable(decision, changes, also(notes, more));
            case PortAnswer.NeedsOverride needs -> needs;
            case PortAnswer.OutOfReach beyond -> beyond;
            case PortAnswer.CannotTell unknown -> unknown;
        };
    }

    private static List<Message> also(List<Message> notes, List<Message> more) {
        return Stream.concat(notes.stream(), more.stream()).toList();
    }

    private PortAnswer answer(Endpoint endpoint, Fact<Policy> policy, LanAddress.Chosen chosen,
            Function<InetAddress, Flow> flowFrom) {
        return switch (policy) {
            case Fact.Unknown<Policy>(Message cause) -> new PortAnswer.CannotTell(cause, List.of());
            case Fact.Known<Policy>(Policy rules) -> {
                Flow flow = flowFrom.apply(facts.phone().map(Phone::address)
                        .orElseGet(() -> LanDevices.of(rules, chosen, flowFrom).typical()));
                Cidr lan = LanDevices.opened(facts, chosen, flow.from());
                Decision decision = rules.decide(flow);
                if (decision instanceof Decision.Allowed
                        && WslChecks.stoppedByHyperV(facts, endpoint, chosen, rules, flow).isPresent()) {
                    yield new PortAnswer.CannotTell(Message.of("change.behind-hyperv"), List.of());
                }
                Optional<PortAnswer> onwards = onwards(endpoint, decision);
                if (onwards.isPresent()) {
                    yield onwards.get();
                }
                PortAnswer answer = firewall.map(able -> PortAnswer.of(able,
                        new Firewall.Wanted(endpoint.service().name(), flow, lan), Fact.known(decision), run,
                        may).knowing(withoutEffect(endpoint, rules, flow, decision))).orElseGet(() ->
                        new PortAnswer.CannotTell(Message.of("change.no-firewall", facts.os().id()), List.of()));
                if (decision instanceof Decision.Blocked blocked && answer instanceof PortAnswer.Fixable
                        && GuestFirewall.staysShut(facts, endpoint, chosen)) {
                    yield new PortAnswer.OutOfReach(blocked, Message.of("change.hyperv-decides"));
                }
                yield answer instanceof PortAnswer.CannotTell && decision instanceof Decision.Undecided undecided
                        && !undecided.rules().isEmpty()
                        ? new PortAnswer.CannotTell(OpenRules.why(facts, endpoint, undecided), undecided.rules())
                        : answer;
            }
        };
    }

    private List<Message> withoutEffect(Endpoint endpoint, Policy rules, Flow flow, Decision decision) {
        return decision instanceof Decision.Blocked blocked
                ? IneffectiveRules.sentences(facts, endpoint, rules, flow, blocked) : List.of();
    }

    /** Where the phone gets in, and what this machine passes on for it does not get out. */
    private Optional<PortAnswer> onwards(Endpoint endpoint, Decision decision) {
        return PortProxyCheck.onwards(facts, endpoint).filter(leg -> decision instanceof Decision.Allowed)
                .flatMap(leg -> switch (leg) {
            case ForwardedLeg.Blocked blocked when blocked.sure() -> Optional.of(new PortAnswer.OutOfReach(
                    blocked.decision(), Message.of("change.stopped-on-way-out")));
            case ForwardedLeg.Blocked blocked -> Optional.of(new PortAnswer.CannotTell(
                    Message.of("change.perhaps-stopped-on-way-out"), List.of(blocked.by())));
            case ForwardedLeg.Open open -> Optional.of(new PortAnswer.CannotTell(
                    Message.of("change.perhaps-stopped-on-way-out"), List.of()));
            case ForwardedLeg.Passes passes -> Optional.empty();
        });
    }

    /** The network that is let in, or the one phone that it is about where that is in another one. */
    private Optional<Cidr> lan() {
        return facts.chosen().filter(LanAddress.Chosen::open).map(chosen -> facts.phone()
                .map(phone -> LanDevices.opened(facts, chosen, phone.address())).orElse(chosen.address().network()));
    }

    private Message noAddress() {
        // Where an adapter could not be read, that is the reason, and not that there is no address.
        boolean read = facts.adaptersRead();
        return switch (facts.address()) {
            case LanAddress.NotHere(String wanted, var candidates) -> Message.of("change.address-not-here", wanted);
            case LanAddress.Loopback(String wanted) -> Message.of("change.address-is-loopback", wanted);
            case LanAddress.Unresolved(String wanted, Message why) -> why;
            case LanAddress.None(Message why, List<Message> reasons) when read && !reasons.isEmpty() ->
                Message.of("change.no-address-because", reasons);
            case LanAddress.None(Message why, var reasons) -> read ? Message.of("change.no-address") : why;
            case LanAddress.Chosen chosen when !chosen.others().isEmpty() ->
                Message.of("change.address-without-phones-but", chosen.address().address(), chosen.adapter().name(),
                        chosen.against().orElseThrow(), chosen.others().stream().map(LanAddress.Candidate::address)
                                .filter(Cidr::isV4).map(Cidr::address).toList());
            case LanAddress.Chosen chosen -> Message.of("change.address-without-phones", chosen.address().address(),
                    chosen.adapter().name(), chosen.against().orElseThrow());
        };
    }
}
