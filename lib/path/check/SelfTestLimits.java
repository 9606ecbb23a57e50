package path.check;

import firewall.Decision;
import firewall.Flow;
import firewall.Rule;
import host.Adapter;
import host.LanAddress;
import host.Listener;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import net.Cidr;
import net.Protocol;
import path.Cause;
import path.FindingId;
import path.Hop;
import path.HopResult;
import path.Outcome;
import probe.Reply;
import process.Fact;
import text.Message;

/**
 * What this machine's own tests cannot tell: of an address that it may not reach, past its own firewall, or where
 * another program answers it than a phone.
 */
final class SelfTestLimits {

    private SelfTestLimits() { }

    /**
     * With WSL in mirrored mode a machine may not reach its own LAN address while others do (WSL#41284): where the
     * service is well on 127.0.0.1, that says nothing.
     */
    static Optional<Outcome> untestable(Checklist checklist, Hop hop, InetAddress address) {
        if (WslChecks.hides(checklist.facts, checklist.endpoint) && !ListeningCheck.accepted(checklist)) {
            return Optional.of(new Outcome.Skipped(Message.of("path.hop.mirrored-hides")));
        }
        boolean well = checklist.facts.loopback().get(checklist.endpoint) instanceof Fact.Known<Reply>(Reply reply)
                && reply.wellAnswered();
        return hop == Hop.ADDRESS && well && checklist.facts.mirroredWsl()
                ? Optional.of(new Outcome.Skipped(Message.of("path.hop.mirrored")))
                : blocked(checklist, hop, address);
    }

    /**
     * A test that this machine's own firewall stopped says nothing of the service. On 127.0.0.1 that does not matter
     * yet, the LAN address is still to come; where neither could be tested, nobody knows whether it answers.
     */
    private static Optional<Outcome> blocked(Checklist checklist, Hop hop, InetAddress address) {
        return blocking(checklist, address).map(rule -> {
            Message text = Message.of("path.hop.self-test-blocked", rule.text());
            return hop == Hop.ADDRESS && !checklist.facts.wellAnswered(checklist.endpoint)
                    ? new Outcome.Unknown(text) : new Outcome.Skipped(text);
        });
    }

    /**
     * A test that failed because this machine's routes lead its own packets past the container says nothing of the
     * container. Where the phone's go, {@link WayBack} judges.
     */
    static HopResult unrouted(Checklist checklist, HopResult tested) {
        boolean failed = switch (tested.outcome()) {
            case Outcome.Problem problem -> true;
            case Outcome.Warning(Message text, Cause cause) -> cause.id() == FindingId.ANSWER_NOT_PROVEN;
            case Outcome.Ok ok -> false;
            case Outcome.Skipped skipped -> false;
            case Outcome.Unknown unknown -> false;
        };
        if (!failed) {
            return tested;
        }
        return WayBack.ofSelfTest(checklist, tested.hop()).map(adapter -> {
            Message text = adapter.isEmpty() ? Message.of("path.hop.container-not-routed")
                    : Message.of("path.hop.container-routed-elsewhere", adapter);
            boolean open = tested.hop() == Hop.ADDRESS && !checklist.facts.wellAnswered(checklist.endpoint);
            return new HopResult(tested.hop(), open ? new Outcome.Unknown(text) : new Outcome.Skipped(text),
                    tested.reply());
        }).orElse(tested);
    }

    /** The rule by which this machine's firewall stops the machine's own test, where one does. */
    static Optional<Rule> blocking(Checklist checklist, InetAddress address) {
        return checklist.facts.firewall().toOptional().flatMap(policy -> {
            String lo = checklist.facts.adapters().toOptional().stream().flatMap(List::stream)
                    .filter(Adapter::loopback).map(Adapter::name).findFirst().orElse("lo");
            var flow = new Flow(Protocol.TCP, address, lo, address, checklist.endpoint.port(),
                    checklist.facts.programOf(checklist.endpoint));
            return switch (policy.decide(flow)) {
                case Decision.Allowed allowed -> Optional.empty();
                case Decision.Blocked blocked -> Optional.of(blocked.by());
                case Decision.Undecided undecided -> Optional.empty();
            };
        });
    }

    /** Why 127.0.0.1 tells nothing of what a phone meets: nobody listens there, or another program does. */
    static Optional<Message> besideLoopback(Checklist checklist, Fact<Reply> reply) {
        List<Listener> here = checklist.facts.listenersOf(checklist.endpoint).orElse(List.of());
        if (here.isEmpty()) {
            return Optional.empty();
        }
        Optional<Listener> own = checklist.facts.listenerAt(checklist.endpoint, AnswerChecks.LOOPBACK);
        if (own.isEmpty()) {
            boolean refused = reply.toOptional().filter(seen -> seen.state() == Reply.State.REFUSED).isPresent();
            return listensOnLanOnly(checklist, here) ? Optional.of(Message.of("path.hop.not-on-loopback"))
                    : refused ? Optional.of(Message.of("path.hop.listens-beside-loopback")) : Optional.empty();
        }
        return checklist.facts.loopbackIsAnothers(checklist.endpoint) && SharedPort.selfTest(checklist).isPresent()
                ? own.map(other -> Message.of("path.hop.loopback-is-anothers", ListeningCheck.program(other)))
                : Optional.empty();
    }

    private static boolean listensOnLanOnly(Checklist checklist, List<Listener> here) {
        Optional<InetAddress> own = checklist.facts.chosen().map(LanAddress.Chosen::address).map(Cidr::inet);
        return own.isPresent() && here.stream()
                .allMatch(listener -> listener.address().equals(own.get().getHostAddress()));
    }
}
